import { checkAsk } from '../core/check-ask';
import { decideRequest, type SessionState } from '../core/decide';
import { RequestRefused } from '../core/errors';
import { admitHeld, admitPrompt, isSameConnect } from '../core/flood';
import { accountOf, type Answer, type Ask, type HeldRequest } from '../core/held-request';
import { networkOf } from '../core/networks';
import { firstChain } from '../core/network';
import { requestTimeout } from '../core/policy';
import { connectAnswer } from './connect-site';
import type { IncomingRequest } from './incoming-request';
import { commit } from './now';
import type { Ports, Writes } from './ports';
import { schedule } from './schedule';
import { stateWithin } from './session-state';

/** What becomes of a request that needs a person: it is held, or it had been answered before. */
export type Held =
  | { readonly outcome: 'held' }
  /** `isKept`: the answer is stored until the page has thanked for it. */
  | { readonly outcome: 'answered'; readonly answer: Answer; readonly isKept: boolean };

/**
 * Stores a request until a person has decided, and shows it. The same id again is the same request.
 * @throws RequestRefused when the session does not allow it, what it asks is unacceptable, or a limit is reached
 */
export async function holdRequest(ports: Ports, incoming: IncomingRequest, asked: Ask): Promise<Held> {
  const held = await commit(ports, async (writes, at) => {
    const known = await writes.request(incoming.id);
    if (known !== null) {
      return known.stage.step === 'answered'
        ? ({ outcome: 'answered', answer: known.stage.answer, isKept: true } as const)
        : ({ outcome: 'held', request: known, isNew: false } as const);
    }
    const state = await stateWithin(writes, await writes.session(incoming.key), at);
    const decision = decideRequest(incoming.request.kind, state);
    const ask = await askFor(writes, asked, state);
    if (isThereAlready(ask, state))
      return { outcome: 'answered', answer: { ok: true, value: null }, isKept: false } as const;
    if (decision === 'answer' && state.state === 'active') {
      return { outcome: 'answered', answer: connectAnswer(ask, state.session), isKept: false } as const;
    }
    if (decision === 'refuse' || decision === 'answer') throw new RequestRefused('unauthorized');
    await check(writes, incoming, ask, state, at.now);
    const request = heldRequest(incoming, ask, state, at.now, at.run.id);
    const everyHeld = await writes.requests();
    const joined = everyHeld.find((other) => other.stage.step === 'waiting' && isSameConnect(other, request));
    admitHeld(everyHeld, request);
    if (joined === undefined) await admitToPrompt(writes, incoming, at.now);
    await writes.putRequest(request);
    return { outcome: 'held', request: joined ?? request, isNew: true } as const;
  });
  if (held.outcome === 'answered') return held;
  // A worker that died in between has stored the question, and called nobody.
  if (held.isNew || !(await ports.calls.has(incoming.id))) {
    await show(ports, held.request);
    await ports.calls.note(incoming.id);
  }
  return { outcome: 'held' };
}

/** What the person is really asked: a site without a session edits nothing, and a network that is known needs no adding (EIP-3085). */
async function askFor(writes: Writes, asked: Ask, state: SessionState): Promise<Ask> {
  if (asked.kind === 'edit-accounts' && state.state !== 'active')
    return { kind: 'connect', answerAs: 'permissions' };
  if (asked.kind !== 'add-network') return asked;
  const { chain } = asked.network;
  return networkOf(chain, await writes.addedNetworks()) === null ? asked : { kind: 'switch-network', chain };
}

/** The site is on that chain already: nobody needs to be asked. */
function isThereAlready(ask: Ask, state: SessionState): boolean {
  return ask.kind === 'switch-network' && state.state === 'active' && state.session.chain === ask.chain;
}

/** The request stands: where it cannot be shown by itself, the popup and the badge still do, and the page goes on waiting. */
async function show(ports: Ports, request: HeldRequest): Promise<void> {
  try {
    await schedule(ports);
    await callPerson(ports, request);
  } catch {
    ports.attention.notify({ kind: 'request-waits', origin: request.place.origin, id: request.id });
  }
}

async function callPerson(ports: Ports, request: HeldRequest): Promise<void> {
  ports.attention.changed(['requests', 'overview']);
  if (await ports.pages.isFocused(request.document)) {
    await ports.attention.showRequests(request.id);
  } else {
    ports.attention.notify({ kind: 'request-waits', origin: request.place.origin, id: request.id });
  }
}

async function check(
  writes: Writes,
  incoming: IncomingRequest,
  ask: Ask,
  state: SessionState,
  now: number,
): Promise<void> {
  if (ask.kind === 'switch-network' && networkOf(ask.chain, await writes.addedNetworks()) === null) {
    throw new RequestRefused('unrecognized-chain');
  }
  if (state.state === 'none') return;
  const account = accountOf(ask);
  if (account !== null && !state.session.accounts.includes(account)) throw new RequestRefused('unauthorized');
  const own = await writes.accounts();
  checkAsk(ask, {
    origin: incoming.place.origin,
    accounts: state.session.accounts,
    chain: state.session.chain,
    ownAccounts: own.map((each) => each.address),
    now,
  });
}

async function admitToPrompt(writes: Writes, incoming: IncomingRequest, now: number): Promise<void> {
  for (const site of new Set([incoming.place.origin, incoming.site])) {
    await writes.putSiteLimits(site, admitPrompt(await writes.siteLimits(site), now));
  }
}

function heldRequest(
  incoming: IncomingRequest,
  ask: Ask,
  state: SessionState,
  now: number,
  browserRun: string,
): HeldRequest {
  const request = {
    id: incoming.id,
    key: incoming.key,
    place: incoming.place,
    document: incoming.document,
    method: incoming.request.method,
    ask,
    sessionId: state.state === 'none' ? null : state.session.id,
    chain: state.state === 'none' ? firstChain : state.session.chain,
    browserRun,
    heldAt: now,
    deadline: now + requestTimeout,
    prepared: null,
    stage: { step: 'waiting' },
  } as const;
  return { ...request, bytes: JSON.stringify(request).length };
}
