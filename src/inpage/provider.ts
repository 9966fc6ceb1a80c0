import { faults, type Fault, type PageError } from '../core/errors';
import { longestFrame, longestMethod, type PageState, type ToPage } from '../protocol/channel';
import { createListeners, type Listener } from './listeners';
import {
  call,
  create,
  isArray,
  NativeError,
  NativePromise,
  parse,
  put,
  randomHex,
  stringify,
} from './primordials';

/** What dApps hold (EIP-1193), with `enable` (EIP-1102) and the callbacks of older libraries. */
export interface Provider {
  readonly isSekisho: true;
  /** Not a claim of who it is, but what dApps ask before they offer to sign (docs/adr/0007). */
  readonly isMetaMask: true;
  isConnected(): boolean;
  request(asked: unknown): Promise<unknown>;
  on(event: string, listener: Listener): Provider;
  addListener(event: string, listener: Listener): Provider;
  once(event: string, listener: Listener): Provider;
  off(event: string, listener: Listener): Provider;
  removeListener(event: string, listener: Listener): Provider;
  removeAllListeners(event?: string): Provider;
  listenerCount(event: string): number;
  enable(): Promise<unknown>;
  sendAsync(asked: unknown, callback: Callback): void;
  send(asked: unknown, more?: unknown): Promise<unknown> | undefined;
}

type Callback = (error: Error | null, response?: unknown) => void;

/** The provider, and the way in for what is said to it. */
export interface WiredProvider {
  readonly provider: Provider;
  hear(message: ToPage): void;
  /** The wallet is not there any more: refuses what is pending, and everything from now on (4900). */
  end(): void;
}

interface Pending {
  readonly method: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** More unanswered requests than this at once are refused. */
const mostPending = 1_000;

/** @param say hands a frame on as JSON text; false where nobody is there to hear it */
export function createProvider(say: (frame: string) => boolean): WiredProvider {
  const listeners = createListeners();
  const pending: Record<string, Pending | undefined> = create(null);
  let pendingCount = 0;
  let isGone = false;
  let isListening = false;
  let hasState = false;
  // What the page was told last, by an answer or by the worker's state; accounts as JSON text.
  let knownAccounts: string | null = null;
  let knownChain: string | null = null;

  function request(asked: unknown): Promise<unknown> {
    return new NativePromise((resolve, reject) => {
      const refuse = (fault: Fault, message?: string) => reject(errorOf(fault, message));
      if (isGone) return refuse('disconnected');
      if (!isRecord(asked) || isArray(asked))
        return refuse('invalid-request', 'The request must be an object.');
      const { method, params } = asked;
      if (typeof method !== 'string' || method === '') {
        return refuse('invalid-request', 'The method must be a non-empty text.');
      }
      if (method.length > longestMethod) return refuse('unsupported-method');
      const text = textOf(params);
      if (text === null)
        return refuse('invalid-params', 'The parameters must be an array or an object of JSON values.');
      const id = randomHex();
      const frame = `{"kind":"request","id":"${id}","method":${stringify(method)},"params":${text}}`;
      if (frame.length > longestFrame) return refuse('invalid-params', 'The parameters are too long.');
      if (pendingCount >= mostPending) return refuse('limit-exceeded');
      pending[id] = { method, resolve, reject };
      pendingCount += 1;
      if (!say(frame)) end();
    });
  }

  function hear(message: ToPage): void {
    if (isGone) return;
    switch (message.kind) {
      case 'answer': {
        const { id, answer, isKept } = message;
        const asked = pending[id];
        if (asked !== undefined) {
          delete pending[id];
          pendingCount -= 1;
          if (answer.ok) {
            noteAnswer(asked.method, answer.value);
            asked.resolve(answer.value);
          } else asked.reject(errorFrom(answer.error));
        }
        // Thanked for even when it is not awaited any more: the worker keeps it until then.
        if (isKept) say(`{"kind":"received","id":"${id}"}`);
        return;
      }
      case 'state':
        takeState(message.state);
        return;
      case 'gone':
        end();
    }
  }

  function noteAnswer(method: string, value: unknown): void {
    if (hasState) return;
    if (method === 'eth_accounts' || method === 'eth_requestAccounts') knownAccounts = stringify(value);
    if (method === 'eth_chainId' && typeof value === 'string') knownChain = value;
  }

  function takeState({ accounts, chain }: PageState): void {
    const text = stringify(accounts);
    const isNewChain = knownChain !== null && knownChain !== chain;
    const hasNewAccounts = knownAccounts !== null && knownAccounts !== text;
    const isFirst = !hasState;
    hasState = true;
    knownAccounts = text;
    knownChain = chain;
    if (isFirst) emit('connect', () => ({ chainId: chain }));
    if (isNewChain) emit('chainChanged', () => chain);
    if (hasNewAccounts) emit('accountsChanged', () => parse(text));
  }

  function end(): void {
    if (isGone) return;
    isGone = true;
    for (const id in pending) pending[id]?.reject(errorOf('disconnected'));
    emit('disconnect', () => errorOf('disconnected'));
  }

  function emit(event: string, makeValue: () => unknown): void {
    listeners.emit(event, provider, makeValue);
  }

  function listen(event: string, listener: Listener, isOnce: boolean): Provider {
    listeners.add(event, listener, isOnce);
    if (!isListening && !isGone && isOfState(event)) {
      isListening = true;
      if (!say('{"kind":"open"}')) end();
    }
    return provider;
  }

  function unlisten(event: string, listener: Listener): Provider {
    listeners.remove(event, listener);
    return provider;
  }

  /** Answers a JSON-RPC request object with a response object, as older libraries want it. */
  async function respond(asked: unknown): Promise<unknown> {
    const id = isRecord(asked) ? asked.id : undefined;
    return { id, jsonrpc: '2.0', result: await request(asked) };
  }

  async function sendAsync(asked: unknown, callback: Callback): Promise<void> {
    let response: unknown;
    try {
      response = await respond(asked);
    } catch (error) {
      call(callback, undefined, [error]);
      return;
    }
    call(callback, undefined, [null, response]);
  }

  const provider: Provider = {
    isSekisho: true,
    isMetaMask: true,
    isConnected: () => !isGone,
    // Async, because web3.js tells a provider of EIP-1193 by its kind of function.
    request: async (asked) => await request(asked),
    on: (event, listener) => listen(event, listener, false),
    addListener: (event, listener) => listen(event, listener, false),
    once: (event, listener) => listen(event, listener, true),
    off: unlisten,
    removeListener: unlisten,
    removeAllListeners(event) {
      listeners.removeAll(event);
      return provider;
    },
    listenerCount: (event) => listeners.count(event),
    enable: () => request({ method: 'eth_requestAccounts' }),
    sendAsync: (asked, callback) => void sendAsync(asked, callback),
    send(asked, more) {
      if (typeof asked === 'string') return respond({ method: asked, params: more });
      if (!isCallback(more)) return respond(asked);
      void sendAsync(asked, more);
      return undefined;
    },
  };
  return { provider, hear, end };
}

function isOfState(event: string): boolean {
  return (
    event === 'connect' || event === 'disconnect' || event === 'accountsChanged' || event === 'chainChanged'
  );
}

/** The parameters as JSON text, "null" for none; null where they are no JSON array or object. */
function textOf(params: unknown): string | null {
  if (params === undefined) return 'null';
  if (!isRecord(params)) return null;
  let text: string | undefined;
  try {
    text = stringify(params);
  } catch {
    return null;
  }
  return text?.[0] === '[' || text?.[0] === '{' ? text : null;
}

function errorOf(fault: Fault, message: string = faults[fault].message): Error {
  return errorFrom({ code: faults[fault].code, message, data: null });
}

function errorFrom({ code, message, data }: PageError): Error {
  const error = new NativeError(message);
  put(error, 'code', code);
  if (data !== null) put(error, 'data', data);
  return error;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isCallback(value: unknown): value is Callback {
  return typeof value === 'function';
}
