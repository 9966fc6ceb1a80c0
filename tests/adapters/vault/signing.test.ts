import { recoverAddress, Transaction } from 'ethers/transaction';
import { hashMessage, TypedDataEncoder } from 'ethers/hash';
import { describe, expect, it } from 'vitest';
import { accountOf, signMessage, signTransaction, signTypedData } from '../../../src/adapters/vault/signing';
import type { FilledTransaction } from '../../../src/core/held-request';
import { readTypedData } from '../../../src/core/typed-data';
import { TypedDataMalformed } from '../../../src/core/typed-data-value';
import { address } from '../../core/session-fixture';
import { cow, cowKey } from './vault-fixture';

function canonical(input: unknown): string {
  const reading = readTypedData(input);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.data;
}

const domainType = [
  { name: 'name', type: 'string' },
  { name: 'version', type: 'string' },
  { name: 'chainId', type: 'uint256' },
  { name: 'verifyingContract', type: 'address' },
];

/** The example of EIP-712 itself. */
const mail = {
  types: {
    EIP712Domain: domainType,
    Person: [
      { name: 'name', type: 'string' },
      { name: 'wallet', type: 'address' },
    ],
    Mail: [
      { name: 'from', type: 'Person' },
      { name: 'to', type: 'Person' },
      { name: 'contents', type: 'string' },
    ],
  },
  primaryType: 'Mail',
  domain: {
    name: 'Ether Mail',
    version: '1',
    chainId: 1,
    verifyingContract: '0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC',
  },
  message: {
    from: { name: 'Cow', wallet: '0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826' },
    to: { name: 'Bob', wallet: '0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB' },
    contents: 'Hello, Bob!',
  },
};

describe('personal_sign (EIP-191)', () => {
  it('gives the signature that others give for the same message', () => {
    const key = '0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318';
    const message = `0x${Buffer.from('Some data').toString('hex')}` as const;
    expect(signMessage(key, message)).toBe(
      '0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c',
    );
  });

  it('signs the bytes of the message, not the letters of its hex', () => {
    for (const message of ['0x', '0xdeadbeef', `0x${'00'.repeat(100)}`] as const) {
      const signature = signMessage(cowKey, message);
      const bytes = Uint8Array.from(Buffer.from(message.slice(2), 'hex'));
      expect(recoverAddress(hashMessage(bytes), signature)).toBe(cow);
    }
  });
});

describe('eth_signTypedData_v4 (EIP-712)', () => {
  it("gives the signature of the standard's own example", () => {
    expect(signTypedData(cowKey, canonical(mail))).toBe(
      '0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d' +
        '07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c',
    );
  });

  it('gives the same for numbers as texts and hex, and for types that nothing uses', () => {
    const expected = signTypedData(cowKey, canonical(mail));
    for (const chainId of ['1', '0x1', '0x01']) {
      expect(signTypedData(cowKey, canonical({ ...mail, domain: { ...mail.domain, chainId } }))).toBe(
        expected,
      );
    }
    const unused = { ...mail, types: { ...mail.types, Unused: [{ name: 'x', type: 'uint8' }] } };
    expect(signTypedData(cowKey, canonical(JSON.stringify(unused)))).toBe(expected);
  });

  it.each([
    ['no domain at all', []],
    ['a name only', ['name']],
    ['a chain and a contract', ['chainId', 'verifyingContract']],
  ])('signs the domain as its type names it: %s', (_, names) => {
    const ofDomain = domainType.filter(({ name }) => names.includes(name));
    const domain = Object.fromEntries(Object.entries(mail.domain).filter(([name]) => names.includes(name)));
    const { EIP712Domain: _dropped, ...others } = mail.types;
    const digest = TypedDataEncoder.hash(domain, others, mail.message);
    const data = canonical({ ...mail, types: { ...mail.types, EIP712Domain: ofDomain }, domain });
    expect(recoverAddress(digest, signTypedData(cowKey, data))).toBe(cow);
  });

  it('signs every kind of value: signed numbers, bytes, lists of lists, structs in lists', () => {
    const types = {
      All: [
        { name: 'number', type: 'int256' },
        { name: 'flag', type: 'bool' },
        { name: 'some', type: 'bytes' },
        { name: 'four', type: 'bytes4' },
        { name: 'grid', type: 'uint8[][2]' },
        { name: 'parts', type: 'Part[]' },
      ],
      Part: [{ name: 'who', type: 'address' }],
    };
    const message = {
      number: '-5',
      flag: true,
      some: '0x1234',
      four: '0x12345678',
      grid: [[1, 2], []],
      parts: [{ who: cow }, { who: cow.toLowerCase() }],
    };
    const data = canonical({ types, primaryType: 'All', domain: { name: 'x' }, message });
    const digest = TypedDataEncoder.hash({ name: 'x' }, types, message);
    expect(recoverAddress(digest, signTypedData(cowKey, data))).toBe(cow);
  });

  it('refuses what is no typed data', () => {
    expect(() => signTypedData(cowKey, '{}')).toThrow(TypedDataMalformed);
    expect(() => signTypedData(cowKey, 'not JSON')).toThrow(TypedDataMalformed);
  });
});

describe('a transaction (EIP-1559)', () => {
  const filled: FilledTransaction = {
    from: accountOf(cowKey).address,
    to: address('b'),
    value: '0xde0b6b3a7640000',
    data: '0xa9059cbb',
    gas: '0x5208',
    maxFeePerGas: '0x77359400',
    maxPriorityFeePerGas: '0x3b9aca00',
    nonce: '0x7',
    chain: 11_155_111,
  };

  it('is signed with every field as it was shown, for its chain, by its account', () => {
    const { raw, hash } = signTransaction(cowKey, 11_155_111, filled);
    expect(raw.startsWith('0x02')).toBe(true);
    const read = Transaction.from(raw);
    expect(read).toMatchObject({
      type: 2,
      chainId: 11_155_111n,
      from: cow,
      value: 1_000_000_000_000_000_000n,
      data: '0xa9059cbb',
      gasLimit: 21_000n,
      maxFeePerGas: 2_000_000_000n,
      maxPriorityFeePerGas: 1_000_000_000n,
      nonce: 7,
      hash,
    });
    expect(read.to?.toLowerCase()).toBe(filled.to);
    expect(read.accessList).toEqual([]);
  });

  it('without a receiver creates a contract', () => {
    const { raw } = signTransaction(cowKey, 1, { ...filled, to: null, data: '0x6000' });
    expect(Transaction.from(raw)).toMatchObject({ to: null, data: '0x6000', from: cow });
  });
});
