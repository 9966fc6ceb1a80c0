import type { Drafts } from '../../services/ports';
import type { SessionArea } from './key-holder';

/** Drafts of requests that are long gone are pushed out by newer ones. */
const mostDrafts = 60;

/** Keeps drafts in memory for as long as the browser runs; the newest ones, where there are too many. */
export function createDrafts(
  area: SessionArea,
  draftsKey: string = 'drafts',
): Drafts & { forgetAll(): Promise<void> } {
  async function read(): Promise<readonly (readonly [string, string])[]> {
    const stored = (await area.get(draftsKey))[draftsKey];
    return Array.isArray(stored) ? stored.filter(isDraft) : [];
  }
  return {
    async get(id) {
      return (await read()).find(([other]) => other === id)?.[1] ?? null;
    },
    async put(id, draft) {
      const others = (await read()).filter(([other]) => other !== id);
      const all = draft === null ? others : [...others, [id, draft] as const];
      await area.set({ [draftsKey]: all.slice(-mostDrafts) });
    },
    forgetAll: () => area.remove(draftsKey),
  };
}

function isDraft(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}
