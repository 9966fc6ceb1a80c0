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
import { faultWithin, holdAccounts, ownAccounts, type Held } from './hold-account';
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

/**
 * Writes the intent row and then acts on it. As long as that goes on, nobody takes the approval for one that a worker
 * left behind when it was killed.
 */
export async function onIntent<Result>(
  ports: Ports,
  approval: Approval,
  act: (intent: Intent) => Promise<Outcome<Result>>,
): Promise<Outcome<Result>> {
  const held = await holdFor(ports, approval.id);
  if (!held.ok) return held;
  const intent = await writeIntent(ports, approval, held.value);
  if (!intent.ok) return intent;
  ports.acting.add(approval.id);
  try {
    return await act(intent.value);
  } finally {
    ports.acting.delete(approval.id);
  }
}

/** Only the active device of an account uses its key, and it is to know freshly that it is (SEC-29, SEC-30). */
async function holdFor(ports: Ports, id: RequestId): Promise<Outcome<Held>> {
  const request = await ports.store.read((reads) => reads.request(id));
  const address = request === null ? null : accountOf(request.ask);
  return holdAccounts(ports, await ownAccounts(ports, address === null ? [] : [address]), 'none');
}

/** The intent row: decided again in the transaction that writes it, right before the key is used (SEC-8). */
async function writeIntent(ports: Ports, approval: Approval, held: Held): Promise<Outcome<Intent>> {
  return commit(ports, async (writes, at): Promise<Outcome<Intent>> => {
    const ready = await readyWithin(writes, approval, at, held);
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
  held: Held = { isReadTried: false },
): Promise<Outcome<{ request: HeldRequest; session: OpenSession }>> {
  const request = await writes.request(approval.id);
  if (request === null || !isWaiting(request, at)) return failed({ fault: 'gone' });
  const state = await stateWithin(writes, await writes.session(request.key), at);
  if (state.state !== 'active' || state.session.id !== request.sessionId)
    return failed({ fault: 'session-ended' });
  if (subjectOf(request) !== approval.subject) return failed({ fault: 'subject-changed' });
  if (await hasTakenNonce(writes, request)) return failed({ fault: 'subject-changed' });
  const account = accountOf(request.ask);
  const fault = account === null ? null : await faultWithin(writes, account, at, held);
  if (fault !== null) return failed(fault);
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
