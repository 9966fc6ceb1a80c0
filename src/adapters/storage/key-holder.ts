import * as v from 'valibot';
import type { KeyHolder } from '../../services/ports';

/** What is needed of `storage.session`: memory that outlives the worker, but neither the browser nor an update. */
export interface SessionArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Two items: what moves the moment cannot bring back a key that was cleared meanwhile. */
const keyItem = 'unlockedKey';
const lockItem = 'lockAt';

const unlockedKey = v.strictObject({
  /** 256 bits. */
  dataKey: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  lockAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});

/** The `KeyHolder` over `storage.session` (SEC-16). What it cannot read counts as locked. */
export function createKeyHolder(area: SessionArea): KeyHolder {
  return {
    async get() {
      const items = { ...(await area.get(keyItem)), ...(await area.get(lockItem)) };
      const found = v.safeParse(unlockedKey, { dataKey: items[keyItem], lockAt: items[lockItem] });
      return found.success ? found.output : null;
    },
    set: ({ dataKey, lockAt }) => area.set({ [keyItem]: dataKey, [lockItem]: lockAt }),
    keepUntil: (lockAt) => area.set({ [lockItem]: lockAt }),
    clear: () => area.remove(keyItem),
  };
}
