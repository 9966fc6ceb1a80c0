import { RequestRefused } from '../core/errors';
import type { Answer } from '../core/held-request';
import { judgeLookUp, missLookUp, nextLookUp, type ChainWord, type LookUp } from '../core/look-up';
import type { Network } from '../core/network';
import { isOnItsWay, type TrackedTransaction, type TransactionStatus } from '../core/transaction';
import type { Millis } from '../core/units';
import { deliver } from './deliver-answers';
import { networkInUse } from './network-in-use';
import { circumstances, commit } from './now';
import { ChainRefused, ChainUnreachable, type Notice, type Ports, type Writes } from './ports';
import { schedule } from './schedule';
import { broadcast } from './send-transaction';
import { settle } from './write-outcome';

/**
 * Asks the chain how transactions on their way are doing, sends again what is not known there and still awaited, and
 * tells the person of what was decided.
 * @param oldest a look that is older than this is taken again, although its time has not come
 */
export async function trackTransactions(ports: Ports, oldest: Millis = Infinity): Promise<void> {
  const { pending, lookUps } = await ports.store.read(async (reads) => ({
    pending: await reads.pendingTransactions(),
    lookUps: await reads.lookUps(),
  }));
  const { now } = await circumstances(ports);
  for (const transaction of pending) {
    const last = lookUps.find(({ hash }) => hash === transaction.hash) ?? null;
    const due = Math.min(nextLookUp(transaction, last), (last?.at ?? 0) + oldest);
    if (due <= now) await look(ports, transaction);
  }
  await deliver(ports);
  await schedule(ports);
}

async function look(ports: Ports, transaction: TrackedTransaction): Promise<void> {
  const network = await ports.store.read((reads) => networkInUse(reads, transaction.chain));
  if (network === null) return;
  const word = await askChain(ports, network, transaction);
  const { status, passedAt } = await note(ports, transaction, word);
  // Whoever has asked for it still waits: the same bytes are sent until the network has them, or has passed them.
  if (status !== 'signed' || passedAt !== null || word === null) return;
  const request = (await ports.store.read((reads) => reads.requests())).find(
    ({ stage }) => stage.step === 'approved' && stage.signed?.hash === transaction.hash,
  );
  if (request !== undefined) await broadcast(ports, request, 'maybe-sent');
}

/** Null where nobody answered. */
async function askChain(
  { chain }: Ports,
  network: Network,
  { hash, from }: TrackedTransaction,
): Promise<ChainWord | null> {
  try {
    const found = await chain.lookUp(network, hash);
    return { found, nonce: found === 'unknown' ? BigInt(await chain.nonce(network, from)) : null };
  } catch (error) {
    if (error instanceof ChainUnreachable || error instanceof ChainRefused) return null;
    throw error;
  }
}

interface Noted {
  readonly status: TransactionStatus;
  readonly passedAt: Millis | null;
}

/** Writes what the chain said of a transaction: how it stands, when to ask again, and what its page is answered. */
async function note(ports: Ports, { hash }: TrackedTransaction, word: ChainWord | null): Promise<Noted> {
  const noted = await commit(ports, async (writes, at) => {
    const before = await writes.transaction(hash);
    if (before === null || !isOnItsWay(before.status)) return null;
    const last = (await writes.lookUps()).find((each) => each.hash === hash) ?? null;
    const { status, lookUp } =
      word === null
        ? { status: before.status, lookUp: missLookUp(before, last, at.now) }
        : judgeLookUp(before, last, word, at.now);
    const after = { ...before, status };
    if (status !== before.status) {
      await writes.putTransaction(after);
      await answerPage(writes, after, at.now);
    }
    await remember(writes, lookUp);
    return { after, isChanged: status !== before.status, passedAt: lookUp.passedAt };
  });
  if (noted === null) return { status: 'confirmed', passedAt: null };
  const { after, isChanged, passedAt } = noted;
  if (isChanged) {
    ports.attention.changed(['transactions', 'requests', 'journal', 'connection']);
    const kind = noticeOf(after.status);
    if (kind !== null) ports.attention.notify({ kind, transaction: after });
  }
  return { status: after.status, passedAt };
}

/** Only what is on its way is remembered. */
async function remember(writes: Writes, lookUp: LookUp): Promise<void> {
  const open = new Set((await writes.pendingTransactions()).map(({ hash }) => hash));
  const others = (await writes.lookUps()).filter(({ hash }) => hash !== lookUp.hash);
  await writes.putLookUps([...others, lookUp].filter(({ hash }) => open.has(hash)));
}

/** The page that still waits hears its hash once the network has the transaction, and why it never will. */
async function answerPage(writes: Writes, { hash, status }: TrackedTransaction, now: Millis): Promise<void> {
  for (const request of await writes.requests()) {
    if (request.stage.step !== 'approved' || request.stage.signed?.hash !== hash) continue;
    const answer = answerOf(hash, status);
    await settle(writes, request, answer, now, answer.ok ? 'approved' : 'failed');
  }
}

function answerOf(hash: string, status: TransactionStatus): Answer {
  switch (status) {
    case 'signed':
    case 'pending':
    case 'confirmed':
    case 'failed':
      return { ok: true, value: hash };
    case 'replaced':
      return refusal('Another transaction of the account took its place.');
    case 'unsent':
    case 'dropped':
      return refusal('The transaction did not reach the network.');
  }
}

function refusal(message: string): Answer {
  return { ok: false, error: new RequestRefused('transaction-rejected', { message }).toPageError() };
}

function noticeOf(status: TransactionStatus): Extract<Notice, { transaction: unknown }>['kind'] | null {
  switch (status) {
    case 'signed':
    case 'pending':
      return null;
    case 'confirmed':
      return 'transaction-confirmed';
    case 'failed':
      return 'transaction-failed';
    case 'replaced':
      return 'transaction-replaced';
    case 'unsent':
    case 'dropped':
      return 'transaction-lost';
  }
}
