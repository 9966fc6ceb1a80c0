import { describe, expect, it, vi } from 'vitest';
import { installBrowser } from './fake-browser';

async function portalOf(browser: { readonly [api: string]: object }) {
  installBrowser(browser);
  vi.resetModules();
  const { connectivity } = await import('../../../src/adapters/browser/connectivity');
  return connectivity.captivePortal();
}

describe('the browser’s word on a captive portal', () => {
  // https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/captivePortal/getState
  it.each([
    ['unknown', 'unknown'],
    ['not_captive', 'none'],
    ['unlocked_portal', 'none'],
    ['locked_portal', 'locked'],
  ])('that says %s is %s', async (state, word) => {
    expect(await portalOf({ captivePortal: { getState: async () => state } })).toBe(word);
  });

  it('is unknown where the browser has no such API', async () => {
    expect(await portalOf({})).toBe('unknown');
  });

  it('is unknown where its detection is switched off', async () => {
    const getState = async () => {
      throw new Error('Captive Portal detection is not enabled');
    };
    expect(await portalOf({ captivePortal: { getState } })).toBe('unknown');
  });
});

it.each([true, false])('a browser that says onLine: %s is taken at its word', async (onLine) => {
  vi.stubGlobal('navigator', { onLine });
  const { connectivity } = await import('../../../src/adapters/browser/connectivity');
  expect(connectivity.hasNetwork()).toBe(onLine);
  vi.unstubAllGlobals();
});
