import { done, failed, type Outcome } from '../core/outcome';
import { profileTerms } from '../core/policy';
import type { OpenSession, Session, SessionKey } from '../core/session';
import { makeTerm, type Term } from '../core/term';
import type { Settings } from '../core/settings';
import { afterApproval } from './after-approval';
import { dropForeign } from './change-accounts';
import { openWithin } from './connect-site';
import { commit } from './now';
import type { Ports } from './ports';
import { stateWithin } from './session-state';
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
): Promise<Outcome<null>> {
  if (passwordKey !== null) {
    const unlocked = await unlockVault(ports, { passwordKey });
    if (!unlocked.ok) return unlocked;
  } else {
    const { profile } = await ports.store.read((reads) => reads.settings());
    if (profileTerms[profile].isPasswordAskedAtReconnect) return failed({ fault: 'password-needed' });
  }
  if ((await unlockedKey(ports)) === null) return failed({ fault: 'locked' });
  const sessionId = ports.randomness.hex(128);
  const outcome = await commit(ports, async (writes, at): Promise<Outcome<Session>> => {
    const state = await stateWithin(writes, await writes.session(key), at);
    if (state.state === 'active') return done(state.session);
    if (state.state === 'none' || !state.isReconnectable) return failed({ fault: 'gone' });
    const own = new Set((await writes.accounts()).map((account) => account.address));
    const accounts = state.session.accounts.filter((account) => own.has(account));
    if (accounts.length === 0) return failed({ fault: 'gone' });
    const session: OpenSession = {
      ...state.session,
      id: sessionId,
      accounts,
      term: termAgain(state.session, await writes.settings()),
      openedAt: at.now,
      lastUsedAt: at.now,
      isWarned: false,
      browserRun: at.run.id,
      previousId: state.session.id,
      end: null,
    };
    await openWithin(writes, session, at.now);
    for (const request of await writes.requests()) {
      if (request.key === key && request.stage.step === 'waiting') {
        await writes.putRequest({ ...request, sessionId });
      }
    }
    await dropForeign(writes, session, at.now);
    return done(session);
  });
  return afterApproval(ports, key, outcome);
}

/** The same choice as before; where it is no longer offered, the profile's own term. */
function termAgain(session: Session, settings: Settings): Term {
  const again = makeTerm(session.term.choice, settings.profile);
  if (typeof again !== 'string') return again;
  const usual = makeTerm({ kind: 'profile-default' }, settings.profile);
  return typeof usual === 'string' ? session.term : usual;
}
