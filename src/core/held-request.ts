import type { Address } from './address';
import type { PageError } from './errors';
import type { Hex } from './hex';
import { requestTimeout } from './policy';
import type { ChainId, SessionId, SessionKey, SessionPlace } from './session';
import type { SignIn } from './sign-in';
import type { Millis, WeiHex } from './units';

/** The asking document's id and the page's own random id, joined: the same request sent again has the same id. */
export type RequestId = string;

/** The document that asked, and the only one that is answered (SEC-3). */
export interface PageDocument {
  readonly tabId: number;
  readonly frameId: number;
  readonly documentId: string;
}

/** A transaction as a page asked for it; what it left out is filled in before it is shown. */
export interface TransactionAsk {
  readonly from: Address;
  /** Null creates a contract. */
  readonly to: Address | null;
  readonly value: WeiHex;
  readonly data: Hex;
  readonly gas: Hex | null;
  readonly maxFeePerGas: Hex | null;
  readonly maxPriorityFeePerGas: Hex | null;
  readonly nonce: Hex | null;
  /** The chain that the page says it is for; null where it names none. It must be the session's. */
  readonly chain: ChainId | null;
}

/** A transaction with nothing left open. */
export interface FilledTransaction extends TransactionAsk {
  readonly gas: Hex;
  readonly maxFeePerGas: Hex;
  readonly maxPriorityFeePerGas: Hex;
  readonly nonce: Hex;
}

/** How soon the person wants a transaction to be taken up. */
export const speeds = ['slow', 'normal', 'fast'] as const;
export type Speed = (typeof speeds)[number];

/** What is shown and will be signed. Stored, so that fees change only when the person asks (SEC-7). */
export interface PreparedTransaction {
  readonly transaction: FilledTransaction;
  readonly speed: Speed;
  readonly balance: Hex;
  /** The transaction would fail: the chain's words, cleaned; null where it would succeed. */
  readonly failure: string | null;
}

/** A network as a page describes it (EIP-3085), cleaned. */
export interface NetworkAsk {
  readonly chain: ChainId;
  readonly name: string;
  readonly currency: { readonly name: string; readonly symbol: string; readonly decimals: number };
  readonly endpoints: readonly string[];
  readonly explorer: string | null;
}

/** What a person is asked. Parsed and complete; JSON only. */
export type Ask =
  | { readonly kind: 'connect'; readonly answerAs: 'accounts' | 'permissions' }
  | { readonly kind: 'edit-accounts' }
  | {
      readonly kind: 'message';
      readonly account: Address;
      readonly message: Hex;
      readonly isMalformedSignIn: boolean;
    }
  | { readonly kind: 'sign-in'; readonly account: Address; readonly message: Hex; readonly signIn: SignIn }
  /** `data` is the typed data's JSON text, checked and canonical. */
  | { readonly kind: 'typed-data'; readonly account: Address; readonly data: string }
  | { readonly kind: 'transaction'; readonly transaction: TransactionAsk }
  | { readonly kind: 'switch-network'; readonly chain: ChainId }
  | { readonly kind: 'add-network'; readonly network: NetworkAsk };

/** What the page gets: a JSON value or an error. */
export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: PageError };

/** A transaction that was signed; stored before it is broadcast, so that it is never signed or sent twice. */
export interface SignedTransaction {
  readonly raw: Hex;
  readonly hash: Hex;
}

/** How far a held request is. It only ever moves forward, but for an approval that came to nothing. */
export type Stage =
  | { readonly step: 'waiting' }
  /** The intent row: the person approved, the key is about to be used. */
  | { readonly step: 'approved'; readonly at: Millis; readonly signed: SignedTransaction | null }
  /** The outcome row: kept until the page has it. */
  | { readonly step: 'answered'; readonly at: Millis; readonly answer: Answer };

/** A dApp's request that waits for a person. Survives the popup, the worker and the end of its session. */
export interface HeldRequest {
  readonly id: RequestId;
  readonly key: SessionKey;
  readonly place: SessionPlace;
  readonly document: PageDocument;
  readonly method: string;
  readonly ask: Ask;
  /** The session at the time of asking; null where there was none. */
  readonly sessionId: SessionId | null;
  /** The chain at the time of asking. */
  readonly chain: ChainId;
  /** The run of the browser in which it was asked; nothing is held over a browser's start. */
  readonly browserRun: string;
  readonly heldAt: Millis;
  /** When it is refused unless a person has decided. */
  readonly deadline: Millis;
  /** The size of its row in bytes, for the flood limits. */
  readonly bytes: number;
  /** For a transaction, once it was shown; otherwise null. */
  readonly prepared: PreparedTransaction | null;
  readonly stage: Stage;
}

/** The account whose key a request needs; null where it needs none. */
export function accountOf(ask: Ask): Address | null {
  switch (ask.kind) {
    case 'message':
    case 'sign-in':
    case 'typed-data':
      return ask.account;
    case 'transaction':
      return ask.transaction.from;
    case 'connect':
    case 'edit-accounts':
    case 'switch-network':
    case 'add-network':
      return null;
  }
}

/**
 * Whether an answer is still kept for a page that is away: one that was put aside may come back and ask for it again,
 * and must not be asked to approve twice.
 */
export function isAwaited({ stage }: HeldRequest, now: Millis): boolean {
  return stage.step === 'answered' && now < stage.at + requestTimeout;
}

/**
 * The request once time itself was set back from `before` to `now`: it keeps what was left of its time, and an answer
 * is not kept for longer than any is. Without this a request of a clock that was a year ahead would wait for a year.
 */
export function moveRequest(request: HeldRequest, before: Millis, now: Millis): HeldRequest {
  const { heldAt, deadline, stage } = request;
  const left = Math.min(Math.max(deadline - before, 0), requestTimeout);
  return {
    ...request,
    heldAt: Math.min(heldAt, now),
    deadline: now + left,
    stage: stage.step === 'answered' ? { ...stage, at: Math.min(stage.at, now) } : stage,
  };
}

/** Whether the request opens a session rather than acting within one. */
export function opensSession(ask: Ask): boolean {
  return ask.kind === 'connect';
}
