import type { Runtime } from 'webextension-polyfill';
import type { ConnectedPages } from '../../src/adapters/browser/pages';
import { answerCommand } from '../../src/background/answer-command';
import { routePage } from '../../src/background/page-routes';
import { createSiteBuckets } from '../../src/background/site-buckets';
import type { Answer } from '../../src/core/held-request';
import type { Outcome } from '../../src/core/outcome';
import { StoreFailed, type Ports, type UnlockedKey } from '../../src/services/ports';
import { fakePort } from '../adapters/browser/fake-browser';
import { createFakeStore } from './fake-store';
import { makeWorld, page } from './world';

/** How a call to storage fails: nothing was done, or it was done and nobody can tell. */
export type How = 'is refused' | 'is done, but not answered';

export const password = '11'.repeat(32);
const dataKey = 'd'.repeat(64);
const origin = 'https://app.example';

/** What a page or one of our own pages heard; null where a request is held. */
export type Heard = Outcome<unknown> | Answer | null;

/** A world whose n-th call to any storage fails, reached the way pages reach it. */
export async function makeFaultyWorld() {
  const store = createFakeStore();
  const world = await makeWorld({ store });
  let held: UnlockedKey | null = { dataKey, lockAt: Number.MAX_SAFE_INTEGER };
  let calls = 0;
  let broken: { readonly at: number; readonly how: How } | null = null;

  /** A call that changes nothing fails in one way only. */
  async function call<Result>(act: () => Promise<Result>, isChange: boolean): Promise<Result> {
    calls += 1;
    if (broken?.at !== calls) return act();
    if (isChange && broken.how === 'is done, but not answered') await act();
    throw new StoreFailed('failed', 'The storage failed.');
  }

  const { drafts, browser } = world.ports;
  const ports: Ports = {
    ...world.ports,
    store: {
      read: (work) => call(() => store.read(work), false),
      write: (work) => call(() => store.write(work), true),
      session: (key) => call(() => store.session(key), false),
      clockMark: () => call(() => store.clockMark(), false),
      isRestoring: () => call(() => store.isRestoring(), false),
      isCopyBehind: () => store.isCopyBehind(),
      compareCopy: () => call(() => store.compareCopy(), true),
      beginAnew: (withoutCopy) => call(() => store.beginAnew(withoutCopy), true),
    },
    keyHolder: {
      get: () => call(async () => held, false),
      // What holds the key undoes what it could not acknowledge (guard-memory.ts).
      set: (key) => call(async () => void (held = key), false),
      keepUntil: (lockAt) => call(async () => void (held &&= { ...held, lockAt }), true),
      clear: () => call(async () => void (held = null), true),
    },
    drafts: {
      get: (id) => call(() => drafts.get(id), false),
      put: (id, draft) => call(() => drafts.put(id, draft), true),
    },
    browser: {
      run: () => call(() => browser.run(), false),
      updatedFrom: () => call(() => browser.updatedFrom(), false),
      isSettled: () => call(() => browser.isSettled(), false),
      settle: () => call(() => browser.settle(), false),
    },
    keystore: {
      ...world.ports.keystore,
      open: async (_, passwordKey) => (passwordKey === password ? dataKey : null),
    },
  };

  const port = fakePort('page');
  let hear: (answer: Answer) => void = () => {};
  const pages: ConnectedPages = {
    ...ports.pages,
    topOrigin: async () => null,
    add: () => ({ setKey: () => {}, sendState: () => {}, answer: (_, answer) => hear(answer) }),
  };
  const sender = { ...page, origin, tab: { id: page.tabId, incognito: false } };
  routePage(
    Object.assign(port, { sender }) as unknown as Runtime.Port,
    ports,
    pages,
    createSiteBuckets(),
    () => undefined,
  );

  let asked = 0;
  return {
    ports,
    store,
    told: world.told,
    isUnlocked: () => held !== null,
    lock: () => void (held = null),
    calls: () => calls,
    breakCall(at: number, how: How): void {
      calls = 0;
      broken = { at, how };
    },
    mend(): void {
      broken = null;
    },
    restartWorker: () => world.restartWorker(),
    restartBrowser: () => world.restartBrowser(),
    /** Asks as a page; the same number is the same request again. */
    async ask(method: string, params: unknown = [], number = (asked += 1)): Promise<Heard> {
      const answers: Answer[] = [];
      hear = (answer) => void answers.push(answer);
      port.onMessage.fire({ kind: 'request', id: String(number).padStart(32, '0'), method, params });
      // Everything is in memory: by then it was answered, or is held.
      for (let task = 0; task < 20 && answers.length === 0; task += 1) {
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      }
      return answers[0] ?? null;
    },
    /** Asks as one of our own pages. */
    async command(name: string, params: object = {}): Promise<Outcome<unknown>> {
      const message = await answerCommand(ports, { id: 1, name, params });
      if (message?.kind !== 'reply') throw new Error('A command has a reply');
      return message.reply;
    },
  };
}

export type FaultyWorld = Awaited<ReturnType<typeof makeFaultyWorld>>;
