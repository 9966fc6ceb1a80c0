import type { Coordination } from '../../services/ports';
import { accountKeysOf, type AccountKeys } from './account-keys';
import { openClaim, type OpenedClaim } from './sealed-claim';

/** An account on relays: what opens its events. */
export interface RelayAccount {
  readonly keys: AccountKeys;
  open(value: unknown): Promise<OpenedClaim>;
}

/** Events that were opened before are not verified again: each of five relays sends the same ones, each minute. */
const mostRemembered = 256;

export async function createAccount(coordination: Coordination): Promise<RelayAccount> {
  const keys = await accountKeysOf(coordination);
  const opened = new Map<string, Promise<OpenedClaim>>();
  return {
    keys,
    async open(value) {
      const name = nameOf(value);
      const known = name === null ? undefined : opened.get(name);
      if (known !== undefined) return known;
      const opening = openClaim(keys, value);
      const result = await opening;
      // The hash was verified for this id: whatever else bears it counts for what was verified.
      if (name !== null && result.ok) {
        if (opened.size >= mostRemembered) opened.clear();
        opened.set(name, opening);
      }
      return result;
    },
  };
}

function nameOf(value: unknown): string | null {
  const isNamed = typeof value === 'object' && value !== null && 'id' in value && 'sig' in value;
  return isNamed ? `${String(value.id)}:${String(value.sig)}` : null;
}
