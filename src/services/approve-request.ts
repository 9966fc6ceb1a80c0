import { RequestRefused } from '../core/errors';
import type { Answer, HeldRequest } from '../core/held-request';
import { done, failed, type Outcome } from '../core/outcome';
import { addNetwork } from './add-network';
import { deliver } from './deliver-answers';
import { commit } from './now';
import type { Ports } from './ports';
import { schedule } from './schedule';
import { sendTransaction } from './send-transaction';
import { switchNetwork } from './switch-network';
import { unlockedKey } from './unlocked-key';
import { onIntent, type Approval, type Intent } from './write-intent';
import { settle } from './write-outcome';

/** Decides again, uses the key, records and answers. Exactly one answer ever reaches the page. */
export async function approveRequest(ports: Ports, approval: Approval): Promise<Outcome<null>> {
  const dataKey = await unlockedKey(ports);
  if (dataKey === null) return failed({ fault: 'locked' });
  const held = await ports.store.read((reads) => reads.request(approval.id));
  const outcome = held === null ? failed({ fault: 'gone' }) : await act(ports, held, approval, dataKey);
  // The session may have been found over, which its page is to hear.
  if (!outcome.ok && held !== null) ports.pages.refresh([held.key]);
  ports.attention.changed(['requests', 'sessions', 'transactions', 'networks', 'overview', 'journal']);
  await deliver(ports);
  await schedule(ports);
  return outcome;
}

async function act(
  ports: Ports,
  held: HeldRequest,
  approval: Approval,
  dataKey: string,
): Promise<Outcome<null>> {
  switch (held.ask.kind) {
    case 'message':
    case 'sign-in':
    case 'typed-data':
      return onIntent(ports, approval, (intent) => sign(ports, intent, dataKey));
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

async function sign(ports: Ports, intent: Intent, dataKey: string): Promise<Outcome<null>> {
  const answer = await signatureFor(ports, intent, dataKey);
  await commit(ports, async (writes, at) => {
    await settle(writes, intent.request, answer, at.now, answer.ok ? 'approved' : 'failed');
  });
  return answer.ok ? done(null) : failed({ fault: 'unexpected' });
}

async function signatureFor(
  { keystore }: Ports,
  { request: { ask }, vault, account }: Intent,
  dataKey: string,
): Promise<Answer> {
  try {
    if (ask.kind === 'typed-data') {
      return { ok: true, value: await keystore.signTypedData(vault, dataKey, account, ask.data) };
    }
    if (ask.kind !== 'message' && ask.kind !== 'sign-in') throw new RequestRefused('internal-error');
    return { ok: true, value: await keystore.signMessage(vault, dataKey, account, ask.message) };
  } catch (cause) {
    return { ok: false, error: new RequestRefused('internal-error', { cause }).toPageError() };
  }
}
