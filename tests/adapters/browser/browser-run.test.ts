import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeArea, installBrowser } from './fake-browser';

function makeProfile() {
  let session = fakeArea();
  const local = fakeArea();
  let version = '1.0';
  let ids = 0;
  /** A worker in this profile. */
  const start = async ({ isPrivate = false } = {}) => {
    installBrowser({ storage: { session, local }, runtime: { getManifest: () => ({ version }) } });
    vi.resetModules();
    const { createBrowser } = await import('../../../src/adapters/browser/browser-run');
    return createBrowser({ hex: () => `run ${(ids += 1)}` }, isPrivate);
  };
  return {
    start,
    local,
    restart: () => {
      session = fakeArea();
    },
    update: (to = '1.1') => {
      session = fakeArea();
      version = to;
    },
    session: () => session,
  };
}

describe('the run of the browser', () => {
  it('is one for all who ask, and over the worker’s death', async () => {
    const profile = makeProfile();
    const browser = await profile.start();
    const [one, other] = await Promise.all([browser.run(), browser.run()]);
    expect(one).toBe(other);
    await expect((await profile.start()).run()).resolves.toEqual(one);
  });

  it('is another one after the browser was closed', async () => {
    const profile = makeProfile();
    const before = await (await profile.start()).run();
    profile.restart();
    const after = await (await profile.start()).run();
    expect(after).toMatchObject({ id: expect.not.stringMatching(before.id), endOfLast: 'browser-closed' });
  });

  it('tells an update, which empties the same storage, from a closed browser; and once', async () => {
    const profile = makeProfile();
    await (await profile.start()).run();
    profile.update();
    await expect((await profile.start()).run()).resolves.toMatchObject({ endOfLast: 'updated' });
    await expect((await profile.start()).run()).resolves.toMatchObject({ endOfLast: 'updated' });
    profile.restart();
    await expect((await profile.start()).run()).resolves.toMatchObject({ endOfLast: 'browser-closed' });
  });

  it('knows which version it took the place of, until the browser closes', async () => {
    const profile = makeProfile();
    await expect((await profile.start()).updatedFrom()).resolves.toBeNull();
    profile.update();
    await expect((await profile.start()).updatedFrom()).resolves.toBe('1.0');
    await expect((await profile.start()).updatedFrom()).resolves.toBe('1.0');
    profile.restart();
    await expect((await profile.start()).updatedFrom()).resolves.toBeNull();
  });

  it('that takes the place of a later version is no update, though it ends what an update ends', async () => {
    const profile = makeProfile();
    await (await profile.start()).run();
    profile.update('0.9');
    const browser = await profile.start();
    await expect(browser.updatedFrom()).resolves.toBeNull();
    await expect(browser.run()).resolves.toMatchObject({ endOfLast: 'updated' });
  });

  it('of a private window leaves nothing on disk (SEC-26)', async () => {
    const profile = makeProfile();
    await (await profile.start({ isPrivate: true })).run();
    expect(profile.local.rows.size).toBe(0);
  });

  it('is asked for again where storage failed', async () => {
    const profile = makeProfile();
    const browser = await profile.start();
    vi.spyOn(profile.session(), 'get').mockRejectedValueOnce(new Error('The storage failed'));
    await expect(browser.run()).rejects.toThrow('The storage failed');
    await expect(browser.run()).resolves.toMatchObject({ endOfLast: 'browser-closed' });
  });

  describe('where storage.local fails (SEC-25)', () => {
    afterEach(() => {
      vi.useRealTimers();
    });

    it('begins like one after a closed browser', async () => {
      const profile = makeProfile();
      await (await profile.start()).run();
      profile.update();
      vi.spyOn(profile.local, 'get').mockRejectedValue(new Error('IO error'));
      const browser = await profile.start();
      const run = await browser.run();
      expect(run).toMatchObject({ endOfLast: 'browser-closed' });
      await expect(browser.updatedFrom()).resolves.toBeNull();
      await expect((await profile.start()).run()).resolves.toEqual(run);
    });

    it('begins also where the version cannot be noted', async () => {
      const profile = makeProfile();
      vi.spyOn(profile.local, 'set').mockRejectedValue(new Error('IO error'));
      await expect((await profile.start()).run()).resolves.toMatchObject({ endOfLast: 'browser-closed' });
    });

    it('does not wait for it for ever', async () => {
      const profile = makeProfile();
      vi.useFakeTimers();
      vi.spyOn(profile.local, 'get').mockReturnValue(new Promise(() => {}));
      const run = (await profile.start()).run();
      await vi.advanceTimersByTimeAsync(4_000);
      await expect(run).resolves.toMatchObject({ endOfLast: 'browser-closed' });
    });
  });

  it('is settled once, which a later worker knows, and a later run does not', async () => {
    const profile = makeProfile();
    const first = await profile.start();
    await expect(first.isSettled()).resolves.toBe(false);
    const { id } = await first.run();
    await first.settle();
    await expect(first.isSettled()).resolves.toBe(true);
    const second = await profile.start();
    await expect(second.isSettled()).resolves.toBe(true);
    await expect(second.run()).resolves.toMatchObject({ id });
    profile.restart();
    await expect((await profile.start()).isSettled()).resolves.toBe(false);
  });
});
