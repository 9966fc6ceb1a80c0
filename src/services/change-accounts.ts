import type { Address } from '../core/address';
import { done, failed, type Outcome } from '../core/outcome';
import { renewSession, type OpenSession, type Session, type SessionKey } from '../core/session';
import { afterApproval } from './after-approval';
import { dropForeign } from './drop-foreign';
import { claimForSession, firstFault } from './hold-account';
import { commit } from './now';
import type { Ports, Writes } from './ports';
import { stateWithin } from './session-state';
import { unlockedKey } from './unlocked-key';

/** Changes which accounts a site sees; the first is the one in use. At the person's word only. */
export async function changeAccounts(
  ports: Ports,
  key: SessionKey,
  accounts: readonly Address[],
): Promise<Outcome<null>> {
  if ((await unlockedKey(ports)) === null) return failed({ fault: 'locked' });
  const held = await claimForSession(ports, accounts, null);
  if (!held.ok) return held;
  const outcome = await commit(ports, async (writes, at): Promise<Outcome<Session>> => {
    const state = await stateWithin(writes, await writes.session(key), at);
    if (state.state !== 'active') return failed({ fault: 'session-ended' });
    const fault = await firstFault(writes, accounts, at, held.value);
    if (fault !== null) return failed(fault);
    return changeAccountsWithin(writes, state.session, accounts, at.now);
  });
  return afterApproval(ports, key, outcome);
}

/** The change itself, inside a transaction. What waits for an account that the site no longer sees is dropped. */
export async function changeAccountsWithin(
  writes: Writes,
  session: OpenSession,
  accounts: readonly Address[],
  now: number,
): Promise<Outcome<OpenSession>> {
  const own = new Set((await writes.accounts()).map((account) => account.address));
  const chosen = [...new Set(accounts)];
  if (chosen.length === 0 || !chosen.every((account) => own.has(account)))
    return failed({ fault: 'invalid' });
  const changed: OpenSession = { ...session, ...renewSession(session, now), accounts: chosen, end: null };
  await writes.putSession(changed);
  await writes.appendJournal(now, { kind: 'session-changed', session: session.id, origin: session.origin });
  await dropForeign(writes, changed, now);
  return done(changed);
}
