import type { RequestId } from '../core/held-request';
import { decodeText } from '../core/message-text';
import { networkOf } from '../core/networks';
import { done, failed, type Outcome } from '../core/outcome';
import { subjectOf } from '../core/subject';
import { describeTypedData } from '../core/typed-data';
import type { RequestPreview } from '../protocol/ui';
import { reportedChain } from '../services/add-network';
import { prepareTransaction } from '../services/prepare-transaction';
import type { Ports } from '../services/ports';

/** Works out what a request means, as far as it can be told without a person. */
export async function previewRequest(ports: Ports, id: RequestId): Promise<Outcome<RequestPreview>> {
  const request = await ports.store.read((reads) => reads.request(id));
  if (request === null || request.stage.step !== 'waiting') return failed({ fault: 'gone' });
  const { ask } = request;
  switch (ask.kind) {
    case 'message':
    case 'sign-in':
      return done({ kind: 'message', text: decodeText(ask.message), hex: ask.message });
    case 'typed-data':
      return done({ kind: 'typed-data', ...describeTypedData(ask.data) });
    case 'add-network':
      return done(await previewNetwork(ports, ask.network.chain, ask.network.endpoints));
    case 'transaction':
      return previewTransaction(ports, id);
    case 'connect':
    case 'edit-accounts':
    case 'switch-network':
      return done({ kind: 'none' });
  }
}

async function previewNetwork(
  ports: Ports,
  chain: number,
  endpoints: readonly string[],
): Promise<RequestPreview> {
  const [reports, added] = await Promise.all([
    Promise.all(endpoints.map((endpoint) => reportedChain(ports, endpoint))),
    ports.store.read((reads) => reads.addedNetworks()),
  ]);
  return {
    kind: 'network',
    isKnown: networkOf(chain, added) !== null,
    reportedChain: reports.find((reported) => reported !== null && reported !== chain) ?? null,
    hasUnreachableEndpoint: reports.includes(null),
  };
}

async function previewTransaction(ports: Ports, id: RequestId): Promise<Outcome<RequestPreview>> {
  const ready = await prepareTransaction(ports, id, null);
  if (!ready.ok) return ready;
  const { prepared, network } = ready.value;
  const { transaction, speed, balance, failure } = prepared;
  const meaning = await ports.chain.describe(network, transaction);
  const request = await ports.store.read((reads) => reads.request(id));
  if (request === null) return failed({ fault: 'gone' });
  const fee = BigInt(transaction.gas) * BigInt(transaction.maxFeePerGas);
  const total = fee + BigInt(transaction.value);
  return done({
    kind: 'transaction',
    subject: subjectOf({ ...request, prepared }),
    meaning,
    to: transaction.to,
    value: BigInt(transaction.value).toString(),
    fee: fee.toString(),
    total: total.toString(),
    balance: BigInt(balance).toString(),
    nonce: Number(transaction.nonce),
    gas: BigInt(transaction.gas).toString(),
    maxFeePerGas: BigInt(transaction.maxFeePerGas).toString(),
    maxPriorityFeePerGas: BigInt(transaction.maxPriorityFeePerGas).toString(),
    speed,
    hasFunds: BigInt(balance) >= total,
    failure,
    data: transaction.data,
  });
}
