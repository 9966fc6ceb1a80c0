import { checkAsk } from '../core/check-ask';
import type { Account } from '../core/account';
import type { Circumstances } from '../core/decide';
import { RequestRefused } from '../core/errors';
import { accountOf, type Answer, type HeldRequest, type RequestId } from '../core/held-request';
import { done, failed, type Outcome } from '../core/outcome';
import { renewSession, type OpenSession } from '../core/session';
import { subjectOf } from '../core/subject';
import type { VaultRecord } from '../core/vault';
import { addNetwork } from './add-network';
import { isWaiting } from './connect-site';
import { deliver } from './deliver-answers';
import { commit } from './now';
import { hasTakenNonce } from './prepare-transaction';
import type { Ports, Writes } from './ports';
import { schedule } from './schedule';
import { sendTransaction } from './send-transaction';
import { stateWithin } from './session-state';
import { switchNetwork } from './switch-network';
import { unlockedKey } from './unlocked-key';
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

/** Decides again, uses the key, records and answers. Exactly one answer ever reaches the page. */
export async function approveRequest(ports: Ports, approval: Approval): Promise<Outcome<null>> {
  const dataKey = await unlockedKey(ports);
  if (dataKey === null) return failed({ fault: 'locked' });
  const held = await ports.store.read((reads) => reads.request(approval.id));
  const outcome = held === null ? failed({ fault: 'gone' }) : await act(ports, held, approval, dataKey);
  ports.attention.changed(['requests', 'sessions', 'transactions', 'networks', 'overview', 'journal']);
  await deliver(ports);
  await schedule(ports);
  return outcome;
}

async function act(ports: Ports, held: HeldRequest, approval: Approval, dataKey: string): Promise<Outcome<null>> {
  switch (held.ask.kind) {
    case 'message':
    case 'sign-in':
    case 'typed-data':
      return sign(ports, approval, dataKey);
    case 'transaction':
      return sendTransaction(ports, approval, dataKey);
    case 'switch-network':
      return switchNetwork(ports, approval, held.ask.chain);
    case 'add-network':
      return addNetwork(ports, approval, held.ask.network);
    case 'connect':
    case 'edit-accounts':
      return failed({ fault: 'invalid' });
  }
}

async function sign(ports: Ports, approval: Approval, dataKey: string): Promise<Outcome<null>> {
  const intent = await writeIntent(ports, approval);
  if (!intent.ok) return intent;
  const { request, account, vault } = intent.value;
  const answer = await signed(ports, intent.value, dataKey);
  await commit(ports, async (writes, at) => {
    await settle(writes, request, answer, at.now, answer.ok ? 'approved' : 'failed');
  });
  return answer.ok ? done(null) : failed({ fault: 'unexpected' });

  async function signed(within: Ports, { request: { ask } }: Intent, key: string): Promise<Answer> {
    try {
      if (ask.kind === 'typed-data') {
        return { ok: true, value: await within.keystore.signTypedData(vault, key, account, ask.data) };
      }
      if (ask.kind !== 'message' && ask.kind !== 'sign-in') throw new RequestRefused('internal-error');
      return { ok: true, value: await within.keystore.signMessage(vault, key, account, ask.message) };
    } catch (cause) {
      return { ok: false, error: new RequestRefused('internal-error', { cause }).toPageError() };
    }
  }
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
  if (request === null || !isWaiting(request, at.now)) return failed({ fault: 'gone' });
  const state = await stateWithin(writes, await writes.session(request.key), at);
  if (state.state !== 'active' || state.session.id !== request.sessionId) return failed({ fault: 'session-ended' });
  if (subjectOf(request) !== approval.subject) return failed({ fault: 'subject-changed' });
  if (await hasTakenNonce(writes, request)) return failed({ fault: 'subject-changed' });
  const account = accountOf(request.ask);
  const isForeign = account !== null && !state.session.accounts.includes(account);
  const refusal = isForeign ? new RequestRefused('superseded') : await refusalOf(writes, request, state.session, at);
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
