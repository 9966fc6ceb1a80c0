import { done, failed, type Outcome } from '../core/outcome';
import { parseRelay, type RelayAddress } from '../core/relay-address';
import { commit } from './now';
import type { Ports, Writes } from './ports';
import { putSettings } from './put-settings';
import { lendClaims } from './share-claims';

/** The relays from now on; none: this is the only device. One that is no address changes nothing. */
export async function changeRelays(ports: Ports, texts: readonly string[]): Promise<Outcome<null>> {
  const relays: RelayAddress[] = [];
  for (const text of texts) {
    const relay = parseRelay(text);
    if (relay === null) return failed({ fault: 'bad-relay' });
    if (!relays.includes(relay)) relays.push(relay);
  }
  const isChanged = await commit(ports, async (writes) => {
    if ((await writes.settings()).areRelaysManaged) return false;
    await putRelays(writes, relays, false);
    return true;
  });
  if (!isChanged) return failed({ fault: 'managed-relays' });
  await tellRelays(ports);
  return done(null);
}

/** At each start: what an administrator has set stands in the place of the person's choice; what he leaves free stays. */
export async function followAdministrator(ports: Ports): Promise<void> {
  if (ports.wallet !== 'own') return;
  const managed = await ports.managedRelays();
  const { relays, areRelaysManaged } = await ports.store.read((reads) => reads.settings());
  const isFollowed = JSON.stringify(managed ?? relays) === JSON.stringify(relays);
  if (isFollowed && areRelaysManaged === (managed !== null)) return;
  await commit(ports, (writes) => putRelays(writes, managed ?? relays, managed !== null));
  await tellRelays(ports);
}

/** Other relays from now on. */
export async function putRelays(
  writes: Writes,
  relays: readonly RelayAddress[],
  areRelaysManaged: boolean,
): Promise<void> {
  const settings = await writes.settings();
  await putSettings(writes, { ...settings, relays, areRelaysManaged, areDevicesDecided: true });
}

async function tellRelays(ports: Ports): Promise<void> {
  ports.attention.changed(['settings', 'overview', 'relays', 'devices']);
  await lendClaims(ports);
}
