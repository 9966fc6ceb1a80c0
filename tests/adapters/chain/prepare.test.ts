import { describe, expect, it } from 'vitest';
import { createChain } from '../../../src/adapters/chain/chain';
import type { Speed, TransactionAsk } from '../../../src/core/held-request';
import { address } from '../../core/session-fixture';
import { networkAt, ofChain, startNode, type Behaviour } from './node-fixture';

const asked: TransactionAsk = {
  from: address('a'),
  to: address('b'),
  value: '0x64',
  data: '0x',
  gas: null,
  maxFeePerGas: null,
  maxPriorityFeePerGas: null,
  nonce: null,
  chain: null,
};

const usual = {
  eth_getBalance: { result: '0xffffff' },
  eth_getTransactionCount: { result: '0x07' },
  eth_estimateGas: { result: '0x5208' },
  eth_gasPrice: { result: '0x64' },
  eth_maxPriorityFeePerGas: { result: '0x9' },
  eth_feeHistory: {
    result: {
      baseFeePerGas: ['0x1', '0x2', '0x64'],
      reward: [
        ['0x1', '0x5', '0xa'],
        ['0x3', '0x6', '0xb'],
        ['0x2', '0x7', '0xc'],
        ['0x0', '0x0', '0x0'],
      ],
    },
  },
} satisfies Record<string, ReturnType<Behaviour>>;

async function prepare(
  over: Record<string, ReturnType<Behaviour>>,
  ask: Partial<TransactionAsk> = {},
  speed: Speed = 'normal',
) {
  const answers: Record<string, ReturnType<Behaviour>> = { ...usual, ...over };
  await using node = await startNode(ofChain(31_337, ({ method }) => answers[method] ?? { result: null }));
  return await createChain({ fetch }).prepare(networkAt(node.url), { ...asked, ...ask }, speed);
}

const refused = (message: string) => ({ error: { code: -32000, message } });
const unknownMethod = { error: { code: -32601, message: 'the method does not exist' } };

describe('a transaction that leaves things open', () => {
  it.each([
    ['slow', '0x7f', '0x2'],
    ['normal', '0x9c', '0x6'],
    ['fast', '0xd3', '0xb'],
  ] as const)(
    'tips as the last blocks did, and leaves room for the base fee to rise: %s',
    async (speed, fee, tip) => {
      const { transaction } = await prepare({}, {}, speed);
      expect(transaction).toMatchObject({ maxFeePerGas: fee, maxPriorityFeePerGas: tip, nonce: '0x7' });
    },
  );

  it.each([
    ['no block paid a tip', { baseFeePerGas: ['0x64'], reward: [['0x0', '0x0', '0x0']] }, '0x9'],
    ['the node tells of no tips', { baseFeePerGas: ['0x64'] }, '0x9'],
    ['the node tells nonsense of tips', { baseFeePerGas: ['0x64'], reward: ['a', [null, {}]] }, '0x9'],
  ])('tips what the node suggests where %s', async (_, result, tip) => {
    const { transaction } = await prepare({ eth_feeHistory: { result } });
    expect(transaction.maxPriorityFeePerGas).toBe(tip);
  });

  it('tips nothing where the node suggests nothing', async () => {
    const { transaction } = await prepare({
      eth_feeHistory: { result: { baseFeePerGas: ['0x64'] } },
      eth_maxPriorityFeePerGas: unknownMethod,
    });
    expect(transaction).toMatchObject({ maxFeePerGas: '0x96', maxPriorityFeePerGas: '0x0' });
  });

  it.each([
    ['does not know of it', unknownMethod],
    ['answers null', { result: null }],
    ['has no base fee', { result: { baseFeePerGas: ['0x0', '0x0'], reward: [] } }],
    ['answers nonsense', { result: { baseFeePerGas: [{}] } }],
  ])('pays the gas price where there is no EIP-1559: the node %s', async (_, eth_feeHistory) => {
    const { transaction } = await prepare({ eth_feeHistory });
    expect(transaction).toMatchObject({ maxFeePerGas: '0x6e', maxPriorityFeePerGas: '0x6e' });
  });

  it.each([
    ['its tip', { maxPriorityFeePerGas: '0x1' }, { maxFeePerGas: '0x97', maxPriorityFeePerGas: '0x1' }],
    ['its fee', { maxFeePerGas: '0x3' }, { maxFeePerGas: '0x3', maxPriorityFeePerGas: '0x3' }],
    ['its gas', { gas: '0x1' }, { gas: '0x1' }],
    ['its nonce', { nonce: '0x63' }, { nonce: '0x63' }],
  ] as const)('keeps what the page chose: %s', async (_, ask, expected) => {
    expect((await prepare({}, ask)).transaction).toMatchObject(expected);
  });

  it.each([
    [
      'a transfer whose funds do not suffice has no other failure',
      { eth_getBalance: { result: '0x63' }, eth_estimateGas: refused('insufficient funds for transfer') },
      {},
      null,
      '0x5208',
    ],
    [
      'a call that fails has the node’s words',
      { eth_estimateGas: refused('execution reverted: not \u202eyou') },
      { data: '0x01' },
      'not you',
      '0x7a120',
    ],
    [
      'a failing call keeps the gas that the page named',
      { eth_estimateGas: refused('execution reverted') },
      { data: '0x01', gas: '0x9' },
      'execution reverted',
      '0x9',
    ],
    [
      'bytes nested in an object are read',
      {
        eth_estimateGas: { error: { code: 3, message: 'execution reverted', data: { data: '0x12345678' } } },
      },
      { data: '0x01' },
      'Error 0x12345678',
      '0x7a120',
    ],
    [
      'a sentence that is cut off is not believed',
      { eth_estimateGas: { error: { code: 3, message: 'execution reverted', data: '0x08c379a0' } } },
      { data: '0x01' },
      'execution reverted',
      '0x7a120',
    ],
  ] as const)('%s', async (_, over, ask, failure, gas) => {
    const prepared = await prepare(over, ask);
    expect([prepared.failure, prepared.transaction.gas]).toEqual([failure, gas]);
  });
});
