import type { Address } from '../core/address';
import { afterEnds } from './end-session';
import { leaveSessions } from './leave-sessions';
import { commit } from './now';
import type { Ports } from './ports';
import { endAllWithWallet } from './write-ends';

// Sessions of private windows follow what became of the wallet in a normal one, where both share it.

/** An account that left the vault leaves them too. */
export async function leaveInPrivate({ inPrivate }: Ports, account: Address): Promise<void> {
  if (inPrivate === null) return;
  const changed = await commit(inPrivate, (writes, at) => leaveSessions(writes, new Set([account]), at));
  await afterEnds(inPrivate, [...changed]);
}

/** The wallet was opened with its phrase, or another one took its place: they all end. */
export async function endInPrivate({ inPrivate }: Ports): Promise<void> {
  if (inPrivate === null) return;
  await commit(inPrivate, (writes, { now }) => endAllWithWallet(writes, now));
  await afterEnds(inPrivate, null);
}
