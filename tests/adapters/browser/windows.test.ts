import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeArea, installBrowser } from './fake-browser';

type Window = { id: number; type: string; url?: string; left?: number; top?: number };

async function makeDesktop(manifestPopup = 'src/popup/index.html') {
  const open = new Map<number, Window>();
  const created: Partial<Window>[] = [];
  const focused: number[] = [];
  const session = fakeArea();
  let screen = { left: 0, top: 0, width: 1_400 };
  let next = 1;
  installBrowser({
    storage: { session },
    runtime: {
      getManifest: () => ({ action: { default_popup: manifestPopup } }),
      getURL: (path: string) => `chrome-extension://sekisho${path}`,
    },
    windows: {
      get: async (id: number) => open.get(id) ?? Promise.reject(new Error('No window')),
      getLastFocused: async () => screen,
      create: async (options: Partial<Window>) => {
        created.push(options);
        if ((options.left ?? 0) > 3_000) throw new Error('Invalid value for bounds.');
        const window = { id: next, type: options.type ?? 'normal' };
        next += 1;
        open.set(window.id, window);
        return window;
      },
      update: async (id: number) => void focused.push(id),
    },
  });
  vi.resetModules();
  const { createRequestWindow } = await import('../../../src/adapters/browser/windows');
  return {
    createRequestWindow: (isPrivate = false) => createRequestWindow(isPrivate),
    open,
    created,
    focused,
    session,
    moveTo: (left: number) => {
      screen = { ...screen, left };
    },
  };
}

let desktop: Awaited<ReturnType<typeof makeDesktop>>;
beforeEach(async () => {
  desktop = await makeDesktop();
});

describe('the request window', () => {
  it('opens at the popup page that the manifest names, in the corner of the window in use', async () => {
    await desktop.createRequestWindow().show('D1:abc');
    expect(desktop.created).toMatchObject([
      {
        type: 'popup',
        url: 'chrome-extension://sekisho/src/popup/index.html#/requests/D1%3Aabc',
        left: 1_400 - 392 - 16,
        top: 80,
      },
    ]);
  });

  it('is one, for many requests at once and one after the other', async () => {
    const window = desktop.createRequestWindow();
    await Promise.all(['a', 'b', 'c'].map((id) => window.show(id)));
    expect(desktop.created).toHaveLength(1);
    expect(desktop.focused).toEqual([1, 1]);
  });

  it('is found again by the next worker', async () => {
    await desktop.createRequestWindow().show('a');
    await desktop.createRequestWindow().show('b');
    expect(desktop.created).toHaveLength(1);
    expect(desktop.focused).toEqual([1]);
  });

  it('opens anew once the person has closed it', async () => {
    const window = desktop.createRequestWindow();
    await window.show('a');
    desktop.open.clear();
    await window.show('b');
    expect(desktop.created).toHaveLength(2);
  });

  it('takes no other window for its own', async () => {
    const window = desktop.createRequestWindow();
    await window.show('a');
    desktop.open.set(1, { id: 1, type: 'normal' });
    await window.show('b');
    expect(desktop.created).toHaveLength(2);
  });

  it('stands where the browser puts it, where the corner is off the screen', async () => {
    desktop.moveTo(5_000);
    await desktop.createRequestWindow().show('a');
    expect(desktop.created).toHaveLength(2);
    expect(desktop.created[1]).not.toHaveProperty('left');
    expect(desktop.open.size).toBe(1);
  });

  it('of private windows is one of them, and another than that of the others', async () => {
    await desktop.createRequestWindow(true).show('a');
    await desktop.createRequestWindow().show('b');
    await desktop.createRequestWindow(true).show('c');
    expect(desktop.created).toMatchObject([{ incognito: true }, { incognito: false }]);
    expect(desktop.focused).toEqual([1]);
  });

  it('takes the whole address that Firefox has in its manifest', async () => {
    const firefox = await makeDesktop('moz-extension://abc/popup.html');
    await firefox.createRequestWindow().show('a');
    expect(firefox.created).toMatchObject([{ url: 'moz-extension://abc/popup.html#/requests/a' }]);
  });
});
