import { describe, expect, it } from 'vitest';
import { checkAsk } from '../../src/core/check-ask';
import { RequestRefused } from '../../src/core/errors';
import type { Ask, TransactionAsk } from '../../src/core/held-request';
import { encodeText } from '../../src/core/message-text';
import { readSignIn } from '../../src/core/sign-in';
import { readTypedData } from '../../src/core/typed-data';
import { address, origin } from './session-fixture';
import { signInText } from './sign-in-fixture';
import { thing } from './typed-data-fixture';

const circumstances = {
  origin: origin('https://example.com'),
  accounts: [address('a'), address('b')],
  chain: 1,
  ownAccounts: [address('a'), address('b'), address('c')],
  now: Date.parse('2026-11-22T12:30:00Z'),
};

function signIn(account = address('a'), over = {}): Ask {
  const text = signInText(over);
  const reading = readSignIn(text);
  if (reading.kind !== 'sign-in') throw new Error(reading.kind);
  return { kind: 'sign-in', account, message: encodeText(text), signIn: reading.signIn };
}

function typedData(domain: object, account = address('a')): Ask {
  const reading = readTypedData(thing({}, {}, { domain }));
  if (!reading.ok) throw new Error(reading.problem);
  return { kind: 'typed-data', account, data: reading.data };
}

function transaction(over: Partial<TransactionAsk> = {}): Ask {
  return {
    kind: 'transaction',
    transaction: {
      from: address('a'),
      to: address('d'),
      value: '0x0',
      data: '0x',
      gas: null,
      maxFeePerGas: null,
      maxPriorityFeePerGas: null,
      nonce: null,
      chain: null,
      ...over,
    },
  };
}

const message = (account = address('a')): Ask => ({
  kind: 'message',
  account,
  message: '0x',
  isMalformedSignIn: true,
});

describe('what a page asks for', () => {
  it.each([
    ['a message of a session’s account', message()],
    ['a message of its other account', message(address('b'))],
    ['a sign-in that fits', signIn()],
    ['typed data that fits', typedData({ chainId: 1 })],
    ['a transaction', transaction()],
    ['a transaction that names the session’s chain', transaction({ chain: 1 })],
    ['to connect', { kind: 'connect', answerAs: 'accounts' }],
    ['to switch to another chain', { kind: 'switch-network', chain: 5 }],
  ] satisfies [string, Ask][])('passes: %s', (_, ask) => {
    expect(() => checkAsk(ask, circumstances)).not.toThrow();
  });

  it.each([
    ['a message of an account outside the session', message(address('c')), 4100],
    ['a sign-in of an account outside the session', signIn(address('c'), { address: address('c') }), 4100],
    ['typed data of an account that is not ours', typedData({}, address('e')), 4100],
    ['a transaction from an account outside the session', transaction({ from: address('c') }), 4100],
    [
      'SEC-11: a sign-in for another domain',
      signIn(address('a'), { header: signInText().split('\n')[0]?.replace('example', 'evil') }),
      -32602,
    ],
    ['SEC-11: a sign-in of another account', signIn(address('b')), -32602],
    [
      'SEC-11: a sign-in that has expired',
      signIn(address('a'), { expirationTime: 'Expiration Time: 2026-11-22T12:30:00Z' }),
      -32602,
    ],
    ['SEC-11: typed data of another chain', typedData({ chainId: 5 }), -32602],
    [
      'SEC-11: typed data for our own account, connected or not',
      typedData({ verifyingContract: address('c') }),
      -32602,
    ],
    ['a transaction for another chain', transaction({ chain: 5 }), -32602],
  ])('is refused: %s', (_, ask, code) => {
    let refusal: unknown;
    try {
      checkAsk(ask, circumstances);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(RequestRefused);
    expect(refusal instanceof RequestRefused && refusal.toPageError().code).toBe(code);
  });
});
