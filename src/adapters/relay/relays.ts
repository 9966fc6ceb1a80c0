import { generateSecretKey, getPublicKey } from 'nostr-tools/pure';
import { bytesToHex } from 'nostr-tools/utils';
import { quorumOf } from '../../core/quorum';
import type { RelayAddress } from '../../core/relay-address';
import type { Coordination, MeetingPlace, Relays } from '../../services/ports';
import { createAccount, type RelayAccount } from './account';
import { createConnection, type Connection, type OpenSocket } from './connection';
import { createHealth, type HealthRecord } from './health';
import { usualPatience, type Patience } from './patience';
import { createPublisher } from './publisher';
import { readRelays } from './read-relays';
import { sealClaim } from './sealed-claim';
import { settle } from './settle';
import { tryRelay } from './try-relay';
import { watchRelay } from './watch';

interface OpenRelays extends Relays {
  /** Ends every connection and everything that was still to be published. */
  close(): void;
}

/**
 * The relays, over WebSockets. nostr-tools makes and verifies events; its own pool is not used, because it takes a
 * relay that hangs for one that has nothing (docs/adr/0015). All that is kept is kept in memory: a new worker starts
 * anew, and learns with its first read which relay lacks what. `onHealth` hears that a relay does otherwise now: also
 * after a read that did not wait for it.
 */
export function createRelays(
  openSocket: OpenSocket,
  patience: Patience = usualPatience,
  onHealth: () => void = () => undefined,
): OpenRelays {
  const records = new Map<RelayAddress, HealthRecord>();
  const connections = new Map<RelayAddress, Connection>();
  const accounts = new Map<string, Promise<RelayAccount>>();
  const publisher = createPublisher(patience);
  const watches = new Set<{ stop(): void }>();
  let telling: ReturnType<typeof setTimeout> | undefined;

  function tellSoon(): void {
    telling ??= setTimeout(() => {
      telling = undefined;
      onHealth();
    }, patience.tell);
  }

  function recordOf(address: RelayAddress): HealthRecord {
    return taken(records, address, () => createHealth(address, tellSoon));
  }

  function connectionTo(address: RelayAddress): Connection {
    return taken(connections, address, () =>
      createConnection(address, openSocket, recordOf(address), patience),
    );
  }

  function accountOf(coordination: Coordination): Promise<RelayAccount> {
    const name = `${coordination.secret}:${coordination.generationKey}`;
    return taken(accounts, name, () => createAccount(coordination));
  }

  return {
    async createDevice() {
      const secret = generateSecretKey();
      return { secret: bytesToHex(secret), key: getPublicKey(secret) };
    },
    seal: sealClaim,
    async read({ relays, coordination }, keep) {
      const account = await accountOf(coordination);
      const read = relays.map(connectionTo);
      return readRelays(
        read,
        account,
        keep,
        (connection, event) => void publisher.give(connection, connection.health.read().address, event),
        patience,
      );
    },
    async publish({ relays }, event) {
      const { size } = quorumOf(relays.length);
      const answers = relays.map((address) => publisher.give(connectionTo(address), address, event));
      const accepted = await settle(answers, size, 0);
      return { isQuorum: accepted >= size, accepted };
    },
    watch(place, heard) {
      const watch = watchAll(place, heard);
      watches.add(watch);
      return {
        stop() {
          watches.delete(watch);
          watch.stop();
        },
      };
    },
    health: async (relays) => relays.map((address) => recordOf(address).read()),
    try: (address) => tryRelay(connectionTo(address), patience),
    close() {
      for (const watch of watches) watch.stop();
      watches.clear();
      publisher.close();
      for (const connection of connections.values()) connection.close();
      clearTimeout(telling);
    },
  };

  function watchAll({ relays, coordination }: MeetingPlace, heard: Parameters<Relays['watch']>[1]) {
    let isStopped = false;
    let listening: readonly { stop(): void }[] = [];
    void accountOf(coordination).then((account) => {
      if (isStopped) return;
      listening = relays.map((address) => watchRelay(connectionTo(address), account, heard, patience));
    });
    return {
      stop() {
        isStopped = true;
        for (const each of listening) each.stop();
      },
    };
  }
}

function taken<Name, Value>(from: Map<Name, Value>, name: Name, make: () => Value): Value {
  const known = from.get(name);
  if (known !== undefined) return known;
  const made = make();
  from.set(name, made);
  return made;
}
