import type { CoordinationKeys, Relays } from '../services/ports';

const load = async (onHealth: () => void): Promise<Relays> => {
  const { createRelays } = await import('../adapters/relay/relays');
  return createRelays((address) => new WebSocket(address), undefined, onHealth);
};

/** The relays, evaluated when they are first needed: with none chosen they never are. */
export function createLazyRelays(onFailed: (error: unknown) => void, onHealth: () => void): Relays {
  let loading: Promise<Relays> | null = null;
  const relays = () => (loading ??= load(onHealth));
  return {
    createDevice: async () => (await relays()).createDevice(),
    seal: async (claim) => (await relays()).seal(claim),
    read: async (place, keep) => (await relays()).read(place, keep),
    publish: async (place, event) => (await relays()).publish(place, event),
    watch(place, heard) {
      const watching = relays().then((loaded) => loaded.watch(place, heard));
      watching.catch(onFailed);
      return { stop: () => void watching.then((watch) => watch.stop()).catch(() => undefined) };
    },
    health: async (addresses) => (await relays()).health(addresses),
    try: async (relay) => (await relays()).try(relay),
  };
}

const loadKeys = async (): Promise<CoordinationKeys> =>
  (await import('../adapters/vault/coordination-keys')).coordinationKeys;

export const lazyCoordinationKeys: CoordinationKeys = {
  coordination: async (...given) => (await loadKeys()).coordination(...given),
  generationSecret: async (...given) => (await loadKeys()).generationSecret(...given),
};
