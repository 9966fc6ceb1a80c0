import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createChain } from '../../../src/adapters/chain/chain';
import { usualPatience, type Patience } from '../../../src/adapters/chain/rpc/endpoints';
import { ChainRefused, ChainUnreachable } from '../../../src/services/ports';
import { answering, networkAt, ofChain, startNode, type Behaviour } from './node-fixture';

/** Short enough for a test that waits for it to pass. */
const impatient: Patience = {
  attempt: 500,
  total: 5_000,
  each: 500,
  backOff: { first: 60_000, longest: 60_000 },
};

const refusing = (error: unknown): Behaviour => ofChain(31_337, () => ({ error }));
const by = (act: (response: ServerResponse) => unknown): Behaviour =>
  ofChain(31_337, (_, response) => {
    act(response);
    return null;
  });

/** A byte every 20 ms: each is in time, the answer never. */
function drip(response: ServerResponse): void {
  response.write('{"jsonrpc":"2.0","id":1,"result":"');
  const timer = setInterval(() => response.write('a'), 20);
  response.on('close', () => clearInterval(timer));
}

const broken: [string, Behaviour][] = [
  ['hangs', by(() => null)],
  ['hangs in the middle of its answer', by((response) => response.write('{"jsonrpc":'))],
  ['drops the connection', by((response) => response.socket?.destroy())],
  ['answers with no JSON', by((response) => response.end('<html>Gateway</html>'))],
  ['answers with nothing', by((response) => response.end())],
  ['answers with another JSON', by((response) => response.end('[]'))],
  ['answers with neither result nor error', by((response) => response.end('{"jsonrpc":"2.0","id":1}'))],
  ['answers another question', by((response) => response.end('{"jsonrpc":"2.0","id":7,"result":"0x1"}'))],
  ['answers with 6 MB', answering('a'.repeat(6_000_000))],
  [
    'is overloaded (429)',
    by((response) => response.writeHead(429).end('{"jsonrpc":"2.0","id":1,"result":"0x1"}')),
  ],
  ['has failed (503)', by((response) => response.writeHead(503).end())],
  ['drips its answer for ever', by(drip)],
  ['announces 12 MB', by((response) => response.writeHead(200, { 'content-length': 12_000_000 }).write('{'))],
  ['sends 12 MB without saying so', answering('a'.repeat(12_000_000))],
  ['wants somebody to sign in first (511)', by((response) => response.writeHead(511).end('<html>'))],
  ['redirects', by((response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end())],
  ['has a limit', refusing({ code: -32005, message: 'daily request count exceeded' })],
  ['has a limit, in words', refusing({ code: -32000, message: 'Too Many Requests' })],
  ['does not know the method', refusing({ code: -32601, message: 'the method eth_call does not exist' })],
  ['has no such state', refusing({ code: -32000, message: 'missing trie node abc' })],
  ['SEC-12: is of another chain', ofChain(1, () => ({ result: '0x1' }))],
  ['SEC-12: does not say its chain', () => ({ result: null })],
  ['SEC-12: refuses to say its chain', () => ({ error: { code: 3, message: 'execution reverted' } })],
];

describe('an endpoint', () => {
  it.each(broken)('that %s leaves the answer to the next one', async (_, behaviour) => {
    await using bad = await startNode(behaviour);
    await using good = await startNode(answering('0x2a'));
    const chain = createChain({ fetch, patience: impatient });
    expect(await chain.request(networkAt(bad.url, good.url), 'eth_call', [{}])).toBe('0x2a');
  });

  it('that nobody listens at leaves the answer to the next one', async () => {
    await using good = await startNode(answering('0x2a'));
    const chain = createChain({ fetch, patience: impatient });
    expect(await chain.request(networkAt('http://127.0.0.1:1', good.url), 'eth_call', [{}])).toBe('0x2a');
  });

  it('that failed is asked after the others for a while', async () => {
    let isDown = true;
    await using first = await startNode(
      ofChain(31_337, (_, response) => {
        if (isDown) response.socket?.destroy();
        return isDown ? null : { result: 'first' };
      }),
    );
    await using second = await startNode(answering('second'));
    const chain = createChain({ fetch, patience: impatient });
    const network = networkAt(first.url, second.url);
    expect(await chain.request(network, 'eth_call', [])).toBe('second');
    isDown = false;
    expect(await chain.request(network, 'eth_call', [])).toBe('second');
    expect(first.methods()).toHaveLength(1);
  });

  it('that failed comes back to its place when its time is up', async () => {
    let isDown = true;
    await using first = await startNode(
      ofChain(31_337, (_, response) => {
        if (isDown) response.socket?.destroy();
        return isDown ? null : { result: 'first' };
      }),
    );
    await using second = await startNode(answering('second'));
    const chain = createChain({ fetch, patience: { ...impatient, backOff: { first: 0, longest: 0 } } });
    const network = networkAt(first.url, second.url);
    expect(await chain.request(network, 'eth_call', [])).toBe('second');
    isDown = false;
    expect(await chain.request(network, 'eth_call', [])).toBe('first');
  });

  it('that failed is still asked where there is no other', async () => {
    let answers = 0;
    await using only = await startNode(
      ofChain(31_337, (_, response) => {
        answers += 1;
        if (answers === 1) response.socket?.destroy();
        return answers === 1 ? null : { result: 'again' };
      }),
    );
    const chain = createChain({ fetch, patience: impatient });
    await expect(chain.request(networkAt(only.url), 'eth_call', [])).rejects.toBeInstanceOf(ChainUnreachable);
    expect(await chain.request(networkAt(only.url), 'eth_call', [])).toBe('again');
  });

  it('that works is the only one asked, for its chain once', async () => {
    await using first = await startNode(answering('first'));
    await using second = await startNode(answering('second'));
    const chain = createChain({ fetch, patience: impatient });
    const network = networkAt(first.url, second.url);
    await Promise.all([
      chain.request(network, 'eth_call', []),
      chain.request(network, 'eth_blockNumber', []),
    ]);
    await chain.request(network, 'eth_call', []);
    expect(first.asked.filter((question) => question.method === 'eth_chainId')).toHaveLength(1);
    expect(second.asked).toHaveLength(0);
  });

  it('SEC-33: learns nothing but the question', async () => {
    await using node = await startNode(answering('0x1'));
    await createChain({ fetch, patience: impatient }).request(networkAt(node.url), 'eth_call', [1]);
    const { headers, params } = node.asked.find((question) => question.method === 'eth_call')!;
    expect(params).toEqual([1]);
    expect(Object.keys(headers)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/cookie|referer|origin|authorization/)]),
    );
  });

  it('is asked without cookies, referrer or redirects', async () => {
    const seen: RequestInit[] = [];
    const chain = createChain({
      fetch: (_, init) => {
        seen.push(init);
        return Promise.resolve(Response.json({ jsonrpc: '2.0', id: 1, result: '0x7a69' }));
      },
      patience: impatient,
    });
    await chain.request(networkAt('https://example.com'), 'eth_call', []);
    for (const init of seen) {
      expect(init).toMatchObject({ credentials: 'omit', redirect: 'manual', referrerPolicy: 'no-referrer' });
    }
  });

  it('has eight seconds, and all of them twenty', () => {
    expect(usualPatience).toMatchObject({ attempt: 8_000, total: 20_000 });
  });
});

describe('the chain', () => {
  it('is unreachable when no endpoint answers, within the time for all of them', async () => {
    await using first = await startNode(() => null);
    await using second = await startNode(() => null);
    await using third = await startNode(() => null);
    const chain = createChain({ fetch, patience: { ...impatient, attempt: 200, total: 300 } });
    await expect(
      chain.request(networkAt(first.url, second.url, third.url), 'eth_call', []),
    ).rejects.toBeInstanceOf(ChainUnreachable);
    expect(third.asked).toHaveLength(0);
  });

  it.each([
    [
      'a revert',
      { code: 3, message: 'execution reverted: Unauthorized', data: '0x1234' },
      [3, 'execution reverted: Unauthorized', '0x1234'],
    ],
    [
      'a revert that speaks of limits',
      { code: -32000, message: 'execution reverted: rate limit' },
      [-32000, 'execution reverted: rate limit', null],
    ],
    ['bad parameters', { code: -32602, message: 'invalid argument 0' }, [-32602, 'invalid argument 0', null]],
    ['no code', { message: 'no' }, [-32603, 'no', null]],
    ['no message', { code: -1 }, [-1, 'The node gave no reason.', null]],
    ['no error at all', 'no', [-32603, 'The node gave no reason.', null]],
    [
      'SEC-13: a message to mislead',
      { code: -1, message: `a\u202e\n${'b'.repeat(9_000)}` },
      [-1, `a ${'b'.repeat(253)}…`, null],
    ],
    ['too much data', { code: -1, message: 'a', data: 'b'.repeat(200_000) }, [-1, 'a', null]],
  ])('refuses with its own error at once: %s', async (_, error, [code, message, data]) => {
    await using first = await startNode(refusing(error));
    await using second = await startNode(answering('0x1'));
    const chain = createChain({ fetch, patience: impatient });
    const refused = await chain
      .request(networkAt(first.url, second.url), 'eth_call', [])
      .catch((cause: unknown) => cause);
    expect(refused).toBeInstanceOf(ChainRefused);
    expect(refused).toMatchObject({ code, message, data });
    expect(second.asked).toHaveLength(0);
  });

  it('refuses where every endpoint has a limit', async () => {
    await using first = await startNode(refusing({ code: -32005, message: 'limit' }));
    await using second = await startNode(by(() => null));
    const chain = createChain({ fetch, patience: impatient });
    await expect(chain.request(networkAt(first.url, second.url), 'eth_call', [])).rejects.toMatchObject({
      code: -32005,
    });
  });

  it.each([
    ['null', null],
    ['a decimal', '12'],
    ['a number', 12],
    ['more than 256 bits', `0x${'1'.repeat(65)}`],
  ])('is unreachable for a balance that is %s', async (_, result) => {
    await using node = await startNode(answering(result));
    const chain = createChain({ fetch, patience: impatient });
    await expect(chain.balance(networkAt(node.url), '0x' as never)).rejects.toBeInstanceOf(ChainUnreachable);
  });
});

describe('SEC-12: the chain id of an endpoint', () => {
  it('is what the endpoint says', async () => {
    await using node = await startNode(ofChain(137, () => null));
    expect(await createChain({ fetch, patience: impatient }).chainIdOf(node.url)).toBe(137);
  });

  it.each([
    ['hangs', () => null],
    ['answers with an error', () => ({ error: { code: -1, message: 'no' } })],
    ['answers with a decimal', () => ({ result: '137' })],
    ['answers with 0', () => ({ result: '0x0' })],
    ['answers with more than a safe integer', () => ({ result: '0x20000000000000' })],
  ] as [string, Behaviour][])('is not known where it %s', async (_, behaviour) => {
    await using node = await startNode(behaviour);
    await expect(createChain({ fetch, patience: impatient }).chainIdOf(node.url)).rejects.toBeInstanceOf(
      ChainUnreachable,
    );
  });
});

describe('a broadcast', () => {
  const signed = '0x02f8' as const;

  function node(send: Behaviour, isKnown: boolean) {
    return startNode(
      ofChain(31_337, (question, response) => {
        if (question.method === 'eth_sendRawTransaction') return send(question, response);
        return { result: question.method === 'eth_getTransactionByHash' && isKnown ? {} : null };
      }),
    );
  }

  it.each([
    ['is taken', () => ({ result: '0x1' }), false],
    ['is already known', () => ({ error: { code: -32000, message: 'already known' } }), false],
    [
      'was mined in the meantime',
      () => ({ error: { code: -32000, message: 'nonce too low: next nonce 5' } }),
      true,
    ],
  ] as [string, Behaviour, boolean][])('is done when it %s', async (_, send, isKnown) => {
    await using only = await node(send, isKnown);
    await expect(
      createChain({ fetch, patience: impatient }).broadcast(networkAt(only.url), signed, 'new'),
    ).resolves.toBeUndefined();
  });

  it('is refused when the chain refuses it and does not know it', async () => {
    await using only = await node(() => ({ error: { code: -32000, message: 'nonce too low' } }), false);
    await expect(
      createChain({ fetch, patience: impatient }).broadcast(networkAt(only.url), signed, 'new'),
    ).rejects.toMatchObject({
      message: 'nonce too low',
    });
  });

  it('SEC-12: is never sent to an endpoint of another chain', async () => {
    await using liar = await startNode(ofChain(1, () => ({ result: '0x1' })));
    await expect(
      createChain({ fetch, patience: impatient }).broadcast(networkAt(liar.url), signed, 'new'),
    ).rejects.toBeInstanceOf(ChainUnreachable);
    expect(liar.methods()).toEqual([]);
  });
});
