import { RequestRefused } from '../core/errors';
import type { Answer, HeldRequest, SignedTransaction } from '../core/held-request';
import { done, failed, type Outcome } from '../core/outcome';
import type { TrackedTransaction } from '../core/transaction';
import { writeIntent, type Approval, type Intent } from './write-intent';
import { networkInUse } from './network-in-use';
import { commit } from './now';
import { ChainRefused, ChainUnreachable, type Ports } from './ports';
import { settle } from './write-outcome';

/**
 * Signs a prepared transaction and sends it. The signed transaction and its hash are stored before it is broadcast;
 * where the answer is lost it is looked up by its hash, so that it is never signed or sent as another one.
 */
export async function sendTransaction(
  ports: Ports,
  approval: Approval,
  dataKey: string,
): Promise<Outcome<null>> {
  const intent = await writeIntent(ports, approval);
  if (!intent.ok) return intent;
  const signed = await sign(ports, intent.value, dataKey);
  if (!signed.ok) return signed;
  return broadcast(ports, signed.value, 'new');
}

async function sign(ports: Ports, intent: Intent, dataKey: string): Promise<Outcome<HeldRequest>> {
  const { request, account, vault, session } = intent;
  if (request.prepared === null) return refuse(ports, request, new RequestRefused('internal-error'));
  const { transaction } = request.prepared;
  let signed: SignedTransaction;
  try {
    signed = await ports.keystore.signTransaction(vault, dataKey, account, request.chain, transaction);
  } catch (cause) {
    return refuse(ports, request, new RequestRefused('internal-error', { cause }));
  }
  const onItsWay = await commit(ports, async (writes, at) => {
    const held = await writes.request(request.id);
    if (held?.stage.step !== 'approved' || held.stage.signed !== null) return null;
    const stored: HeldRequest = { ...request, stage: { step: 'approved', at: at.now, signed } };
    await writes.putRequest(stored);
    const { from, to, value, data, nonce } = transaction;
    await writes.putTransaction({
      ...signed,
      chain: request.chain,
      from,
      to,
      value,
      data,
      nonce,
      origin: session.origin,
      signedAt: at.now,
      status: 'signed',
    });
    return stored;
  });
  return onItsWay === null ? failed({ fault: 'gone' }) : done(onItsWay);
}

/** Sends, or finds again, the transaction of an approved request, and answers its page. */
export async function broadcast(
  ports: Ports,
  request: HeldRequest,
  history: 'new' | 'maybe-sent',
): Promise<Outcome<null>> {
  if (request.stage.step !== 'approved' || request.stage.signed === null) return failed({ fault: 'gone' });
  const { signed } = request.stage;
  const network = await ports.store.read((reads) => networkInUse(reads, request.chain));
  if (network === null) return failed({ fault: 'chain-unreachable' });
  try {
    await ports.chain.broadcast(network, signed.raw, history);
  } catch (error) {
    if (error instanceof ChainUnreachable) return failed({ fault: 'chain-unreachable' });
    if (!(error instanceof ChainRefused)) throw error;
    await conclude(ports, request, signed, 'failed', {
      ok: false,
      error: new RequestRefused('transaction-rejected', { message: error.message }).toPageError(),
    });
    return failed({ fault: 'chain-refused', message: error.message });
  }
  await conclude(ports, request, signed, 'pending', { ok: true, value: signed.hash });
  return done(null);
}

/** Writes how a signed transaction stands, and its page's answer. */
async function conclude(
  ports: Ports,
  request: HeldRequest,
  signed: SignedTransaction,
  status: TrackedTransaction['status'],
  answer: Answer,
): Promise<void> {
  await commit(ports, async (writes, at) => {
    const tracked = await writes.transaction(signed.hash);
    if (tracked?.status === 'signed') await writes.putTransaction({ ...tracked, status });
    const held = await writes.request(request.id);
    if (held !== null) await settle(writes, held, answer, at.now, answer.ok ? 'approved' : 'failed');
  });
}

async function refuse(ports: Ports, request: HeldRequest, refusal: RequestRefused): Promise<Outcome<never>> {
  await commit(ports, async (writes, at) => {
    await settle(writes, request, { ok: false, error: refusal.toPageError() }, at.now, 'failed');
  });
  return failed({ fault: 'unexpected' });
}
