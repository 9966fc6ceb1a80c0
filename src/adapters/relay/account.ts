import type { Coordination } from '../../services/ports';
import { accountKeysOf, type AccountKeys } from './account-keys';
import { openClaim, type OpenedClaim } from './sealed-claim';

/** An account on relays: what opens its events. */
export interface RelayAccount {
  readonly keys: AccountKeys;
  open(value: unknown): Promise<OpenedClaim>;
}

const mostRemembered = 256;

/**
 * Events that were opened before are not verified again: each of five relays sends the same ones, each minute, and a
 * flood of one event costs one signature. Remembered by all that they say, so that no event stands in for another.
 */
export async function createAccount(coordination: Coordination): Promise<RelayAccount> {
  const keys = await accountKeysOf(coordination);
  const opened = new Map<string, Promise<OpenedClaim>>();
  return {
    keys,
    open(value) {
      const name = JSON.stringify(value);
      const known = opened.get(name);
      if (known !== undefined) return known;
      if (opened.size >= mostRemembered) opened.clear();
      const opening = openClaim(keys, value);
      opened.set(name, opening);
      return opening;
    },
  };
}
