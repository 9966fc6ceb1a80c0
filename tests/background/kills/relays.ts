import { createCoordinations } from '../../../src/adapters/storage/coordinations';
import { createSharedClaims } from '../../../src/adapters/storage/shared-claims';
import type { Claim } from '../../../src/core/claim';
import { quorumOf } from '../../../src/core/quorum';
import type { Ports, Relays } from '../../../src/services/ports';
import { noRelays } from '../../services/no-relays';
import type { RelayNet } from '../../services/relay-net';
import { coordinationFor } from '../../services/relay-world';
import { firstAddress } from '../../services/vault-world';
import type { Step } from './ledger';
import type { Life } from './life';
import type { Outside } from './outside';

/** Makes this device's keys. */
const ownDigit = 'a';
export const ownKey = ownDigit.repeat(64);

type Later = (work: () => void) => unknown;

/** All of the ports that has to do with relays, for one life of the worker. */
export function relayPorts({ net, session, ledger }: Outside, life: Life, later: Later) {
  if (net === null) return noRelays();
  const ports: Pick<Ports, keyof ReturnType<typeof noRelays>> = {
    relays: mortalRelays(net, life, later, ledger),
    coordinationKeys: life.mortal('coordinationKeys.', {
      coordination: async (_vault, _dataKey, { address }) => coordinationFor(address),
      generationSecret: async () => 'f'.repeat(64),
    }),
    coordinations: life.mortal('coordinations.', createCoordinations(session)),
    sharedClaims: life.mortal('sharedClaims.', createSharedClaims(session)),
    platform: { browser: 'Chrome', system: 'Linux' },
    managedRelays: async () => null,
  };
  return ports;
}

/** They outlive the worker; what they send to one that has died is lost, and an event reaches one after the other. */
function mortalRelays(net: RelayNet, life: Life, later: Later, ledger: Step[]): Relays {
  const port = net.port(ownDigit);
  return {
    ...life.mortal('relays.', port),
    async publish({ relays, coordination }, event) {
      const { claim } = JSON.parse(event.text) as { claim: Claim };
      let accepted = 0;
      for (const relay of relays) {
        const written = await life.pass('relays.publish', 'publish', () => {
          ledger.push({ kind: 'publish', id: claim.id });
          return port.publish({ relays: [relay], coordination }, event);
        });
        accepted += written.accepted;
      }
      return { isQuorum: accepted >= quorumOf(relays.length).size, accepted };
    },
    watch: (place, heard) =>
      life.pass('relays.watch', 'watch', () => {
        const hear: typeof heard = (seen) => void later(() => !life.isDead() && heard(seen));
        const watch = port.watch(place, hear);
        life.whenDead(() => watch.stop());
        // A relay sends first what it has.
        void port.read(place, []).then(({ claims }) => claims.forEach(hear));
        return watch;
      }),
  };
}

/** Another device takes the account over, and all relays have its claim. */
export function claimElsewhere({ net, clock }: Outside): void {
  if (net === null) throw new Error('There are no relays');
  const counters = net.claimsOn(0).map(({ epoch }) => epoch.counter);
  net.inject(coordinationFor(firstAddress), {
    id: 'b'.repeat(32),
    device: {
      key: 'b'.repeat(64),
      name: 'The other',
      browser: 'Firefox',
      system: 'Linux',
      relays: '0badcafe',
      since: 0,
    },
    epoch: { generation: 0, counter: Math.max(0, ...counters) + 1 },
    at: clock.wall,
    saidAt: clock.wall,
  });
}
