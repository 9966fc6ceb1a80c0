import { Transaction } from 'ethers/transaction';
import { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChain } from '../../../src/adapters/chain/chain';
import { parseAddress, type Address } from '../../../src/core/address';
import type { FilledTransaction, TransactionAsk } from '../../../src/core/held-request';
import { isHex, type Hex } from '../../../src/core/hex';
import { ChainUnreachable } from '../../../src/services/ports';
import { startAnvil, type Anvil } from './anvil-fixture';
import { contractCode, text, word } from './contract-fixture';
import { networkAt } from './node-fixture';

/** Anvil's first account, which everybody knows. */
const wallet = new Wallet('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80');
const owner = at(wallet.address);
const receiver = at('0x70997970C51812dc3A010C7d01b50e0d17dc79C8');
const poor = at(`0x${'5'.repeat(40)}`);

const token = at(`0x${'c'.repeat(40)}`);
const oldToken = at(`0x${'d'.repeat(40)}`);
const nft = at(`0x${'e'.repeat(40)}`);
const strange = at(`0x${'f'.repeat(40)}`);
const failing = at(`0x${'b'.repeat(40)}`);

const selectors = { symbol: '95d89b41', decimals: '313ce567' };

let anvil: Anvil;
const chain = createChain({ fetch });
const network = () => networkAt(anvil.url);

const mine = () => anvil.ask('evm_mine');

function at(address: string): Address {
  const parsed = parseAddress(address);
  if (parsed === null) throw new Error(address);
  return parsed;
}

function ask(over: Partial<TransactionAsk> = {}): TransactionAsk {
  return {
    from: owner,
    to: receiver,
    value: '0x1',
    data: '0x',
    gas: null,
    maxFeePerGas: null,
    maxPriorityFeePerGas: null,
    nonce: null,
    chain: null,
    ...over,
  };
}

function sign(transaction: FilledTransaction): { raw: Hex; hash: Hex } {
  const { from: _, gas, nonce, chain: __, ...rest } = transaction;
  const unsigned = Transaction.from({
    ...rest,
    type: 2,
    chainId: 31_337,
    gasLimit: gas,
    nonce: Number(nonce),
  });
  unsigned.signature = wallet.signingKey.sign(unsigned.unsignedHash);
  const { serialized: raw, hash } = unsigned;
  if (!isHex(raw) || hash === null || !isHex(hash)) throw new Error('Not signed');
  return { raw, hash };
}

beforeAll(async () => {
  // Blocks are made when a test says so: what a node mines by itself comes at a moment of its own.
  anvil = await startAnvil('--no-mining');
  const contracts = {
    [token]: {
      [selectors.symbol]: { returns: text('US\u200bDC') },
      [selectors.decimals]: { returns: word(6) },
    },
    [oldToken]: {
      [selectors.symbol]: { returns: Buffer.from('MKR').toString('hex').padEnd(64, '0') },
      [selectors.decimals]: { returns: word(18) },
    },
    [nft]: { [selectors.symbol]: { returns: text('PUNK') } },
    [strange]: {
      [selectors.symbol]: { returns: word(2n ** 255n) + word(5) },
      [selectors.decimals]: { returns: word(1_000) },
    },
    [failing]: {
      '00000001': { reverts: `08c379a0${text('Not your\u202e turn')}` },
      '00000002': { reverts: `4e487b71${word(0x11)}` },
      '00000003': { reverts: `12345678${word(1)}` },
      '00000004': { reverts: '' },
    },
  };
  for (const [address, outcomes] of Object.entries(contracts)) {
    await anvil.ask('anvil_setCode', address, contractCode(outcomes));
  }
});

afterAll(() => anvil[Symbol.asyncDispose]());

describe('a transaction on a real chain', () => {
  it('is filled in, signed, sent once, and found', async () => {
    const { transaction, balance, failure, speed } = await chain.prepare(network(), ask(), 'normal');
    expect({ failure, speed, gas: transaction.gas }).toEqual({
      failure: null,
      speed: 'normal',
      gas: '0x5208',
    });
    expect(BigInt(balance)).toBeGreaterThan(10n ** 18n);
    const { raw, hash } = sign(transaction);
    expect(await chain.lookUp(network(), hash)).toBe('unknown');
    await chain.broadcast(network(), raw, 'new');
    await mine();
    expect(await chain.lookUp(network(), hash)).toBe('confirmed');
    // The same bytes again: nothing happens, and nothing is wrong.
    await chain.broadcast(network(), raw, 'new');
    expect(BigInt(String(await anvil.ask('eth_getTransactionCount', owner, 'latest')))).toBe(
      BigInt(transaction.nonce) + 1n,
    );
  });

  it('is pending until it is mined, and the next one takes the next nonce', async () => {
    const { transaction } = await chain.prepare(network(), ask(), 'fast');
    const { raw, hash } = sign(transaction);
    await chain.broadcast(network(), raw, 'new');
    await chain.broadcast(network(), raw, 'new');
    expect(await chain.lookUp(network(), hash)).toBe('pending');
    const next = await chain.prepare(network(), ask(), 'fast');
    expect(BigInt(next.transaction.nonce)).toBe(BigInt(transaction.nonce) + 1n);
    await mine();
    expect(await chain.lookUp(network(), hash)).toBe('confirmed');
  });

  it('has failed where the chain says so', async () => {
    const { transaction } = await chain.prepare(
      network(),
      ask({ to: failing, value: '0x0', data: '0x00000004' }),
      'normal',
    );
    const { raw, hash } = sign(transaction);
    await chain.broadcast(network(), raw, 'new');
    await mine();
    expect(await chain.lookUp(network(), hash)).toBe('failed');
  });

  it('that another one overtook is refused with the node’s words', async () => {
    const { transaction } = await chain.prepare(network(), ask(), 'normal');
    await chain.broadcast(network(), sign(transaction).raw, 'new');
    await mine();
    const late = sign({ ...transaction, value: '0x2' });
    await expect(chain.broadcast(network(), late.raw, 'new')).rejects.toThrow(/nonce too low/i);
  });

  it('that a page signed itself is sent and answered with its hash', async () => {
    const { transaction } = await chain.prepare(network(), ask(), 'normal');
    const { raw, hash } = sign(transaction);
    expect(await chain.request(network(), 'eth_sendRawTransaction', [raw])).toBe(hash);
    expect(await chain.request(network(), 'eth_sendRawTransaction', [raw])).toBe(hash);
  });

  it('keeps what the page has chosen', async () => {
    const chosen = {
      gas: '0x7530',
      maxFeePerGas: '0x77359400',
      maxPriorityFeePerGas: '0x1',
      nonce: '0x63',
    } as const;
    const { transaction } = await chain.prepare(network(), ask({ ...chosen, chain: 31_337 }), 'slow');
    expect(transaction).toEqual({ ...ask({ chain: 31_337 }), ...chosen });
  });

  it('never tips more than the fee that the page has chosen', async () => {
    const { transaction } = await chain.prepare(network(), ask({ maxFeePerGas: '0x5' }), 'fast');
    expect(transaction).toMatchObject({ maxFeePerGas: '0x5', maxPriorityFeePerGas: '0x5' });
  });

  it('costs more the sooner it is wanted', async () => {
    const fees = [];
    for (const speed of ['slow', 'normal', 'fast'] as const) {
      const { transaction } = await chain.prepare(network(), ask(), speed);
      expect(BigInt(transaction.maxPriorityFeePerGas)).toBeLessThanOrEqual(BigInt(transaction.maxFeePerGas));
      fees.push(BigInt(transaction.maxFeePerGas));
    }
    const [slow = 0n, normal = 0n, fast = 0n] = fees;
    expect(slow).toBeGreaterThan(0n);
    expect(normal).toBeGreaterThan(slow);
    expect(fast).toBeGreaterThan(normal);
  });

  it('has a fifth more gas than a call needs', async () => {
    const call = { from: owner, to: token, value: '0x0', data: `0x${selectors.symbol}` } as const;
    const { transaction } = await chain.prepare(network(), ask(call), 'normal');
    const estimate = BigInt(String(await anvil.ask('eth_estimateGas', call)));
    expect(BigInt(transaction.gas)).toBe((estimate * 12n) / 10n);
  });

  it('can create a contract', async () => {
    const { transaction, failure } = await chain.prepare(
      network(),
      ask({ to: null, value: '0x0', data: '0x00' }),
      'normal',
    );
    expect(failure).toBeNull();
    const { raw, hash } = sign(transaction);
    await chain.broadcast(network(), raw, 'new');
    await mine();
    expect(await chain.lookUp(network(), hash)).toBe('confirmed');
  });

  it.each([
    ['the contract’s own sentence, cleaned', '0x00000001', 'Not your turn'],
    ['a panic in words', '0x00000002', 'Panic: an arithmetic overflow'],
    ['an error of the contract’s own by its selector', '0x00000003', 'Error 0x12345678'],
    ['the node’s words where there are no others', '0x00000004', /revert/i],
  ] as const)('that would fail says why: %s', async (_, data, words) => {
    const { failure, transaction } = await chain.prepare(
      network(),
      ask({ to: failing, value: '0x0', data }),
      'normal',
    );
    expect(failure).toMatch(words);
    expect(BigInt(transaction.gas)).toBe(500_000n);
  });

  it('without funds has its balance to say so, and no other failure', async () => {
    const { balance, failure } = await chain.prepare(
      network(),
      ask({ from: poor, value: '0xde0b6b3a7640000' }),
      'normal',
    );
    expect({ balance, failure }).toEqual({ balance: '0x0', failure: null });
    expect(await chain.balance(network(), poor)).toBe('0x0');
  });
});

describe('what a transaction does, in words', () => {
  const spender = 'e'.repeat(40);
  const checksummed = {
    receiver: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    spender: '0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE',
  };
  const usdc = { address: '0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC', symbol: 'USDC', decimals: 6 };
  const to = receiver.slice(2);
  const most = 2n ** 256n - 1n;

  const call = (selector: string, ...words: readonly (bigint | number | string)[]): Hex =>
    `0x${selector}${words.map(word).join('')}`;

  it.each([
    ['a transfer', receiver, '0x', { kind: 'transfer' }],
    ['a contract’s creation', null, '0x00', { kind: 'create-contract' }],
    ['a call', token, '0x12345678', { kind: 'call', selector: '0x12345678' }],
    ['a call of less than a selector', token, '0x12', { kind: 'call', selector: '0x12' }],
    [
      'a token’s transfer',
      token,
      call('a9059cbb', `0x${to}`, 5),
      { kind: 'token-transfer', token: usdc, to: checksummed.receiver, amount: '5' },
    ],
    [
      'a token’s transfer for another',
      token,
      call('23b872dd', owner, `0x${to}`, 5),
      { kind: 'token-transfer', token: usdc, to: checksummed.receiver, amount: '5' },
    ],
    [
      'an NFT’s transfer',
      nft,
      call('23b872dd', owner, `0x${to}`, 5),
      { kind: 'call', selector: '0x23b872dd' },
    ],
    [
      'an approval',
      token,
      call('095ea7b3', `0x${spender}`, 5),
      { kind: 'token-approval', token: usdc, spender: checksummed.spender, amount: '5', isUnlimited: false },
    ],
    [
      'an unlimited approval',
      token,
      call('095ea7b3', `0x${spender}`, most),
      {
        kind: 'token-approval',
        token: usdc,
        spender: checksummed.spender,
        amount: `${most}`,
        isUnlimited: true,
      },
    ],
    ['an approval of 2^255', token, call('095ea7b3', `0x${spender}`, 2n ** 255n), { isUnlimited: true }],
    [
      'an approval just below',
      token,
      call('095ea7b3', `0x${spender}`, 2n ** 255n - 1n),
      { isUnlimited: false },
    ],
    [
      'a higher allowance',
      token,
      call('39509351', `0x${spender}`, 7),
      { kind: 'token-approval', amount: '7' },
    ],
    [
      'Permit2’s approval',
      strange,
      call('87517c45', token, `0x${spender}`, 2n ** 160n - 1n, 9),
      { kind: 'token-approval', token: usdc, isUnlimited: true },
    ],
    [
      'an approval for all',
      nft,
      call('a22cb465', `0x${spender}`, 1),
      { kind: 'approval-for-all', spender: checksummed.spender, isApproved: true },
    ],
    [
      'an approval for all, taken back',
      nft,
      call('a22cb465', `0x${spender}`, 0),
      { kind: 'approval-for-all', isApproved: false },
    ],
    ['an old token', oldToken, call('a9059cbb', `0x${to}`, 5), { token: { symbol: 'MKR', decimals: 18 } }],
    [
      'a token that says nonsense of itself',
      strange,
      call('a9059cbb', `0x${to}`, 5),
      { token: { symbol: null, decimals: null } },
    ],
    [
      'a token that is none',
      receiver,
      call('a9059cbb', `0x${to}`, 5),
      { token: { symbol: null, decimals: null } },
    ],
    ['arguments that are cut off', token, '0xa9059cbb0000', { kind: 'call', selector: '0xa9059cbb' }],
    ['an address that is none', token, call('a9059cbb', most, 5), { kind: 'call', selector: '0xa9059cbb' }],
  ] as const)('is %s', async (_, target, data, meaning) => {
    expect(await chain.describe(network(), ask({ to: target, data }))).toMatchObject(meaning);
  });

  it('is told without the token’s name where the chain is away', async () => {
    const away = networkAt('http://127.0.0.1:1');
    expect(
      await chain.describe(away, ask({ to: token, data: call('a9059cbb', `0x${to}`, 5) })),
    ).toMatchObject({
      kind: 'token-transfer',
      token: { address: usdc.address, symbol: null, decimals: null },
    });
    await expect(chain.prepare(away, ask(), 'normal')).rejects.toBeInstanceOf(ChainUnreachable);
  });
});
