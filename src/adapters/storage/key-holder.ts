import * as v from 'valibot';
import type { KeyHolder } from '../../services/ports';

/** What is needed of `storage.session`: memory that outlives the worker, but neither the browser nor an update. */
export interface SessionArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

const itemName = 'unlockedKey';

const unlockedKey = v.strictObject({
  /** 256 bits. */
  dataKey: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  lockAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});

/** The `KeyHolder` over `storage.session` (SEC-16). What it cannot read counts as locked. */
export function createKeyHolder(area: SessionArea): KeyHolder {
  return {
    async get() {
      const items = await area.get(itemName);
      const found = v.safeParse(unlockedKey, items[itemName]);
      return found.success ? found.output : null;
    },
    set: ({ dataKey, lockAt }) => area.set({ [itemName]: { dataKey, lockAt } }),
    clear: () => area.remove(itemName),
  };
}
