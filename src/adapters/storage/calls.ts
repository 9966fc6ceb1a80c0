import type { Calls } from '../../services/ports';
import type { SessionArea } from './key-holder';

/** More than can wait at once; those of requests that are long gone are pushed out by newer ones. */
const mostCalls = 100;

/** The port `Calls` over `storage.session`. Never fails: what cannot be read or noted counts as not called. */
export function createCalls(area: SessionArea, callsKey: string = 'calls'): Calls {
  let noting: Promise<void> = Promise.resolve();

  async function read(): Promise<readonly string[]> {
    const stored = (await area.get(callsKey))[callsKey];
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  }

  async function add(id: string): Promise<void> {
    const others = (await read()).filter((other) => other !== id);
    await area.set({ [callsKey]: [...others, id].slice(-mostCalls) });
  }

  return {
    has: (id) =>
      read().then(
        (ids) => ids.includes(id),
        () => false,
      ),
    note(id) {
      // One after the other, so that none overwrites another; one that fails is called to again.
      noting = noting.then(() => add(id)).catch(() => undefined);
      return noting;
    },
  };
}
