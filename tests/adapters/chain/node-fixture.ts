import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Network } from '../../../src/core/network';

/** What a request to an endpoint asks. */
interface Question {
  readonly method: string;
  readonly params: readonly unknown[];
  readonly headers: IncomingMessage['headers'];
}

/** An endpoint on loopback, with all that it was asked. */
export interface FakeNode extends AsyncDisposable {
  readonly url: string;
  readonly asked: Question[];
  /** What it was asked but for its chain id. */
  methods(): readonly string[];
}

/** How an endpoint answers: a JSON-RPC result or error, or whatever it does with the response itself. */
export type Behaviour = (
  question: Question,
  response: ServerResponse,
) => { readonly result: unknown } | { readonly error: unknown } | null;

/** Starts an endpoint; it is of chain 31337 unless its behaviour says otherwise. */
export async function startNode(behave: Behaviour): Promise<FakeNode> {
  const asked: Question[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { id, method, params } = JSON.parse(Buffer.concat(chunks).toString());
      const question = { method, params, headers: request.headers };
      asked.push(question);
      const answer = behave(question, response);
      if (answer !== null) response.end(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    methods: () => asked.map((question) => question.method).filter((method) => method !== 'eth_chainId'),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** Says its chain, and does `rest` with everything else. */
export function ofChain(chain: number, rest: Behaviour): Behaviour {
  return (question, response) =>
    question.method === 'eth_chainId' ? { result: `0x${chain.toString(16)}` } : rest(question, response);
}

/** A node of chain 31337 that answers every other question with this result. */
export const answering = (result: unknown): Behaviour => ofChain(31_337, () => ({ result }));

export function networkAt(...endpoints: readonly string[]): Network {
  return {
    chain: 31_337,
    name: 'Test',
    currency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    endpoints,
    explorer: null,
    source: 'added-by-you',
    isTestnet: true,
  };
}
