import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCoordinations } from '../../src/adapters/storage/coordinations';
import { createDrafts } from '../../src/adapters/storage/drafts';
import { createKeyHolder } from '../../src/adapters/storage/key-holder';
import { createSharedClaims } from '../../src/adapters/storage/shared-claims';
import {
  guardBrowser,
  guardCoordinations,
  guardDrafts,
  guardKeyHolder,
  guardSharedClaims,
} from '../../src/background/guard-memory';
import { second } from '../../src/core/units';
import { coordinationFor } from './relay-world';
import { accountA } from './world';

const device = { secret: '01'.repeat(32), key: 'a'.repeat(64), name: 'Firefox on Linux', since: 1 };
const key = { dataKey: 'a1'.repeat(32), lockAt: 1_000 };

/** `storage.session`, whose calls fail as they are told to. */
function makeArea() {
  const items: Record<string, unknown> = {};
  let fail: (act: () => void) => Promise<void> = async (act) => act();
  return {
    items,
    breakWith(how: typeof fail): void {
      fail = how;
    },
    mend(): void {
      fail = async (act) => act();
    },
    async get(name: string): Promise<Record<string, unknown>> {
      await fail(() => undefined);
      return name in items ? { [name]: items[name] } : {};
    },
    set: (more: Record<string, unknown>) => fail(() => void Object.assign(items, more)),
    remove: (name: string) => fail(() => void delete items[name]),
  };
}

type Area = ReturnType<typeof makeArea>;

/** Each call that goes to the browser's own storage. */
const calls: Readonly<Record<string, (area: Area) => Promise<unknown>>> = {
  'keyHolder.get': (area) => guardKeyHolder(createKeyHolder(area)).get(),
  'keyHolder.set': (area) => guardKeyHolder(createKeyHolder(area)).set(key),
  'keyHolder.keepUntil': (area) => guardKeyHolder(createKeyHolder(area)).keepUntil(2_000),
  'keyHolder.clear': (area) => guardKeyHolder(createKeyHolder(area)).clear(),
  'drafts.get': (area) => guardDrafts(createDrafts(area)).get('connect'),
  'drafts.put': (area) => guardDrafts(createDrafts(area)).put('connect', '{}'),
  'coordinations.get': (area) => guardCoordinations(createCoordinations(area)).get(accountA),
  'coordinations.put': (area) =>
    guardCoordinations(createCoordinations(area)).put(accountA, coordinationFor(accountA)),
  'coordinations.isPhraseTyped': (area) => guardCoordinations(createCoordinations(area)).isPhraseTyped(),
  'coordinations.notePhrase': (area) => guardCoordinations(createCoordinations(area)).notePhrase(),
  'coordinations.clear': (area) => guardCoordinations(createCoordinations(area)).clear(),
  'sharedClaims.get': (area) => guardSharedClaims(createSharedClaims(area)).get(),
  'sharedClaims.put': (area) => guardSharedClaims(createSharedClaims(area)).put({ device, claims: [] }),
  'browser.run': (area) =>
    guardBrowser({
      run: async () => {
        await area.get('browserRun');
        return { id: 'run-1', endOfLast: 'browser-closed' };
      },
      updatedFrom: async () => null,
      isSettled: async () => true,
      settle: async () => undefined,
    }).run(),
};

const rejections = ['QuotaExceededError', 'AbortError', 'InvalidStateError', 'VersionError', 'UnknownError'];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(Object.entries(calls))('%s fails like the store does (SEC-25)', (_, call) => {
  it.each(rejections)('with %s, and is answered once that is mended', async (name) => {
    const area = makeArea();
    const cause = new DOMException('No.', name);
    area.breakWith(() => Promise.reject(cause));
    await expect(call(area)).rejects.toMatchObject({ name: 'StoreFailed', fault: 'failed', cause });
    area.mend();
    await call(area);
  });

  it('without an answer for 10 seconds', async () => {
    const area = makeArea();
    area.breakWith(() => new Promise(() => {}));
    await Promise.all([
      expect(call(area)).rejects.toMatchObject({ name: 'StoreFailed', fault: 'timed-out' }),
      vi.advanceTimersByTimeAsync(10 * second),
    ]);
    area.mend();
    await call(area);
  });
});

describe('a key that is stored after it was given up', () => {
  it('is cleared: the person was told that nothing was unlocked (SEC-25)', async () => {
    const area = makeArea();
    let wakeUp: () => void = () => {};
    area.breakWith(async (act) => {
      await new Promise<void>((resolve) => {
        wakeUp = resolve;
      });
      area.mend();
      act();
    });
    const holder = guardKeyHolder(createKeyHolder(area));
    await Promise.all([
      expect(holder.set(key)).rejects.toMatchObject({ fault: 'timed-out' }),
      vi.advanceTimersByTimeAsync(10 * second),
    ]);
    wakeUp();
    await vi.advanceTimersByTimeAsync(0);
    expect(JSON.stringify(area.items)).not.toContain(key.dataKey);
    expect(await holder.get()).toBeNull();
  });
});
