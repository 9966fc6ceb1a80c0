import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageDocument } from '../../../src/core/held-request';
import { keyOf, type SessionKey } from '../../../src/core/session';
import { second } from '../../../src/core/units';
import { requestIdOf, type PageState, type RollCall } from '../../../src/protocol/channel';
import { origin } from '../../core/session-fixture';
import { fakePort, installBrowser, settled } from './fake-browser';

const site = origin('https://app.example');
const other = origin('https://other.example');
const keyFor = (of = site) => keyOf({ origin: of, topOrigin: null, cookieStore: null, isPrivate: false });
const pageId = 'a'.repeat(32);
const document: PageDocument = { tabId: 1, frameId: 0, documentId: 'D1' };

type Heard = { tabId: number; message: unknown; frameId: number | undefined };

async function makePages(isPrivate = false) {
  const heard: Heard[] = [];
  const frames = new Map<string, (call: unknown) => unknown>();
  const tabs = [
    { id: 1, url: 'https://app.example/swap', active: true, windowId: 7, incognito: false },
    { id: 2, url: 'https://other.example/', active: false, windowId: 7, incognito: false },
    { id: 3, url: undefined, active: false, windowId: 7, incognito: false },
    { id: 4, url: 'about:blank', active: true, windowId: 8, incognito: false },
    { id: 5, url: 'https://app.example/', active: true, windowId: 9, incognito: true },
  ];
  installBrowser({
    tabs: {
      query: async () => tabs,
      get: async (id: number) => tabs.find((tab) => tab.id === id) ?? Promise.reject(new Error('No tab')),
      sendMessage: async (tabId: number, message: unknown, { frameId }: { frameId?: number }) => {
        heard.push({ tabId, message, frameId });
        const hear = frames.get(`${tabId}/${frameId ?? 'all'}`);
        if (hear === undefined) throw new Error('Receiving end does not exist.');
        return hear(message);
      },
    },
    windows: { get: async (id: number) => ({ focused: id === 7 }) },
  });
  vi.resetModules();
  const { createPages } = await import('../../../src/adapters/browser/pages');
  const states = new Map<SessionKey, () => Promise<PageState>>();
  const stateOf = (key: SessionKey) => states.get(key)?.() ?? Promise.resolve({ accounts: [], chain: '0x1' });
  const pages = createPages(stateOf, isPrivate);
  const add = (at: PageDocument = document, of = site) => {
    const port = fakePort();
    const onClose = vi.fn<() => void>();
    const link = pages.add(port as never, at, of, onClose);
    return { port, link, onClose };
  };
  /** A content script that answers a roll call over this port. */
  const listen = (frame: string, { port }: Pick<ReturnType<typeof add>, 'port'>) =>
    frames.set(frame, (call) => {
      port.onMessage.fire({ kind: 'here', nonce: (call as RollCall).nonce });
      return true;
    });
  return { pages, add, listen, frames, heard, states };
}

let world: Awaited<ReturnType<typeof makePages>>;
beforeEach(async () => {
  world = await makePages();
});

describe('an answer (SEC-3)', () => {
  it('goes to the document that asked, under its own id', () => {
    const mine = world.add();
    const theirs = world.add({ ...document, documentId: 'D2' });
    world.pages.answer(document, requestIdOf('D1', pageId), { ok: true, value: 1 });
    expect(mine.port.posted).toEqual([
      { kind: 'answer', id: pageId, answer: { ok: true, value: 1 }, isKept: true },
    ]);
    expect(theirs.port.posted).toEqual([]);
  });

  it('of a document without a port has its frame wake up, and goes nowhere else', () => {
    const other = world.add({ ...document, documentId: 'D2' });
    world.pages.answer(document, requestIdOf('D1', pageId), { ok: true, value: 1 });
    expect(world.heard).toEqual([{ tabId: 1, message: 'wake-up', frameId: 0 }]);
    expect(other.port.posted).toEqual([]);
  });

  it('is not sent over a port that has closed', () => {
    const { port, link, onClose } = world.add();
    port.onDisconnect.fire();
    link.answer(pageId, { ok: true, value: 1 }, false);
    expect(port.posted).toEqual([]);
    expect(onClose).toHaveBeenCalledOnce();
  });
});

describe('a refresh', () => {
  it('tells the pages of a key their state, and wakes the tabs that may show it', async () => {
    const mine = world.add();
    const theirs = world.add({ tabId: 2, frameId: 0, documentId: 'D2' }, other);
    mine.link.setKey(keyFor(site));
    theirs.link.setKey(keyFor(other));
    world.pages.refresh([keyFor(site)]);
    await settled();
    expect(mine.port.posted).toEqual([{ kind: 'state', state: { accounts: [], chain: '0x1' } }]);
    expect(theirs.port.posted).toEqual([]);
    expect(world.heard.map(({ tabId }) => tabId)).toEqual([1, 3, 4]);
  });

  it('of a framed place wakes the tabs of its top', async () => {
    world.pages.refresh([keyOf({ origin: site, topOrigin: other, cookieStore: null, isPrivate: false })]);
    await settled();
    expect(world.heard.map(({ tabId }) => tabId)).toEqual([2, 3, 4]);
  });

  it('wakes no tab of a private window, and those of private windows no other', async () => {
    world.pages.refresh(null);
    await settled();
    expect(world.heard.map(({ tabId }) => tabId)).toEqual([1, 2, 3, 4]);
    const hidden = await makePages(true);
    hidden.pages.refresh(null);
    await settled();
    expect(hidden.heard.map(({ tabId }) => tabId)).toEqual([5]);
  });

  it('of everything tells everyone', async () => {
    const { port, link } = world.add();
    link.setKey(keyFor());
    world.pages.refresh(null);
    await settled();
    expect(port.posted).toHaveLength(1);
    expect(world.heard).toHaveLength(4);
  });

  it('never lets an older state have the last word', async () => {
    const { port, link } = world.add();
    link.setKey(keyFor());
    const reads: ((state: PageState) => void)[] = [];
    world.states.set(keyFor(), () => new Promise((resolve) => reads.push(resolve)));
    link.sendState();
    link.sendState();
    reads[1]?.({ accounts: [], chain: '0x1' });
    reads[0]?.({ accounts: ['0xaa'], chain: '0x1' });
    await settled();
    expect(port.posted).toEqual([{ kind: 'state', state: { accounts: [], chain: '0x1' } }]);
  });

  it('says nothing where the state cannot be read', async () => {
    const { port, link } = world.add();
    link.setKey(keyFor());
    world.states.set(keyFor(), () => Promise.reject(new Error('The store failed')));
    link.sendState();
    await settled();
    expect(port.posted).toEqual([]);
  });
});

describe('the top of a tab (SEC-1)', () => {
  it('is what the active frame 0 reports over its own port', async () => {
    const old = world.add({ ...document, documentId: 'OLD' }, other);
    const active = world.add(document, site);
    world.listen('1/0', active);
    await expect(world.pages.topOrigin(1)).resolves.toBe(site);
    expect(old.port.posted).toEqual([]);
    expect(world.heard).toMatchObject([
      { tabId: 1, frameId: 0, message: { kind: 'roll-call', isTop: true } },
    ]);
  });

  it('is not what another frame says in its place', async () => {
    vi.useFakeTimers();
    const frame = world.add({ ...document, frameId: 5, documentId: 'D5' }, other);
    world.listen('1/0', frame);
    const top = world.pages.topOrigin(1);
    await vi.advanceTimersByTimeAsync(5 * second);
    await expect(top).resolves.toBeNull();
  });

  it('is nobody where no script is in frame 0', async () => {
    world.add();
    await expect(world.pages.topOrigin(1)).resolves.toBeNull();
  });
});
afterEach(() => vi.useRealTimers());

describe('whether a document is there', () => {
  it('is clear while its port is open', async () => {
    world.add();
    await expect(world.pages.isThere(document)).resolves.toBe(true);
    expect(world.heard).toEqual([]);
  });

  it('is asked of its frame where the port has closed', async () => {
    const sleeping = world.add();
    sleeping.port.onDisconnect.fire();
    world.frames.set('1/0', (call) => {
      const woken = world.add();
      woken.port.onMessage.fire({ kind: 'here', nonce: (call as RollCall).nonce });
      return true;
    });
    await expect(world.pages.isThere(document)).resolves.toBe(true);
  });

  it.each([
    ['no script answers', undefined],
    ['the script there never asked for anything', () => undefined],
  ])('is denied where %s', async (_, hear) => {
    if (hear !== undefined) world.frames.set('1/0', hear);
    await expect(world.pages.isThere(document)).resolves.toBe(false);
  });

  it('is denied where another document has taken its frame', async () => {
    world.listen('1/0', world.add({ ...document, documentId: 'D2' }, other));
    await expect(world.pages.isThere(document)).resolves.toBe(false);
  });

  it('is assumed where its page is too busy to answer: a doubt drops nothing', async () => {
    vi.useFakeTimers();
    world.frames.set('1/0', () => new Promise(() => undefined));
    const isThere = world.pages.isThere(document);
    await vi.advanceTimersByTimeAsync(5 * second);
    await expect(isThere).resolves.toBe(true);
  });
});

describe('focus', () => {
  it.each([
    ['the active tab of the focused window', 1, true],
    ['another tab of it', 2, false],
    ['the active tab of another window', 4, false],
    ['a tab that is closed', 99, false],
  ])('%s', async (_, tabId, isFocused) => {
    await expect(world.pages.isFocused({ ...document, tabId })).resolves.toBe(isFocused);
  });

  it('a site is open where a tab shows it, or a frame is connected', async () => {
    await expect(world.pages.isOpen(other)).resolves.toBe(true);
    await expect(world.pages.isOpen(origin('https://framed.example'))).resolves.toBe(false);
    world.add({ ...document, frameId: 3 }, origin('https://framed.example'));
    await expect(world.pages.isOpen(origin('https://framed.example'))).resolves.toBe(true);
  });
});
