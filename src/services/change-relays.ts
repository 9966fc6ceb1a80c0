import { forgetRead } from '../core/claim-record';
import { done, failed, type Outcome } from '../core/outcome';
import { parseRelay, type RelayAddress } from '../core/relay-address';
import { commit } from './now';
import type { Ports } from './ports';

/** The relays from now on; none: this is the only device. One that is no address changes nothing. */
export async function changeRelays(ports: Ports, texts: readonly string[]): Promise<Outcome<null>> {
  const relays: RelayAddress[] = [];
  for (const text of texts) {
    const relay = parseRelay(text);
    if (relay === null) return failed({ fault: 'bad-relay' });
    if (!relays.includes(relay)) relays.push(relay);
  }
  await commit(ports, async (writes) => {
    await writes.putSettings({ ...(await writes.settings()), relays, areDevicesDecided: true });
    // Other relays have answered until now: what they said of who is active counts, that they were asked does not.
    for (const claims of await writes.everyClaims()) {
      await writes.putClaims({ ...claims, record: forgetRead(claims.record) });
    }
  });
  ports.attention.changed(['settings', 'overview', 'relays', 'devices']);
  return done(null);
}
