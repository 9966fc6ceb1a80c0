import type { Account } from '../core/account';
import { checkAsk } from '../core/check-ask';
import type { Circumstances } from '../core/decide';
import { RequestRefused } from '../core/errors';
import { accountOf, type HeldRequest, type RequestId } from '../core/held-request';
import { done, failed, type Outcome } from '../core/outcome';
import { renewSession, type OpenSession } from '../core/session';
import { subjectOf } from '../core/subject';
import type { VaultRecord } from '../core/vault';
import { isWaiting } from './connect-site';
import { commit } from './now';
import type { Ports, Writes } from './ports';
import { hasTakenNonce } from './prepare-transaction';
import { stateWithin } from './session-state';
import { settle } from './write-outcome';

/** What the intent row was written for: everything that the key needs. */
export interface Intent {
  readonly request: HeldRequest;
  readonly session: OpenSession;
  readonly account: Account;
  readonly vault: VaultRecord;
}

/** What a person approved on its own screen. `subject` is what they saw. */
export interface Approval {
  readonly id: RequestId;
  readonly subject: string;
  readonly alsoSwitch: boolean;
}

/** The intent row: decided again in the transaction that writes it, right before the key is used (SEC-8). */
export async function writeIntent(ports: Ports, approval: Approval): Promise<Outcome<Intent>> {
  return commit(ports, async (writes, at): Promise<Outcome<Intent>> => {
    const ready = await readyWithin(writes, approval, at);
    if (!ready.ok) return ready;
    const { request, session } = ready.value;
    const address = accountOf(request.ask);
    const account = (await writes.accounts()).find((each) => each.address === address);
    const vault = await writes.vault();
    if (account === undefined || vault === null) return failed({ fault: 'gone' });
    const approved: HeldRequest = { ...request, stage: { step: 'approved', at: at.now, signed: null } };
    await writes.putRequest(approved);
    return done({ request: approved, session, account, vault });
  });
}

/** A request that may be acted on now, and its live session, renewed by this use. */
export async function readyWithin(
  writes: Writes,
  approval: Approval,
  at: Circumstances,
): Promise<Outcome<{ request: HeldRequest; session: OpenSession }>> {
  const request = await writes.request(approval.id);
  if (request === null || !isWaiting(request, at)) return failed({ fault: 'gone' });
  const state = await stateWithin(writes, await writes.session(request.key), at);
  if (state.state !== 'active' || state.session.id !== request.sessionId)
    return failed({ fault: 'session-ended' });
  if (subjectOf(request) !== approval.subject) return failed({ fault: 'subject-changed' });
  if (await hasTakenNonce(writes, request)) return failed({ fault: 'subject-changed' });
  const account = accountOf(request.ask);
  const isForeign = account !== null && !state.session.accounts.includes(account);
  const refusal = isForeign
    ? new RequestRefused('superseded')
    : await refusalOf(writes, request, state.session, at);
  if (refusal !== null) {
    await settle(writes, request, { ok: false, error: refusal.toPageError() }, at.now, 'changed');
    return failed({ fault: 'gone' });
  }
  const session: OpenSession = { ...state.session, ...renewSession(state.session, at.now), end: null };
  await writes.putSession(session);
  return done({ request, session });
}

/** Time-bound content and the chain are checked again: what was acceptable when asked may no longer be. */
async function refusalOf(
  writes: Writes,
  request: HeldRequest,
  session: OpenSession,
  at: Circumstances,
): Promise<RequestRefused | null> {
  const own = await writes.accounts();
  try {
    checkAsk(request.ask, {
      origin: session.origin,
      accounts: session.accounts,
      chain: session.chain,
      ownAccounts: own.map((each) => each.address),
      now: at.now,
    });
    return null;
  } catch (error) {
    if (error instanceof RequestRefused) return error;
    throw error;
  }
}
