import { forgetRelays } from '../core/claim-record';
import type { Settings } from '../core/settings';
import { areSame } from './note-claims';
import type { Writes } from './ports';

/**
 * Puts settings that may name other relays. What the former ones said of who is active counts; that they were asked,
 * and have this device's claims, does not (SEC-30).
 */
export async function putSettings(writes: Writes, settings: Settings): Promise<void> {
  const before = await writes.settings();
  await writes.putSettings(settings);
  if (areSame(before.relays, settings.relays)) return;
  for (const claims of await writes.everyClaims()) {
    await writes.putClaims({ ...claims, record: forgetRelays(claims.record) });
  }
}
