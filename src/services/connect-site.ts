import type { Address } from '../core/address';
import type { Circumstances } from '../core/decide';
import { done, failed, type Outcome } from '../core/outcome';
import { permissionsOf } from '../core/permissions';
import { networkOf } from '../core/networks';
import type { Answer, Ask, HeldRequest, RequestId } from '../core/held-request';
import type { ChainId, OpenSession, Session } from '../core/session';
import { makeTerm, type TermChoice } from '../core/term';
import { afterApproval } from './after-approval';
import { changeAccountsWithin } from './change-accounts';
import { commit } from './now';
import type { Ports, Writes } from './ports';
import { stateWithin } from './session-state';
import { claimForSession, firstFault } from './hold-account';
import { unlockedKey } from './unlocked-key';
import { settle } from './write-outcome';

/** What the person chose on the connect screen. */
export interface Grant {
  readonly accounts: readonly Address[];
  readonly chain: ChainId;
  readonly term: TermChoice;
}

/** Opens a session for a held connect request, and answers every request that waits for the same. */
export async function connectSite(
  ports: Ports,
  id: RequestId,
  grant: Grant,
  takeOver: string | null = null,
): Promise<Outcome<null>> {
  if ((await unlockedKey(ports)) === null) return failed({ fault: 'locked' });
  const held = await claimForSession(ports, grant.accounts, takeOver);
  if (!held.ok) return held;
  const sessionId = ports.randomness.hex(128);
  const outcome = await commit(ports, async (writes, at): Promise<Outcome<Session>> => {
    const request = await writes.request(id);
    if (request === null || !isWaiting(request, at)) return failed({ fault: 'gone' });
    const state = await stateWithin(writes, await writes.session(request.key), at);
    const fault = await firstFault(writes, grant.accounts, at, held.value);
    if (request.ask.kind === 'edit-accounts' && state.state === 'active') {
      if (fault !== null) return failed(fault);
      return changeWithin(writes, request, state.session, grant.accounts, at.now);
    }
    if (request.ask.kind !== 'connect' && request.ask.kind !== 'edit-accounts')
      return failed({ fault: 'invalid' });
    if (state.state === 'active') {
      await answerConnects(writes, state.session, at.now);
      return done(state.session);
    }
    if (fault !== null) return failed(fault);
    const own = new Set((await writes.accounts()).map((account) => account.address));
    const settings = await writes.settings();
    const network = networkOf(grant.chain, await writes.addedNetworks());
    const term = makeTerm(grant.term, settings.profile);
    if (
      network === null ||
      grant.accounts.length === 0 ||
      !grant.accounts.every((account) => own.has(account))
    ) {
      return failed({ fault: 'invalid' });
    }
    if (typeof term === 'string') return failed({ fault: 'term-not-offered' });
    const session: OpenSession = {
      ...request.place,
      id: sessionId,
      key: request.key,
      accounts: [...new Set(grant.accounts)],
      chains: [grant.chain],
      chain: grant.chain,
      term,
      openedAt: at.now,
      lastUsedAt: at.now,
      isWarned: false,
      browserRun: at.run.id,
      previousId: state.state === 'ended' ? state.session.id : null,
      end: null,
    };
    await openWithin(writes, session, at.now);
    return done(session);
  });
  return afterApproval(ports, null, outcome);
}

/** Writes a new session in its place, and answers the requests that waited for it to be opened. */
export async function openWithin(writes: Writes, session: OpenSession, now: number): Promise<void> {
  await writes.putSession(session);
  await writes.appendJournal(now, {
    kind: 'session-opened',
    session: session.id,
    origin: session.origin,
    previousId: session.previousId,
  });
  await answerConnects(writes, session, now);
}

/** Whether a held request may still be decided. What an earlier run has left waits only to be dropped: its page is gone. */
export function isWaiting(request: HeldRequest, { now, run }: Circumstances): boolean {
  return request.stage.step === 'waiting' && request.deadline > now && request.browserRun === run.id;
}

async function answerConnects(writes: Writes, session: OpenSession, now: number): Promise<void> {
  for (const request of await writes.requests()) {
    const opens = request.ask.kind === 'connect' || request.ask.kind === 'edit-accounts';
    if (request.key !== session.key || !opens || request.stage.step !== 'waiting') continue;
    await settle(
      writes,
      { ...request, sessionId: session.id },
      connectAnswer(request.ask, session),
      now,
      'approved',
    );
  }
}

/** What a site gets that asked to be connected. */
export function connectAnswer(ask: Ask, session: OpenSession): Answer {
  const asAccounts = ask.kind === 'connect' && ask.answerAs === 'accounts';
  return { ok: true, value: asAccounts ? session.accounts : permissionsOf({ state: 'active', session }) };
}

async function changeWithin(
  writes: Writes,
  request: HeldRequest,
  session: OpenSession,
  accounts: readonly Address[],
  now: number,
): Promise<Outcome<Session>> {
  const changed = await changeAccountsWithin(writes, session, accounts, now);
  if (!changed.ok) return changed;
  await settle(writes, request, connectAnswer(request.ask, changed.value), now, 'approved');
  return changed;
}
