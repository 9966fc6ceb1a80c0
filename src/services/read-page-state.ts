import { toQuantity } from '../core/hex';
import type { SessionKey } from '../core/session';
import { accountsOf, chainOf } from './answer-at-once';
import type { Ports } from './ports';
import { sessionState } from './session-state';

/** What a page may know of its session: its accounts while the session lives, and its chain as a hex quantity. */
export async function readPageState(
  ports: Ports,
  key: SessionKey,
): Promise<{ accounts: readonly string[]; chain: string }> {
  const state = await sessionState(ports, key);
  return { accounts: accountsOf(state), chain: toQuantity(BigInt(chainOf(state))) };
}
