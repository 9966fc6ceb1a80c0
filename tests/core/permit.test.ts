import { describe, expect, it } from 'vitest';
import { describeTypedData, readTypedData } from '../../src/core/typed-data';

const token = `0x${'1'.repeat(40)}`;
const otherToken = `0x${'2'.repeat(40)}`;
const spender = `0x${'e'.repeat(40)}`;
const owner = `0x${'a'.repeat(40)}`;

const types = {
  Details: { token: 'address', amount: 'uint160', expiration: 'uint48', nonce: 'uint48' },
  Permission: { token: 'address', amount: 'uint256' },
};

function permitOf(
  primaryType: string,
  members: Readonly<Record<string, string>>,
  message: object,
  domain: object,
) {
  const all = { ...types, [primaryType]: members };
  const reading = readTypedData({
    types: Object.fromEntries(
      Object.entries(all).map(([name, of]) => [
        name,
        Object.entries(of).map(([member, type]) => ({ name: member, type })),
      ]),
    ),
    primaryType,
    domain,
    message,
  });
  if (!reading.ok) throw new Error(reading.problem);
  return describeTypedData(reading.data).permit;
}

const eip2612 = {
  owner: 'address',
  spender: 'address',
  value: 'uint256',
  nonce: 'uint256',
  deadline: 'uint256',
};
const dai = { holder: 'address', spender: 'address', nonce: 'uint256', expiry: 'uint256', allowed: 'bool' };
const single = { details: 'Details', spender: 'address', sigDeadline: 'uint256' };
const batch = { details: 'Details[]', spender: 'address', sigDeadline: 'uint256' };
const transfer = { permitted: 'Permission', spender: 'address', nonce: 'uint256', deadline: 'uint256' };
const transfers = { ...transfer, permitted: 'Permission[]' };

const ofToken = { name: 'Token', verifyingContract: token };
const ofPermit2 = { name: 'Permit2', verifyingContract: otherToken };
const detail = (amount: bigint | number, of = token) => ({
  token: of,
  amount: `${amount}`,
  expiration: 1,
  nonce: 0,
});

describe('a permit', () => {
  it.each([
    [
      'EIP-2612',
      'Permit',
      eip2612,
      { owner, spender, value: '5', nonce: 0, deadline: 99 },
      ofToken,
      { token, amount: '5', isUnlimited: false, deadline: '99' },
    ],
    [
      'EIP-2612 of the highest amount',
      'Permit',
      eip2612,
      { owner, spender, value: `${2n ** 256n - 1n}`, nonce: 0, deadline: 99 },
      ofToken,
      { isUnlimited: true },
    ],
    [
      'EIP-2612 of 2^255',
      'Permit',
      eip2612,
      { owner, spender, value: `${2n ** 255n}`, nonce: 0, deadline: 99 },
      ofToken,
      { isUnlimited: true },
    ],
    [
      'EIP-2612 below 2^255',
      'Permit',
      eip2612,
      { owner, spender, value: `${2n ** 255n - 1n}`, nonce: 0, deadline: 99 },
      ofToken,
      { isUnlimited: false },
    ],
    [
      'DAI, allowed',
      'Permit',
      dai,
      { holder: owner, spender, nonce: 0, expiry: 99, allowed: true },
      ofToken,
      { token, amount: null, isUnlimited: true, deadline: '99' },
    ],
    [
      'DAI, without end',
      'Permit',
      dai,
      { holder: owner, spender, nonce: 0, expiry: 0, allowed: true },
      ofToken,
      { deadline: null },
    ],
    [
      'DAI, taken back',
      'Permit',
      dai,
      { holder: owner, spender, nonce: 0, expiry: 0, allowed: false },
      ofToken,
      { isUnlimited: false },
    ],
    [
      'an NFT (ERC-4494)',
      'Permit',
      { spender: 'address', tokenId: 'uint256', deadline: 'uint256' },
      { spender, tokenId: 7, deadline: 9 },
      ofToken,
      { token, amount: null, isUnlimited: false, deadline: '9' },
    ],
    [
      'Permit2, one token',
      'PermitSingle',
      single,
      { details: detail(5), spender, sigDeadline: 99 },
      ofPermit2,
      { token, amount: '5', isUnlimited: false, deadline: '99' },
    ],
    [
      'Permit2, the highest amount',
      'PermitSingle',
      single,
      { details: detail(2n ** 160n - 1n), spender, sigDeadline: 99 },
      ofPermit2,
      { isUnlimited: true },
    ],
    [
      'Permit2, one below the highest',
      'PermitSingle',
      single,
      { details: detail(2n ** 160n - 2n), spender, sigDeadline: 99 },
      ofPermit2,
      { isUnlimited: false },
    ],
    [
      'Permit2, several tokens',
      'PermitBatch',
      batch,
      { details: [detail(1), detail(2n ** 160n - 1n, otherToken)], spender, sigDeadline: 99 },
      ofPermit2,
      { token: `${token}, ${otherToken}`, amount: null, isUnlimited: true },
    ],
    [
      'Permit2, a batch of one',
      'PermitBatch',
      batch,
      { details: [detail(1)], spender, sigDeadline: 99 },
      ofPermit2,
      { token, amount: '1' },
    ],
    [
      'Permit2, a transfer',
      'PermitTransferFrom',
      transfer,
      { permitted: { token, amount: 5 }, spender, nonce: 0, deadline: 99 },
      ofPermit2,
      { token, amount: '5', isUnlimited: false, deadline: '99' },
    ],
    [
      'Permit2, a transfer of all',
      'PermitTransferFrom',
      transfer,
      { permitted: { token, amount: `${2n ** 160n}` }, spender, nonce: 0, deadline: 99 },
      ofPermit2,
      { isUnlimited: true },
    ],
    [
      'Permit2, transfers with a witness',
      'PermitBatchWitnessTransferFrom',
      transfers,
      { permitted: [{ token, amount: 5 }], spender, nonce: 0, deadline: 99 },
      ofPermit2,
      { token, amount: '5' },
    ],
  ])('is known: %s', (_, primaryType, members, message, domain, expected) => {
    expect(permitOf(primaryType, members, message, domain)).toMatchObject({ spender, ...expected });
  });

  it.each([
    ['another type', 'Approve', eip2612, { owner, spender, value: 5, nonce: 0, deadline: 99 }, ofToken],
    ['no spender', 'Permit', { value: 'uint256' }, { value: 5 }, ofToken],
    ['no token', 'Permit', eip2612, { owner, spender, value: 5, nonce: 0, deadline: 99 }, {}],
    ['no details', 'PermitSingle', { spender: 'address' }, { spender }, ofPermit2],
    ['an empty batch', 'PermitBatch', batch, { details: [], spender, sigDeadline: 99 }, ofPermit2],
    [
      'details of another kind',
      'PermitSingle',
      { details: 'string', spender: 'address' },
      { details: token, spender },
      ofPermit2,
    ],
  ])('is none with %s', (_, primaryType, members, message, domain) => {
    expect(permitOf(primaryType, members, message, domain)).toBeNull();
  });
});
