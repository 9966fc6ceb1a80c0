import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  longestFrame,
  pageIdOf,
  parseFrame,
  parseFromWorker,
  parseHere,
  parseRollCall,
  parseToWorker,
  requestIdOf,
} from '../../src/protocol/channel';

const id = '0123456789abcdef0123456789abcdef';
const request = { kind: 'request', id, method: 'eth_accounts', params: [] };
const answer = { kind: 'answer', id, answer: { ok: true, value: ['0xaa'] }, isKept: false };
const error = { code: 4001, message: 'No', data: null };

describe('a frame from a page (SEC-4)', () => {
  it.each([
    ['a request', request],
    ['a request with an object as parameters', { ...request, params: { a: 1 } }],
    ['a request without parameters', { ...request, params: null }],
    ['thanks', { kind: 'received', id }],
    ['the wish to be told of changes', { kind: 'open' }],
  ])('goes on where it is %s', (_, frame) => {
    expect(parseFrame(JSON.stringify(frame))).toEqual(frame);
    expect(parseToWorker(frame)).toEqual(frame);
  });

  it.each([
    ['of no known kind', { kind: 'approve', id }],
    ['of a kind that objects inherit', { kind: 'toString' }],
    ['without a kind', { id }],
    ['with one key more', { ...request, origin: 'https://bank.example' }],
    ['with a key less', { kind: 'request', id, method: 'eth_accounts' }],
    ['with an id that is too short', { ...request, id: id.slice(1) }],
    ['with an id in capitals', { ...request, id: id.toUpperCase() }],
    ['with an id that is a list', { ...request, id: [id] }],
    ['with a number as method', { ...request, method: 1 }],
    ['with an empty method', { ...request, method: '' }],
    ['with a method of 101 characters', { ...request, method: 'x'.repeat(101) }],
    ['with a text as parameters', { ...request, params: 'x' }],
    ['with thanks for nothing', { kind: 'received' }],
    ['with an open that says more', { kind: 'open', id }],
    ['an answer to itself', answer],
    ['the sign of a person', { kind: 'here', nonce: id }],
    ['a list', [request]],
    ['nothing', null],
  ])('stops where it is %s', (_, frame) => {
    expect(parseFrame(JSON.stringify(frame))).toBeNull();
    expect(parseToWorker(frame)).toBeNull();
  });

  it('never says that a person used the page: only the content script does', () => {
    expect(parseFrame('{"kind":"used"}')).toBeNull();
    expect(parseToWorker({ kind: 'used' })).toEqual({ kind: 'used' });
  });

  it.each([
    ['no text', { kind: 'open' }],
    ['no JSON', '{"kind":"open"'],
    ['too long', `{"kind":"open"}${' '.repeat(longestFrame)}`],
  ])('stops where it is %s', (_, text) => {
    expect(parseFrame(text)).toBeNull();
  });

  it('stops at the worker where its parameters are too long', () => {
    expect(parseToWorker({ ...request, params: ['x'.repeat(longestFrame)] })).toBeNull();
  });

  it('is read without an exception, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        for (const parse of [parseFrame, parseToWorker, parseFromWorker, parseHere, parseRollCall])
          parse(message);
      }),
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        const frame = parseFrame(text);
        expect(frame === null || ['request', 'received', 'open'].includes(frame.kind)).toBe(true);
      }),
    );
  });
});

describe('a message from the worker', () => {
  it.each([
    ['an answer', answer],
    ['an answer of null', { ...answer, answer: { ok: true, value: null } }],
    ['a refusal', { ...answer, answer: { ok: false, error } }],
    [
      'a refusal with a reason',
      {
        ...answer,
        answer: { ok: false, error: { ...error, data: { reason: 'session_ended', reconnect: true } } },
      },
    ],
    [
      'a refusal with what the chain said',
      { ...answer, answer: { ok: false, error: { ...error, data: { cause: { code: 3 } } } } },
    ],
    ['a state', { kind: 'state', state: { accounts: ['0xaa'], chain: '0x1' } }],
  ])('goes on where it is %s', (_, message) => {
    expect(parseFromWorker(message)).toEqual(message);
  });

  it.each([
    ['the end, which only the content script tells', { kind: 'gone' }],
    ['an answer with one key more', { ...answer, session: 'x' }],
    ['an answer that is neither', { ...answer, answer: { ok: 1, value: 1 } }],
    ['a refusal without a code', { ...answer, answer: { ok: false, error: { message: 'No', data: null } } }],
    ['a state whose accounts are no texts', { kind: 'state', state: { accounts: [1], chain: '0x1' } }],
    ['a state that says more', { kind: 'state', state: { accounts: [], chain: '0x1', device: 'x' } }],
    ['nothing', undefined],
  ])('stops where it is %s', (_, message) => {
    expect(parseFromWorker(message)).toBeNull();
  });

  it('loses what a refusal’s data may not hold', () => {
    const data = { reason: 'x', reconnect: true, device: 'Firefox on Linux' };
    const parsed = parseFromWorker({ ...answer, answer: { ok: false, error: { ...error, data } } });
    expect(parsed).toMatchObject({ answer: { error: { data: { reason: 'x', reconnect: true } } } });
    expect(JSON.stringify(parsed)).not.toContain('Firefox');
  });
});

describe('a roll call', () => {
  it('is answered with its nonce', () => {
    expect(parseRollCall({ kind: 'roll-call', nonce: id, isTop: true })).toMatchObject({ nonce: id });
    expect(parseHere({ kind: 'here', nonce: id })).toBe(id);
  });

  it.each([
    { kind: 'roll-call', nonce: 'x', isTop: true },
    { kind: 'roll-call', nonce: id },
    { kind: 'roll-call', nonce: id, isTop: 1 },
    'wake-up',
  ])('%j is none', (message) => {
    expect(parseRollCall(message)).toBeNull();
    expect(parseHere(message)).toBeNull();
  });
});

it('a stored id holds the page’s own', () => {
  expect(pageIdOf(requestIdOf('DOCUMENT', id))).toBe(id);
});
