import * as v from 'valibot';
import type { Coordinations } from '../../services/ports';
import type { SessionArea } from './key-holder';

const key = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const held = v.record(v.string(), v.strictObject({ secret: key, generationKey: key }));

/** The port `Coordinations` over `storage.session`, in one item. What cannot be read counts as not there. */
export function createCoordinations(area: SessionArea): Coordinations {
  const item = 'coordinations';
  const phraseItem = 'isPhraseTyped';
  let last: Promise<unknown> = Promise.resolve();

  async function read(): Promise<v.InferOutput<typeof held>> {
    const parsed = v.safeParse(held, (await area.get(item))[item]);
    return parsed.success ? parsed.output : {};
  }

  return {
    get: async (account) => (await read())[account] ?? null,
    put(account, coordination) {
      // One after the other, so that none overwrites another.
      const put = last.then(async () => area.set({ [item]: { ...(await read()), [account]: coordination } }));
      last = put.catch(() => undefined);
      return put;
    },
    isPhraseTyped: async () => (await area.get(phraseItem))[phraseItem] === true,
    notePhrase: () => area.set({ [phraseItem]: true }),
    async clear() {
      await area.remove(item);
      await area.remove(phraseItem);
    },
  };
}
