/** Why a request was refused, as a page may know it. */
export const faults = {
  'user-rejected': { code: 4001, message: 'The request was declined.' },
  superseded: { code: 4001, message: 'The request was dropped: its account or network changed meanwhile.' },
  unauthorized: { code: 4100, message: 'This site has no session with the wallet. Connect first.' },
  'session-ended': { code: 4100, message: 'The session ended. Reconnect to go on.' },
  'unsupported-method': { code: 4200, message: 'The wallet does not support this method.' },
  disconnected: {
    code: 4900,
    message: 'The wallet was updated, or is not there any more. Reload the page to go on.',
  },
  'chain-disconnected': { code: 4901, message: 'The network is not reachable.' },
  'unrecognized-chain': { code: 4902, message: 'The wallet does not know this chain. Add it first.' },
  'invalid-request': { code: -32600, message: 'The request is malformed.' },
  'invalid-params': { code: -32602, message: 'The parameters are invalid.' },
  'internal-error': { code: -32603, message: 'The wallet could not answer.' },
  'resource-unavailable': {
    code: -32002,
    message: 'A request of this kind is already waiting for the person.',
  },
  'limit-exceeded': { code: -32005, message: 'Too many requests. Try again later.' },
  'chain-refused': { code: -32000, message: 'The network refused the request.' },
  'transaction-rejected': { code: -32003, message: 'The network did not accept the transaction.' },
} as const;

export type Fault = keyof typeof faults;

/** An error as it crosses to a page: JSON-RPC code, a sentence, and data that holds no device or network detail. */
export interface PageError {
  readonly code: number;
  readonly message: string;
  readonly data: PageErrorData | null;
}

export type PageErrorData =
  | { readonly reason: string; readonly reconnect?: boolean }
  | { readonly cause: unknown };

/** What a refusal says beside its fault. */
interface RefusalDetail {
  /** A sentence that is safe for a page; otherwise the fault's own. */
  readonly message?: string;
  readonly data?: PageErrorData;
  /** The code of the node, for `chain-refused`. */
  readonly code?: number;
  readonly cause?: unknown;
}

/** A refusal: the fault, and where it helps the developer of a page, what exactly was wrong. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly fault: Fault;
  readonly code: number;
  readonly data: PageErrorData | null;

  /** A text alone is the message. */
  constructor(fault: Fault, given: RefusalDetail | string = {}) {
    const detail: RefusalDetail = typeof given === 'string' ? { message: given } : given;
    super(detail.message ?? faults[fault].message, { cause: detail.cause });
    this.fault = fault;
    this.code = detail.code ?? faults[fault].code;
    this.data = detail.data ?? null;
  }

  /** What the page gets. */
  toPageError(): PageError {
    return { code: this.code, message: this.message, data: this.data };
  }
}

/** The refusal of a request whose session is over and was not taken up again in time. */
export function sessionEnded(): RequestRefused {
  return new RequestRefused('session-ended', { data: { reason: 'session_ended', reconnect: true } });
}
