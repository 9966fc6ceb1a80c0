import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { minute, second } from '../../../src/core/units';
import { installBrowser } from './fake-browser';

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
});
afterEach(() => vi.useRealTimers());

async function make() {
  const getPlatformInfo = vi.fn<() => Promise<object>>(() => Promise.resolve({}));
  installBrowser({ runtime: { getPlatformInfo } });
  const { stayAwake } = await import('../../../src/adapters/browser/wakefulness');
  return { stayAwake, getPlatformInfo };
}

it('calls the browser before the work begins, and again and again until it is done', async () => {
  const { stayAwake, getPlatformInfo } = await make();
  const work = stayAwake(() => {
    expect(getPlatformInfo).toHaveBeenCalledOnce();
    return new Promise((done) => setTimeout(done, minute, 'done'));
  });
  await vi.advanceTimersByTimeAsync(10 * second);
  expect(getPlatformInfo.mock.calls.length).toBeGreaterThan(10);
  await vi.advanceTimersByTimeAsync(50 * second);
  expect(await work).toBe('done');
  const count = getPlatformInfo.mock.calls.length;
  await vi.advanceTimersByTimeAsync(minute);
  expect(getPlatformInfo).toHaveBeenCalledTimes(count);
});

it('lets go when the work fails, and hands the failure on', async () => {
  const { stayAwake, getPlatformInfo } = await make();
  await expect(stayAwake(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  const count = getPlatformInfo.mock.calls.length;
  await vi.advanceTimersByTimeAsync(minute);
  expect(getPlatformInfo).toHaveBeenCalledTimes(count);
});
