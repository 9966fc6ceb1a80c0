import type { EndpointTrouble } from '../../../core/endpoint-health';
import { cleanText } from '../../../core/page-text';
import { ChainRefused } from '../../../services/ports';

/** What is needed of the platform's `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One endpoint gave no answer that could be used: the next one may. */
export class EndpointFailed extends Error {
  override readonly name = 'EndpointFailed';
  readonly trouble: EndpointTrouble;
  /** Its `Retry-After` header, where it sent one. */
  readonly retryAfter: string | null;

  constructor(
    trouble: EndpointTrouble,
    message: string,
    given: { cause?: unknown; retryAfter?: string } = {},
  ) {
    super(message, { cause: given.cause });
    this.trouble = trouble;
    this.retryAfter = given.retryAfter ?? null;
  }
}

/** The largest answer that is read, in bytes. */
const answerLimit = 5_000_000;

/** How much of a node's error is passed on: code points of its message, characters of its data as JSON. */
const errorLimits = { message: 256, data: 100_000 };

/**
 * Asks one endpoint once. Nothing but the question leaves: no cookie, no referrer; a redirect is a failure.
 * @throws ChainRefused for the node's own JSON-RPC error
 * @throws EndpointFailed for all else
 */
export async function callEndpoint(
  fetch: Fetch,
  endpoint: string,
  method: string,
  params: readonly unknown[],
  timeout: number,
): Promise<unknown> {
  const answer = await readAnswer(
    fetch,
    endpoint,
    JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    timeout,
  );
  if (typeof answer === 'object' && answer !== null) {
    if ('error' in answer && answer.error !== undefined && answer.error !== null) throw refusal(answer.error);
    if ('result' in answer && 'id' in answer && answer.id === 1) return answer.result;
  }
  throw new EndpointFailed('malformed', 'The answer is no JSON-RPC response');
}

async function readAnswer(fetch: Fetch, endpoint: string, body: string, timeout: number): Promise<unknown> {
  let text: string;
  let hasBegun = false;
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      // Not followed; and told apart from a host that cannot be reached, as `error` would not.
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      // Counts for the whole answer, however slowly it drips.
      signal: AbortSignal.timeout(timeout),
    });
    hasBegun = true;
    const failure = failureOf(response);
    if (failure !== null) {
      await response.body?.cancel();
      throw failure;
    }
    text = await readText(response);
  } catch (cause) {
    if (cause instanceof EndpointFailed) throw cause;
    const isLate = cause instanceof Error && cause.name === 'TimeoutError';
    // A firewall that drops packets lets nothing through; a host that was reached has sent its headers at least.
    const late = hasBegun ? 'timed-out' : 'no-answer';
    throw new EndpointFailed(isLate ? late : 'unreachable', 'The endpoint did not answer', { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EndpointFailed('not-json', 'The answer is no JSON', { cause });
  }
}

/**
 * What a response shows before its body is read. A JSON-RPC error may come with any status: what the body says counts,
 * unless the endpoint is overloaded, or something else answers in its place.
 */
function failureOf(response: Response): EndpointFailed | null {
  const { status, type, headers } = response;
  const said = `The endpoint answered with status ${status}`;
  // 511 is what a network says that wants somebody to sign in first (RFC 6585).
  if (type === 'opaqueredirect' || (status >= 300 && status < 400) || status === 511) {
    return new EndpointFailed('redirected', said);
  }
  if (status === 429 || status >= 500) {
    const retryAfter = headers.get('retry-after');
    return new EndpointFailed(
      status === 429 ? 'busy' : 'failing',
      said,
      retryAfter === null ? {} : { retryAfter },
    );
  }
  const isTooLarge = Number(headers.get('content-length') ?? 0) > answerLimit;
  return isTooLarge ? new EndpointFailed('too-large', 'The answer is too large') : null;
}

async function readText(response: Response): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > answerLimit) {
      await reader.cancel();
      throw new EndpointFailed('too-large', 'The answer is too large');
    }
    text += decoder.decode(value, { stream: true });
  }
}

function refusal(error: unknown): ChainRefused {
  const { code, message, data } = Object(error);
  return new ChainRefused(
    Number.isInteger(code) ? code : -32_603,
    cleanText(typeof message === 'string' ? message : '', errorLimits.message) || 'The node gave no reason.',
    keepData(data),
  );
}

function keepData(data: unknown): unknown {
  try {
    return JSON.stringify(data ?? null).length <= errorLimits.data ? (data ?? null) : null;
  } catch {
    // Nested deeper than the platform can follow: nobody's reason.
    return null;
  }
}
