import { describe, expect, it } from 'vitest';
import { createChain } from '../../../src/adapters/chain/chain';
import { ChainUnreachable } from '../../../src/services/ports';
import { networkAt, ofChain, startNode, type FakeNode } from './node-fixture';

const raw = '0x02f8' as const;
const patience = { attempt: 10_000, total: 30_000, each: 10_000, backOff: { first: 0, longest: 0 } };

/** Loses patience soon, but only with whoever will never answer: a busy machine makes nobody else late. */
function makeChain(...nodes: readonly { readonly url: string; readonly silentFor: RegExp | null }[]) {
  return createChain({
    fetch: (url, init) => {
      const body = typeof init.body === 'string' ? init.body : '';
      const isSilent = nodes.some((node) => node.url === url && node.silentFor?.test(body));
      return fetch(url, isSilent ? { ...init, signal: AbortSignal.timeout(100) } : init);
    },
    patience,
  });
}

/** A chain that several endpoints show: whatever one of them takes is known there. */
interface FakeChain {
  /** How often a transaction was taken. */
  taken: number;
}

interface Manners {
  /** What becomes of a transaction that is sent here. */
  readonly onSend:
    | 'takes'
    | 'takes and drops the answer'
    | 'takes and never answers'
    | 'drops it'
    | 'refuses';
  /** What a question for a transaction is answered. */
  readonly onLookUp?: 'knows' | 'does not know' | 'never answers';
}

async function startEndpoint(chain: FakeChain, { onSend, onLookUp = 'knows' }: Manners) {
  let hasTaken = 0;
  const silentFor =
    onLookUp === 'never answers' ? /eth_getT/ : onSend === 'takes and never answers' ? /eth_send/ : null;
  const node = await startNode(
    ofChain(31_337, ({ method }, response) => {
      if (method === 'eth_sendRawTransaction') {
        if (onSend === 'refuses') return { error: { code: -32_000, message: 'nonce too low' } };
        if (onSend !== 'drops it') {
          hasTaken += 1;
          chain.taken += 1;
        }
        if (onSend === 'takes') return { result: '0x1' };
        if (onSend !== 'takes and never answers') response.socket?.destroy();
        return null;
      }
      if (onLookUp === 'never answers') return null;
      const isKnown = onLookUp === 'knows' ? chain.taken > 0 : hasTaken > 0;
      return { result: isKnown && method === 'eth_getTransactionByHash' ? { hash: '0x1' } : null };
    }),
  );
  return Object.assign(node, { silentFor });
}

const sends = (node: FakeNode) =>
  node.methods().filter((method) => method === 'eth_sendRawTransaction').length;

describe('a transaction whose answer was lost', () => {
  it.each(['takes and drops the answer', 'takes and never answers'] as const)(
    'is not sent to the next endpoint where the first one %s',
    async (onSend) => {
      const state = { taken: 0 };
      await using first = await startEndpoint(state, { onSend });
      await using second = await startEndpoint(state, { onSend: 'takes' });
      await makeChain(first, second).broadcast(networkAt(first.url, second.url), raw, 'new');
      expect([sends(first), sends(second), state.taken]).toEqual([1, 0, 1]);
    },
  );

  it('is found where only the endpoint that took it knows of it', async () => {
    const state = { taken: 0 };
    await using first = await startEndpoint(state, {
      onSend: 'takes and drops the answer',
      onLookUp: 'does not know',
    });
    await using second = await startEndpoint(state, { onSend: 'takes', onLookUp: 'does not know' });
    await makeChain(first, second).broadcast(networkAt(first.url, second.url), raw, 'new');
    expect(sends(second)).toBe(0);
  });

  it('is done where the only endpoint took it, and says so when it is asked', async () => {
    const state = { taken: 0 };
    await using only = await startEndpoint(state, { onSend: 'takes and drops the answer' });
    await makeChain(only).broadcast(networkAt(only.url), raw, 'new');
    expect(state.taken).toBe(1);
  });

  it('goes to the next endpoint where everybody was asked and nobody has it', async () => {
    const state = { taken: 0 };
    await using first = await startEndpoint(state, { onSend: 'drops it' });
    await using second = await startEndpoint(state, { onSend: 'takes' });
    await makeChain(first, second).broadcast(networkAt(first.url, second.url), raw, 'new');
    expect([sends(first), sends(second), state.taken]).toEqual([1, 1, 1]);
    expect(second.methods().slice(0, 2)).toEqual(['eth_getTransactionReceipt', 'eth_getTransactionByHash']);
  });

  it('does not wait for ever for an endpoint that does not even say whether it has it', async () => {
    const state = { taken: 0 };
    await using first = await startEndpoint(state, { onSend: 'drops it', onLookUp: 'never answers' });
    await using second = await startEndpoint(state, { onSend: 'takes' });
    await makeChain(first, second).broadcast(networkAt(first.url, second.url), raw, 'new');
    expect(state.taken).toBe(1);
  });

  it('is unreachable where nobody took it, and may be sent again', async () => {
    const state = { taken: 0 };
    await using only = await startEndpoint(state, { onSend: 'drops it' });
    const chain = makeChain(only);
    await expect(chain.broadcast(networkAt(only.url), raw, 'new')).rejects.toBeInstanceOf(ChainUnreachable);
    expect(state.taken).toBe(0);
  });
});

describe('a transaction that may have been sent', () => {
  it('is looked up at every endpoint before it is sent again', async () => {
    const state = { taken: 0 };
    await using first = await startEndpoint(state, { onSend: 'takes', onLookUp: 'does not know' });
    await using second = await startEndpoint(state, { onSend: 'takes', onLookUp: 'does not know' });
    const chain = makeChain(first, second);
    await chain.broadcast(networkAt(second.url), raw, 'new');
    // The endpoint that is asked first has never heard of it.
    await chain.broadcast(networkAt(first.url, second.url), raw, 'maybe-sent');
    expect([sends(first), sends(second)]).toEqual([0, 1]);
  });

  it('is sent where nobody has it', async () => {
    const state = { taken: 0 };
    await using first = await startEndpoint(state, { onSend: 'takes' });
    await makeChain(first).broadcast(networkAt(first.url), raw, 'maybe-sent');
    expect(state.taken).toBe(1);
  });

  it('is not sent where nobody says whether it is there', async () => {
    const state = { taken: 0 };
    await using first = await startEndpoint(state, { onSend: 'takes', onLookUp: 'never answers' });
    const chain = makeChain(first);
    await expect(chain.broadcast(networkAt(first.url), raw, 'maybe-sent')).rejects.toBeInstanceOf(
      ChainUnreachable,
    );
    expect(state.taken).toBe(0);
  });

  it('is sent once by all who send it at the same time', async () => {
    const state = { taken: 0 };
    await using only = await startEndpoint(state, { onSend: 'takes' });
    const chain = makeChain(only);
    const network = networkAt(only.url);
    await Promise.all([
      chain.broadcast(network, raw, 'new'),
      chain.broadcast(network, raw, 'maybe-sent'),
      chain.request(network, 'eth_sendRawTransaction', [raw]),
    ]);
    expect(state.taken).toBe(1);
  });
});

describe('looking a transaction up', () => {
  it('says "unknown" only once every endpoint was asked', async () => {
    const state = { taken: 1 };
    await using first = await startEndpoint(state, { onSend: 'takes', onLookUp: 'does not know' });
    await using second = await startEndpoint(state, { onSend: 'takes', onLookUp: 'knows' });
    const chain = makeChain(first, second);
    expect(await chain.lookUp(networkAt(first.url), '0x1')).toBe('unknown');
    expect(await chain.lookUp(networkAt(first.url, second.url), '0x1')).toBe('pending');
  });

  it('asks one endpoint where that one knows', async () => {
    const state = { taken: 1 };
    await using first = await startEndpoint(state, { onSend: 'takes' });
    await using second = await startEndpoint(state, { onSend: 'takes' });
    expect(await makeChain(first, second).lookUp(networkAt(first.url, second.url), '0x1')).toBe('pending');
    expect(second.asked).toEqual([]);
  });

  it('is unreachable, not "unknown", where nobody answers', async () => {
    const state = { taken: 0 };
    await using first = await startEndpoint(state, { onSend: 'takes', onLookUp: 'never answers' });
    await using second = await startEndpoint(state, { onSend: 'takes', onLookUp: 'never answers' });
    await expect(
      makeChain(first, second).lookUp(networkAt(first.url, second.url), '0x1'),
    ).rejects.toBeInstanceOf(ChainUnreachable);
  });
});
