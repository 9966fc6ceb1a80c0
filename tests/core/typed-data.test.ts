import { TypedDataEncoder } from 'ethers/hash';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkTypedData,
  describeTypedData,
  readTypedData,
  type TypedDataReading,
} from '../../src/core/typed-data';
import { address } from './session-fixture';
import { mail, mailHash, thing } from './typed-data-fixture';

function read(input: unknown) {
  const reading = readTypedData(input);
  if (!reading.ok) throw new Error(reading.problem);
  return reading;
}

/** The hash that is signed, by an encoder that is not ours. */
function hash(data: string): string {
  const { domain, types, message } = JSON.parse(data);
  const { EIP712Domain: _, ...others } = types;
  return TypedDataEncoder.hash(domain, others, message);
}

const contract = `0x${'c'.repeat(40)}`;

describe('typed data (EIP-712)', () => {
  it.each([
    ['as a JSON text', JSON.stringify(mail)],
    ['as an object', mail],
    [
      'without a type for its domain',
      { ...mail, types: { Person: mail.types.Person, Mail: mail.types.Mail } },
    ],
    [
      'with types that are not used',
      { ...mail, types: { Unused: [{ name: 'a', type: 'nothing' }], ...mail.types } },
    ],
    [
      'with values that no type names',
      { ...mail, message: { ...mail.message, extra: { a: 1 } }, domain: { ...mail.domain, colour: 'red' } },
    ],
    ['with a chain id as text', { ...mail, domain: { ...mail.domain, chainId: '1' } }],
    ['with a chain id as hex', { ...mail, domain: { ...mail.domain, chainId: '0x1' } }],
    [
      'with addresses in lower case',
      JSON.parse(JSON.stringify(mail).replace(/0x\w{40}/g, (text) => text.toLowerCase())),
    ],
    [
      'with its keys in another order',
      { message: mail.message, domain: mail.domain, primaryType: 'Mail', types: mail.types },
    ],
  ])('has the hash of the EIP %s', (_, input) => {
    expect(hash(read(input).data)).toBe(mailHash);
  });

  it.each([
    ['uint8', 255, '255'],
    ['uint8', '0xff', '255'],
    ['uint8', '0255', '255'],
    ['uint256', `${2n ** 256n - 1n}`, `${2n ** 256n - 1n}`],
    ['int8', -128, '-128'],
    ['int256', '-1', '-1'],
    ['int16', '0x7fff', '32767'],
    ['bool', true, true],
    ['bool', 0, false],
    ['bytes', '0xABCD', '0xabcd'],
    ['bytes', '0x', '0x'],
    ['bytes', 'Hi', '0x4869'],
    ['bytes4', '0xABCD', '0xabcd0000'],
    ['bytes32', `0x${'1'.repeat(64)}`, `0x${'1'.repeat(64)}`],
    ['string', '', ''],
    ['string', '\u202e', '\u202e'],
    ['address', '0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC', contract],
    ['address[]', [], []],
    ['uint8[2]', [1, '2'], ['1', '2']],
    ['uint8[][2]', [[1], []], [['1'], []]],
  ])('reads %s from %j', (type, value, canonical) => {
    const { data, typedData } = read(thing({ value: type }, { value }));
    expect(typedData.message).toEqual({ value: canonical });
    expect(hash(data)).toMatch(/^0x[0-9a-f]{64}$/);
  });

  it.each([
    ['uint8', 256],
    ['uint8', -1],
    ['uint8', 1.5],
    ['uint8', ''],
    ['uint8', '1e2'],
    ['uint8', null],
    ['uint8', '0x'],
    ['uint256', 2 ** 60],
    ['uint256', `${2n ** 256n}`],
    ['uint256', '9'.repeat(10_000)],
    ['int8', 128],
    ['int8', -129],
    ['int8', '-0x1'],
    ['bool', 'false'],
    ['bool', 2],
    ['bytes', '0xabc'],
    ['bytes', 5],
    ['bytes4', '0xabcdef0123'],
    ['bytes4', 'abcd'],
    ['string', 5],
    ['string', 'a\ud800'],
    ['address', '0x1234'],
    ['address', 'vitalik.eth'],
    ['address[]', contract],
    ['uint8[2]', [1]],
    ['uint8[2]', { 0: 1, 1: 2, length: 2 }],
    ['uint8[]', [1, null]],
    ['uint', 1],
    ['int', 1],
    ['uint7', 1],
    ['uint264', 1],
    ['uint08', 1],
    ['bytes0', '0x'],
    ['bytes33', '0x'],
    ['Other', {}],
    ['fixed128x18', 1],
    ['uint8[-1]', []],
    ['', 1],
    ['[]', []],
  ])('is refused where %s is %j', (type, value) => {
    expect(readTypedData(thing({ value: type }, { value }))).toEqual({
      ok: false,
      problem: expect.stringMatching(/^the typed data is not valid: /),
    });
  });

  it.each([
    ['no JSON', '{'],
    ['a list', []],
    ['null', null],
    ['a number', 5],
    ['no types', { ...mail, types: undefined }],
    ['types in a list', { ...mail, types: [] }],
    ['no primary type', { ...mail, primaryType: undefined }],
    ['a primary type that is not there', { ...mail, primaryType: 'Letter' }],
    ['a primary type of every object', { ...mail, primaryType: 'constructor' }],
    ['the domain as its primary type', { ...mail, primaryType: 'EIP712Domain' }],
    ['no message', { ...mail, message: undefined }],
    ['a message in a list', { ...mail, message: [] }],
    ['a member that is missing', { ...mail, message: { from: mail.message.from, to: mail.message.to } }],
    ['a domain in a list', { ...mail, domain: [] }],
    ['a domain that lacks what its type names', { ...mail, domain: { name: 'a' } }],
    ['a domain with a malformed chain', { ...mail, domain: { ...mail.domain, chainId: 'one' } }],
    [
      'a domain in another order',
      { ...mail, types: { ...mail.types, EIP712Domain: mail.types.EIP712Domain.toReversed() } },
    ],
    [
      'a domain with a member of its own',
      { ...mail, types: { ...mail.types, EIP712Domain: [{ name: 'colour', type: 'string' }] } },
    ],
    [
      'a domain with another type',
      { ...mail, types: { ...mail.types, EIP712Domain: [{ name: 'chainId', type: 'string' }] } },
    ],
    ['a type that holds itself', thing({ value: 'Thing[]' }, { value: [] })],
    [
      'types that hold each other',
      {
        ...thing({ a: 'Other' }, {}),
        types: { Thing: [{ name: 'a', type: 'Other' }], Other: [{ name: 'b', type: 'Thing' }] },
      },
    ],
    [
      'a type with an atomic name',
      { types: { address: [] }, primaryType: 'address', domain: {}, message: {} },
    ],
    [
      'a member twice',
      {
        types: {
          Thing: [
            { name: 'a', type: 'bool' },
            { name: 'a', type: 'bool' },
          ],
        },
        primaryType: 'Thing',
        domain: {},
        message: { a: true },
      },
    ],
    ['a member that passes for two', thing({ 'a,uint256 b': 'bool' }, { 'a,uint256 b': true })],
    ['a member without a name', thing({ '': 'bool' }, { '': true })],
    ['a member with a hidden name', thing({ 'a\u202e': 'bool' }, { 'a\u202e': true })],
    [
      'a member named as the prototype',
      JSON.parse(
        '{"types":{"Thing":[{"name":"__proto__","type":"bool"}]},"primaryType":"Thing","domain":{},"message":{"__proto__":true}}',
      ),
    ],
    ['members that are none', { ...thing({}, {}), types: { Thing: ['a'] } }],
    [
      '201 types',
      thing(
        {},
        {},
        { types: Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`T${index}`, []])) },
      ),
    ],
    [
      '201 members',
      thing(Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`m${index}`, 'bool'])), {}),
    ],
    ['10,001 values', thing({ value: 'bool[]' }, { value: Array.from({ length: 10_001 }, () => true) })],
    ['a million characters', thing({ value: 'string' }, { value: 'a'.repeat(1_000_000) })],
    [
      'a million characters of text',
      JSON.stringify(thing({ value: 'string' }, { value: 'a'.repeat(1_000_000) })),
    ],
    ['a million dimensions', thing({ value: `bool${'[]'.repeat(1_000_000)}` }, { value: [] })],
    [
      '40 dimensions',
      thing({ value: `bool${'[]'.repeat(40)}` }, { value: JSON.parse('['.repeat(40) + ']'.repeat(40)) }),
    ],
  ])('is refused with %s', (_, input) => {
    const reading = readTypedData(input);
    expect(reading.ok).toBe(false);
    expect(!reading.ok && reading.problem.length).toBeLessThan(300);
  });

  it('takes names with colons, which are in use', () => {
    const input = {
      types: { 'App:Send': [{ name: 'amount', type: 'string' }] },
      primaryType: 'App:Send',
      domain: {},
      message: { amount: '1' },
    };
    expect(read(input).typedData.primaryType).toBe('App:Send');
  });

  it('is in its canonical form once and for all, and every value of JSON is read or refused', () => {
    const type = fc.constantFrom(
      'bool',
      'uint8',
      'int256',
      'bytes',
      'bytes4',
      'string',
      'address',
      'bool[]',
      'Other',
      'Other[2]',
      'nothing',
    );
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(contract, true, '5', [{ b: 'x' }, { b: 'y' }], { b: 'x' }, [true]),
    );
    const input = fc.oneof(
      fc.jsonValue(),
      fc.tuple(type, value).map(([kind, given]) => ({
        types: { Thing: [{ name: 'a', type: kind }], Other: [{ name: 'b', type: 'string' }] },
        primaryType: 'Thing',
        domain: { name: 'x' },
        message: { a: given },
      })),
    );
    let accepted = 0;
    fc.assert(
      fc.property(input, (given) => {
        const reading: TypedDataReading = readTypedData(given);
        if (!reading.ok) return;
        accepted += 1;
        expect(read(reading.data).data).toBe(reading.data);
        hash(reading.data);
      }),
      { numRuns: 2_000 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});

describe('SEC-11: typed data', () => {
  const circumstances = { chain: 1, ownAccounts: [address('a'), address('b')] };

  it.each([
    ['its chain is the session’s', { chainId: 1 }],
    ['its chain is the session’s, as text', { chainId: '0x01' }],
    ['it names no chain', { name: 'Ether Mail' }],
    ['its domain is empty', {}],
    ['its contract is not one of ours', { verifyingContract: contract }],
  ])('may be signed where %s', (_, domain) => {
    expect(checkTypedData(read(thing({}, {}, { domain })).data, circumstances)).toBeNull();
  });

  it.each([
    ['another chain', { chainId: 5 }, 'The typed data is for chain 5, but the site is on chain 1.'],
    ['chain 0', { chainId: 0 }, 'The typed data is for chain 0, but the site is on chain 1.'],
    ['a chain as large as can be', { chainId: `${2n ** 256n - 1n}` }, /^The typed data is for chain 1157/],
    [
      'the signing account as its contract',
      { verifyingContract: `0x${'A'.repeat(40)}` },
      /own account as its contract/,
    ],
    [
      'another of our accounts as its contract',
      { verifyingContract: address('b') },
      /own account as its contract/,
    ],
  ])('is refused for %s', (_, domain, sentence) => {
    expect(checkTypedData(read(thing({}, {}, { domain })).data, circumstances)).toMatch(sentence);
  });

  it.each([
    ['a chain', { chainId: 5 }],
    ['a contract', { verifyingContract: address('a') }],
  ])('is refused with %s that its domain type hides', (_, domain) => {
    const input = thing({}, {}, { domain });
    expect(readTypedData({ ...input, types: { ...input.types, EIP712Domain: [] } }).ok).toBe(false);
  });
});

describe('typed data, for people', () => {
  it('is a line per value, the domain first', () => {
    expect(describeTypedData(read(mail).data)).toEqual({
      domainName: 'Ether Mail',
      primaryType: 'Mail',
      permit: null,
      fields: [
        { name: 'domain', value: null, depth: 0 },
        { name: 'name', value: 'Ether Mail', depth: 1 },
        { name: 'version', value: '1', depth: 1 },
        { name: 'chainId', value: '1', depth: 1 },
        { name: 'verifyingContract', value: contract, depth: 1 },
        { name: 'from', value: null, depth: 0 },
        { name: 'name', value: 'Cow', depth: 1 },
        { name: 'wallet', value: '0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826', depth: 1 },
        { name: 'to', value: null, depth: 0 },
        { name: 'name', value: 'Bob', depth: 1 },
        { name: 'wallet', value: `0x${'b'.repeat(40)}`, depth: 1 },
        { name: 'contents', value: 'Hello, Bob!', depth: 0 },
      ],
    });
  });

  it('counts the elements of a list', () => {
    const { fields } = describeTypedData(read(thing({ to: 'bool[][]' }, { to: [[true], []] })).data);
    expect(fields).toEqual([
      { name: 'to', value: null, depth: 0 },
      { name: '1.', value: null, depth: 1 },
      { name: '1.', value: 'true', depth: 2 },
      { name: '2.', value: null, depth: 1 },
    ]);
  });

  it('SEC-13: is cleaned and cut', () => {
    const domain = { name: `${'x'.repeat(100)}\u202e` };
    const message = { note: `a\u202eb${'c'.repeat(5_000)}` };
    const { domainName, fields } = describeTypedData(
      read(thing({ note: 'string' }, message, { domain })).data,
    );
    expect(domainName).toBe(`${'x'.repeat(63)}…`);
    expect(fields.at(-1)?.value).toMatch(/^a⟨U\+202E⟩bc+…$/);
    expect(fields.at(-1)?.value?.length).toBe(1_000);
  });
});
