import { RequestRefused } from '../core/errors';
import type { HeldRequest } from '../core/held-request';
import { networkOf } from '../core/networks';
import { done, failed, type Outcome } from '../core/outcome';
import type { ChainId, OpenSession } from '../core/session';
import type { Millis } from '../core/units';
import { readyWithin, type Approval } from './write-intent';
import { commit } from './now';
import type { Ports, Writes } from './ports';
import { settle } from './write-outcome';

/** Moves a session to another chain at the person's word (EIP-3326), and answers its page. */
export async function switchNetwork(
  ports: Ports,
  approval: Approval,
  chain: ChainId,
): Promise<Outcome<null>> {
  const outcome = await commit(ports, async (writes, at): Promise<Outcome<OpenSession>> => {
    const ready = await readyWithin(writes, approval, at);
    if (!ready.ok) return ready;
    if (networkOf(chain, await writes.addedNetworks()) === null) return failed({ fault: 'gone' });
    const { request, session } = ready.value;
    await settle(writes, request, { ok: true, value: null }, at.now, 'approved');
    return done(await moveWithin(writes, session, chain, at.now));
  });
  if (outcome.ok) ports.pages.refresh([outcome.value.key]);
  return outcome.ok ? done(null) : outcome;
}

/** The move itself. Signatures that were asked for on the chain before are dropped: the switch overtook them. */
export async function moveWithin(
  writes: Writes,
  session: OpenSession,
  chain: ChainId,
  now: Millis,
): Promise<OpenSession> {
  const moved: OpenSession = {
    ...session,
    chain,
    chains: session.chains.includes(chain) ? session.chains : [...session.chains, chain],
  };
  await writes.putSession(moved);
  for (const request of await writes.requests()) {
    if (request.key !== session.key || request.stage.step !== 'waiting') continue;
    if (request.chain === chain || !isSignature(request)) continue;
    const error = new RequestRefused('superseded', { data: { reason: 'chain_changed' } }).toPageError();
    await settle(writes, request, { ok: false, error }, now, 'changed');
  }
  return moved;
}

function isSignature({ ask }: HeldRequest): boolean {
  return ['message', 'sign-in', 'typed-data', 'transaction'].includes(ask.kind);
}
