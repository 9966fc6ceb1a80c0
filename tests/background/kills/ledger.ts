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
  /** The disk was lost, or is what it was before: what was committed since is no more. */
  | { readonly kind: 'lost' }
  /** An event goes to a relay; `id`: its claim's. */
  | { readonly kind: 'publish'; readonly id: string }
  /** The key of an account begins to be used. */
  | { readonly kind: 'sign'; readonly account: Address; readonly at: Millis };

/** Notes what each transaction has put, once the disk has it: also where the worker died before that was acknowledged. */
export function noteWrites(ledger: Step[]) {
  /** The transaction that was begun last: its work begins right after it, before another one is. */
  let begun: IDBTransaction | null = null;
  return {
    write<Result>(store: Store, work: (writes: Writes) => Promise<Result>): Promise<Result> {
      return store.write((writes) => {
        const claims: AccountClaims[] = [];
        const sessions: Session[] = [];
        const requests: HeldRequest[] = [];
        begun?.addEventListener('complete', () => {
          ledger.push({ kind: 'commit', claims, sessions, requests });
        });
        return work({
          ...writes,
          putClaims(each) {
            claims.push(each);
            return writes.putClaims(each);
          },
          putSession(each) {
            sessions.push(each);
            return writes.putSession(each);
          },
          putRequest(each) {
            requests.push(each);
            return writes.putRequest(each);
          },
        });
      });
    },
    begin(tx: IDBTransaction): void {
      begun = tx;
    },
  };
}
