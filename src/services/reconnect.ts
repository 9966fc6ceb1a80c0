import { eachPage } from '../core/pages';
import type { Circumstances } from '../core/decide';
import { done, failed, type Outcome } from '../core/outcome';
import { profileTerms } from '../core/policy';
import type { OpenSession, Session, SessionId, SessionKey } from '../core/session';
import { makeTerm, type Term } from '../core/term';
import type { Settings } from '../core/settings';
import { afterApproval } from './after-approval';
import { dropForeign } from './drop-foreign';
import { openWithin } from './connect-site';
import { commit } from './now';
import { afterEnds } from './end-session';
import type { Ports, Writes } from './ports';
import { stateWithin } from './session-state';
import { firstFault, holdAccount, holdAccounts, ownAccounts, type Held } from './hold-account';
import { unlockVault } from './unlock-vault';
import { unlockedKey } from './unlocked-key';

/**
 * A password unlocks the vault on the way. Opens a new session in the place of an ended one, with its accounts, chain and choice of term, in one step.
 * The ended one stays ended (SEC-9); what waited for it is shown again, never sent unseen.
 */
export async function reconnect(
  ports: Ports,
  key: SessionKey,
  passwordKey: string | null,
  isTakingOver = false,
): Promise<Outcome<null>> {
  if (isTakingOver && passwordKey === null) return failed({ fault: 'password-needed' });
  if (passwordKey !== null) {
    const unlocked = await unlockVault(ports, { passwordKey });
    if (!unlocked.ok) return unlocked;
  } else {
    const { profile } = await ports.store.read((reads) => reads.settings());
    if (profileTerms[profile].isPasswordAskedAtReconnect) return failed({ fault: 'password-needed' });
  }
  if ((await unlockedKey(ports)) === null) return failed({ fault: 'locked' });
  const ended = await ports.store.session(key);
  const accounts = await ownAccounts(ports, ended?.accounts ?? []);
  const held = await holdAccounts(ports, accounts, isTakingOver ? 'word' : 'none');
  if (!held.ok) return held;
  const sessionId = ports.randomness.hex(128);
  const outcome = await commit(ports, async (writes, at): Promise<Outcome<Session>> => {
    const state = await stateWithin(writes, await writes.session(key), at);
    if (state.state === 'active') return done(state.session);
    if (state.state === 'none' || !state.isReconnectable) return failed({ fault: 'gone' });
    const fault = await firstFault(writes, state.session.accounts, at, held.value);
    if (fault !== null) return failed(fault);
    const session = await reopenWithin(writes, state.session, sessionId, at);
    return session === null ? failed({ fault: 'gone' }) : done(session);
  });
  return afterApproval(ports, key, outcome);
}

/**
 * "Reconnect all": every session that ended because the store was lost, in one step. Answers how many. What another
 * device holds by now is left to its own question.
 */
export async function reconnectLost(ports: Ports): Promise<Outcome<{ readonly reconnected: number }>> {
  const { profile } = await ports.store.read((reads) => reads.settings());
  if (profileTerms[profile].isPasswordAskedAtReconnect) return failed({ fault: 'password-needed' });
  if ((await unlockedKey(ports)) === null) return failed({ fault: 'locked' });
  let reconnected = 0;
  const load = (limit: number, after: string | null) =>
    ports.store.read((reads) => reads.endedSessions(limit, after));
  for await (const ended of eachPage(load)) {
    const lost = ended.filter(({ end }) => end?.reason === 'storage-lost');
    const held = await holdEach(ports, lost);
    reconnected += await commit(ports, async (writes, at) => {
      let count = 0;
      for (const { key } of lost) {
        const state = await stateWithin(writes, await writes.session(key), at);
        if (state.state !== 'ended' || !state.isReconnectable) continue;
        if ((await firstFault(writes, state.session.accounts, at, held)) !== null) continue;
        const session = await reopenWithin(writes, state.session, ports.randomness.hex(128), at);
        if (session !== null) count += 1;
      }
      return count;
    });
  }
  await afterEnds(ports, null);
  return done({ reconnected });
}

/** Claims what nobody else holds; what is not held then is found in the transaction. */
async function holdEach(ports: Ports, sessions: readonly Session[]): Promise<Held> {
  let isReadTried = false;
  for (const account of await ownAccounts(
    ports,
    sessions.flatMap(({ accounts }) => accounts),
  )) {
    const held = await holdAccount(ports, account, 'none');
    isReadTried ||= held.ok && held.value.isReadTried;
  }
  return { isReadTried };
}

/** The new session itself, inside a transaction; null where none of its accounts is left. What waited waits for it. */
async function reopenWithin(
  writes: Writes,
  ended: Session,
  id: SessionId,
  at: Circumstances,
): Promise<OpenSession | null> {
  const { takenAccounts: _, ...before } = ended;
  const own = new Set((await writes.accounts()).map((account) => account.address));
  const accounts = ended.accounts.filter((account) => own.has(account));
  if (accounts.length === 0) return null;
  const session: OpenSession = {
    ...before,
    id,
    accounts,
    term: termAgain(ended, await writes.settings()),
    openedAt: at.now,
    lastUsedAt: at.now,
    isWarned: false,
    browserRun: at.run.id,
    previousId: ended.id,
    end: null,
  };
  await openWithin(writes, session, at.now);
  for (const request of await writes.requests()) {
    if (request.key === ended.key && request.stage.step === 'waiting') {
      await writes.putRequest({ ...request, sessionId: id });
    }
  }
  await dropForeign(writes, session, at.now);
  return session;
}

/** The same choice as before; where it is no longer offered, the profile's own term. */
function termAgain(session: Session, settings: Settings): Term {
  const again = makeTerm(session.term.choice, settings.profile);
  if (typeof again !== 'string') return again;
  const usual = makeTerm({ kind: 'profile-default' }, settings.profile);
  return typeof usual === 'string' ? session.term : usual;
}
