import { mostRelays, parseRelay, type RelayAddress } from '../../core/relay-address';

/** What is needed of `storage.managed`. */
interface ManagedArea {
  get(key: string): Promise<Record<string, unknown>>;
}

/**
 * The relays that an administrator has set; null where none did. A list with a bad address counts as none: it is not
 * for this browser to choose among them.
 */
export async function readManagedRelays(area: ManagedArea): Promise<readonly RelayAddress[] | null> {
  // Firefox refuses where nothing is managed at all.
  const { relays } = await area.get('relays').catch((): Record<string, unknown> => ({}));
  if (!Array.isArray(relays) || relays.length === 0 || relays.length > mostRelays) return null;
  const parsed = relays.map((relay: unknown) => (typeof relay === 'string' ? parseRelay(relay) : null));
  return parsed.every((relay) => relay !== null) ? [...new Set(parsed)] : null;
}
