import type { Answer, RequestId } from '../core/held-request';

/** From a page to the worker. `id` is 32 hex digits that the page's script made; sent again after a break, it is the same request. */
export type ToWorker =
  | { readonly kind: 'request'; readonly id: string; readonly method: string; readonly params: unknown }
  /** The page has the answer; it may be forgotten. Follows an answer that `isKept`. */
  | { readonly kind: 'received'; readonly id: string }
  /** The page wants to be told of changes. */
  | { readonly kind: 'open' }
  /** A person clicked or typed in the page. Made by the content script alone. */
  | { readonly kind: 'used' };

/** What a page itself may say. */
export type FromPage = Exclude<ToWorker, { readonly kind: 'used' }>;

/** What a page may know of its session. `chain` is a hex quantity; `accounts` are lower-case addresses. */
export interface PageState {
  readonly accounts: readonly string[];
  readonly chain: string;
}

/** From the worker to a page. */
export type ToPage =
  /** `isKept`: the worker stores the answer until the page says that it was received. */
  | { readonly kind: 'answer'; readonly id: string; readonly answer: Answer; readonly isKept: boolean }
  | { readonly kind: 'state'; readonly state: PageState }
  /** The extension is gone or was updated under the page: what is pending is refused with 4900. Made by the content script. */
  | { readonly kind: 'gone' };

/** What the worker itself says. */
export type FromWorker = Exclude<ToPage, { readonly kind: 'gone' }>;

/** Sent over `tabs.sendMessage` to wake content scripts whose port died: those that had one open it again. Holds nothing. */
export const wakeUp = 'wake-up';

/**
 * Sent over `tabs.sendMessage` to one frame, to learn which document is active in it: its script says the nonce back
 * over its own port, whose sender the browser vouches for. `isTop`: also where that port was never opened (SEC-1).
 */
export interface RollCall {
  readonly kind: 'roll-call';
  readonly nonce: string;
  readonly isTop: boolean;
}

/** The answer to a roll call. Made by the content script alone. */
export interface Here {
  readonly kind: 'here';
  readonly nonce: string;
}

/**
 * The two scripts in a page talk over an `EventTarget` that only they hold: the page's script makes it, and hands it
 * over as the `relatedTarget` of an event with this name before any script of the page has run.
 */
export const handOver = 'sekisho';

/**
 * Events on that target; `detail` is JSON text. One to the content script is cancelled by it as a sign that it was
 * heard: where it is not, the extension is gone. Empty text asks for that sign only.
 */
export const toContent = 'to-content';
export const toPage = 'to-page';

/** The longest frame from a page, in UTF-16 units of its JSON text. */
export const longestFrame = 2 * 1024 * 1024;

/** The longest name of a method. */
export const longestMethod = 100;

const idPattern = /^[0-9a-f]{32}$/;

/** The stored id of a page's request. */
export function requestIdOf(documentId: string, id: string): RequestId {
  return `${documentId}:${id}`;
}

/** The page's own id of a stored request. */
export function pageIdOf(id: RequestId): string {
  return id.slice(-32);
}

/** A frame as the page's script sent it, or null where it is too long or anything else than one of the fixed shapes (SEC-4). */
export function parseFrame(text: unknown): FromPage | null {
  if (typeof text !== 'string' || text.length > longestFrame) return null;
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return null;
  }
  return parseFromPage(message);
}

/** What came over a page's port, or null where it is too long or none of the fixed shapes (SEC-4). */
export function parseToWorker(message: unknown): ToWorker | null {
  if (hasExactly(message, ['kind']) && message.kind === 'used') return { kind: 'used' };
  const parsed = parseFromPage(message);
  return parsed?.kind === 'request' && isTooLong(parsed.params) ? null : parsed;
}

/** The nonce of an answer to a roll call; null where the message is something else. */
export function parseHere(message: unknown): string | null {
  if (!hasExactly(message, ['kind', 'nonce']) || message.kind !== 'here') return null;
  return isId(message.nonce) ? message.nonce : null;
}

/** A roll call as it reached a content script; null where the message is something else. */
export function parseRollCall(message: unknown): RollCall | null {
  if (!hasExactly(message, ['kind', 'nonce', 'isTop']) || message.kind !== 'roll-call') return null;
  const { nonce, isTop } = message;
  return isId(nonce) && typeof isTop === 'boolean' ? { kind: 'roll-call', nonce, isTop } : null;
}

/** What came from the worker, or null where it is none of the fixed shapes. */
export function parseFromWorker(message: unknown): FromWorker | null {
  if (hasExactly(message, ['kind', 'id', 'answer', 'isKept']) && message.kind === 'answer') {
    const { id, isKept } = message;
    const answer = parseAnswer(message.answer);
    if (!isId(id) || typeof isKept !== 'boolean' || answer === null) return null;
    return { kind: 'answer', id, answer, isKept };
  }
  if (hasExactly(message, ['kind', 'state']) && message.kind === 'state') {
    const state = parseState(message.state);
    return state === null ? null : { kind: 'state', state };
  }
  return null;
}

function parseFromPage(message: unknown): FromPage | null {
  if (!isRecord(message)) return null;
  const { kind, id } = message;
  switch (kind) {
    case 'request': {
      if (!hasExactly(message, ['kind', 'id', 'method', 'params'])) return null;
      const { method, params } = message;
      if (!isId(id) || !isMethod(method) || !isParams(params)) return null;
      return { kind, id, method, params };
    }
    case 'received':
      return hasExactly(message, ['kind', 'id']) && isId(id) ? { kind, id } : null;
    case 'open':
      return hasExactly(message, ['kind']) ? { kind } : null;
    default:
      return null;
  }
}

function parseAnswer(answer: unknown): Answer | null {
  if (hasExactly(answer, ['ok', 'value']) && answer.ok === true) return { ok: true, value: answer.value };
  if (!hasExactly(answer, ['ok', 'error']) || answer.ok !== false) return null;
  const { error } = answer;
  if (!hasExactly(error, ['code', 'message', 'data'])) return null;
  const { code, message } = error;
  if (!Number.isInteger(code) || typeof code !== 'number' || typeof message !== 'string') return null;
  return { ok: false, error: { code, message, data: parseErrorData(error.data) } };
}

function parseErrorData(data: unknown): Extract<Answer, { ok: false }>['error']['data'] {
  if (!isRecord(data)) return null;
  const { reason, reconnect } = data;
  if (typeof reason === 'string') {
    return typeof reconnect === 'boolean' ? { reason, reconnect } : { reason };
  }
  return 'cause' in data ? { cause: data.cause } : null;
}

function parseState(state: unknown): PageState | null {
  if (!hasExactly(state, ['accounts', 'chain'])) return null;
  const { accounts, chain } = state;
  if (!Array.isArray(accounts) || !accounts.every(isText) || typeof chain !== 'string') return null;
  return { accounts, chain };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && idPattern.test(value);
}

/** Whether a page may ask for this: a name of 1 to 100 characters. */
function isMethod(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longestMethod;
}

/** Whether these can be a request's parameters on their way: an array, an object, or null for nothing (EIP-1193). */
function isParams(value: unknown): value is object | null {
  return typeof value === 'object';
}

function isTooLong(params: unknown): boolean {
  return params !== null && JSON.stringify(params).length > longestFrame;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function hasExactly<Key extends string>(value: unknown, keys: readonly Key[]): value is Record<Key, unknown> {
  return (
    isRecord(value) &&
    Object.keys(value).length === keys.length &&
    keys.every((key) => Object.hasOwn(value, key))
  );
}
