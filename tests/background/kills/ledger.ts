import type { AccountClaims } from '../../../src/core/account-claims';
import type { Address } from '../../../src/core/address';
import type { HeldRequest } from '../../../src/core/held-request';
import type { Session } from '../../../src/core/session';
import type { Millis } from '../../../src/core/units';
import type { Store, Writes } from '../../../src/services/ports';

/** What was done about claims and requests, in the order in which it happened, whichever life of the worker did it. */
export type Step =
  /** One transaction, with what it has put. */
  | {
      readonly kind: 'commit';
      readonly claims: readonly AccountClaims[];
      readonly sessions: readonly Session[];
      readonly requests: readonly HeldRequest[];
    }
  /** An event goes to a relay; `id`: its claim's. */
  | { readonly kind: 'publish'; readonly id: string }
  /** The key of an account begins to be used. */
  | { readonly kind: 'sign'; readonly account: Address; readonly at: Millis };

/** Notes what a transaction has put, once the disk has it: also where the worker died over that. */
export async function noteWrites<Result>(
  ledger: Step[],
  store: Store,
  work: (writes: Writes) => Promise<Result>,
): Promise<Result> {
  const claims: AccountClaims[] = [];
  const sessions: Session[] = [];
  const requests: HeldRequest[] = [];
  const result = await store.write((writes) => {
    // A transaction may be tried a second time.
    claims.length = sessions.length = requests.length = 0;
    return work({
      ...writes,
      putClaims(put) {
        claims.push(put);
        return writes.putClaims(put);
      },
      putSession(put) {
        sessions.push(put);
        return writes.putSession(put);
      },
      putRequest(put) {
        requests.push(put);
        return writes.putRequest(put);
      },
    });
  });
  ledger.push({ kind: 'commit', claims, sessions, requests });
  return result;
}
