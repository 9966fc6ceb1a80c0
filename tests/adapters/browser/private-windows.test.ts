import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeEvent, installBrowser, settled } from './fake-browser';

async function makeDesktop() {
  const onRemoved = fakeEvent<[id: number]>();
  const texts: object[] = [];
  let open = [{ incognito: false }, { incognito: true }, { incognito: true }];
  installBrowser({
    windows: { onRemoved, getAll: async () => open },
    tabs: {
      query: async () => [
        { id: 1, incognito: false },
        { id: 2, incognito: true },
        { id: 3, incognito: true },
      ],
    },
    action: {
      setBadgeText: async (options: object) => void texts.push(options),
      setBadgeBackgroundColor: async () => undefined,
    },
  });
  vi.resetModules();
  const { watchPrivateWindows } = await import('../../../src/adapters/browser/private-windows');
  const { showWaitingInPrivate } = await import('../../../src/adapters/browser/badge');
  const onNone = vi.fn<() => Promise<void>>(async () => undefined);
  return {
    look: watchPrivateWindows(onNone),
    onNone,
    texts,
    showWaitingInPrivate,
    /** Closes the last window that is open. */
    close() {
      open = open.slice(0, -1);
      onRemoved.fire(0);
    },
  };
}

let desktop: Awaited<ReturnType<typeof makeDesktop>>;
beforeEach(async () => {
  desktop = await makeDesktop();
});

describe('the end of private windows (SEC-26)', () => {
  it('is the closing of the last one', async () => {
    desktop.close();
    await settled();
    expect(desktop.onNone).not.toHaveBeenCalled();
    desktop.close();
    await settled();
    expect(desktop.onNone).toHaveBeenCalledOnce();
  });

  it('is found out at the next start where it went unheard', async () => {
    await desktop.look();
    expect(desktop.onNone).not.toHaveBeenCalled();
    desktop.close();
    desktop.close();
    await settled();
    desktop.onNone.mockClear();
    await desktop.look();
    expect(desktop.onNone).toHaveBeenCalledOnce();
  });
});

describe('what waits in private windows', () => {
  it('is on the badge of their tabs alone', async () => {
    desktop.showWaitingInPrivate(2, false);
    await settled();
    expect(desktop.texts).toEqual([
      { tabId: 2, text: '2' },
      { tabId: 3, text: '2' },
    ]);
  });
});
