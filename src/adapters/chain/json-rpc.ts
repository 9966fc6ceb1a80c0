import { cleanText } from '../../core/page-text';
import { ChainRefused } from '../../services/ports';

/** What is needed of the platform's `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One endpoint gave no answer that could be used: the next one may. */
export class EndpointFailed extends Error {
  override readonly name = 'EndpointFailed';
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
  throw new EndpointFailed('The answer is no JSON-RPC response');
}

async function readAnswer(fetch: Fetch, endpoint: string, body: string, timeout: number): Promise<unknown> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeout),
    });
    // A JSON-RPC error may come with any status: what the body says counts, unless the endpoint is overloaded.
    if (response.status === 429 || response.status >= 500) {
      await response.body?.cancel();
      throw new EndpointFailed(`The endpoint answered with status ${response.status}`);
    }
    return JSON.parse(await readText(response));
  } catch (cause) {
    if (cause instanceof EndpointFailed) throw cause;
    throw new EndpointFailed('The endpoint did not answer', { cause });
  }
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
      throw new EndpointFailed('The answer is too large');
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
