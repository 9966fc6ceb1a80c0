import { describe, expect, it } from 'vitest';
import { createChain } from '../../../src/adapters/chain/chain';
import { ChainUnreachable } from '../../../src/services/ports';
import { answering, networkAt, ofChain, startNode, type Behaviour } from './node-fixture';

/** A clock that the test moves, and a chance that is always the same. */
function makeWorld(attempt = 20_000) {
  let now = 1_000_000;
  const told: boolean[] = [];
  const chain = createChain({
    fetch,
    patience: { attempt, total: 60_000, each: attempt, backOff: { first: 1_000, longest: 8_000 } },
    surroundings: { steady: () => now, wall: () => Date.UTC(2026, 0, 1) + now, chance: () => 1 },
    onChange: (isBack) => void told.push(isBack),
  });
  return {
    chain,
    told,
    pass: (by: number): void => {
      now += by;
    },
  };
}

/** A node that can be switched off and on. */
function switchable(result: string, down: (response: Parameters<Behaviour>[1]) => unknown) {
  const node = { isDown: true };
  const behaviour = ofChain(31_337, (_, response) => {
    if (node.isDown) {
      down(response);
      return null;
    }
    return { result };
  });
  return { node, behaviour };
}

describe('the circuit of an endpoint', () => {
  it('is asked again after a time that doubles with each failure, and closes with an answer', async () => {
    const { chain, pass, told } = makeWorld();
    const { node, behaviour } = switchable('0x1', (response) => response.writeHead(503).end());
    await using first = await startNode(behaviour);
    await using second = await startNode(answering('0x2'));
    const network = networkAt(first.url, second.url);
    const ask = () => chain.request(network, 'eth_call', []);
    expect(chain.stateOf(first.url)).toMatchObject({ state: 'untried', retryIn: 0 });
    for (const wait of [1_000, 2_000, 4_000, 8_000, 8_000]) {
      expect(await ask()).toBe('0x2');
      expect(chain.stateOf(first.url)).toMatchObject({ state: 'away', trouble: 'failing', retryIn: wait });
      const asked = first.methods().length;
      pass(wait - 1);
      expect(await ask()).toBe('0x2');
      expect(first.methods()).toHaveLength(asked);
      pass(1);
    }
    node.isDown = false;
    expect(await ask()).toBe('0x1');
    expect(chain.stateOf(first.url)).toMatchObject({ state: 'answers', trouble: null, retryIn: 0 });
    expect(told.filter(Boolean)).toHaveLength(1);
  });

  it('lets one question find out whether it is back', async () => {
    const { chain, pass } = makeWorld();
    const held: Parameters<Behaviour>[1][] = [];
    let isBusy = false;
    await using first = await startNode(
      ofChain(31_337, (_, response) => {
        if (isBusy) held.push(response);
        else response.writeHead(503).end();
        return null;
      }),
    );
    await using second = await startNode(answering('0x2'));
    const network = networkAt(first.url, second.url);
    await chain.request(network, 'eth_call', []);
    pass(1_000);
    isBusy = true;
    const [trial, ...others] = [1, 2, 3].map(() => chain.request(network, 'eth_call', []));
    expect(await Promise.all(others)).toEqual(['0x2', '0x2']);
    await expect.poll(() => held).toHaveLength(1);
    held[0]?.writeHead(503).end();
    expect(await trial).toBe('0x2');
    expect(first.methods()).toHaveLength(2);
  });

  it.each([
    ['seconds', '120', 120_000],
    ['a date', new Date(Date.UTC(2026, 0, 1) + 1_000_000 + 90_000).toUTCString(), 90_000],
    ['more than ten minutes', '86400', 600_000],
  ])('is not asked at all while its Retry-After lasts: %s', async (_, retryAfter, wait) => {
    const { chain, pass } = makeWorld();
    const { node, behaviour } = switchable('0x1', (response) =>
      response.writeHead(429, { 'retry-after': retryAfter }).end(),
    );
    await using only = await startNode(behaviour);
    const ask = () => chain.request(networkAt(only.url), 'eth_call', []);
    await expect(ask()).rejects.toBeInstanceOf(ChainUnreachable);
    expect(chain.stateOf(only.url)).toMatchObject({ trouble: 'busy', retryIn: wait });
    const asked = only.asked.length;
    node.isDown = false;
    pass(wait - 1);
    await expect(ask()).rejects.toBeInstanceOf(ChainUnreachable);
    expect(only.asked).toHaveLength(asked);
    pass(1);
    expect(await ask()).toBe('0x1');
  });

  it('begins its waits anew where there is hope, but obeys a Retry-After', async () => {
    const { chain, pass } = makeWorld();
    const { node, behaviour } = switchable('0x1', (response) => response.writeHead(503).end());
    await using only = await startNode(behaviour);
    const network = networkAt(only.url);
    const fail = () =>
      expect(chain.request(network, 'eth_call', [])).rejects.toBeInstanceOf(ChainUnreachable);
    for (let count = 0; count < 6; count += 1) {
      await fail();
      pass(1);
    }
    expect(chain.stateOf(only.url)).toMatchObject({ state: 'away', retryIn: 7_999 });
    chain.beginAnew(network);
    expect(chain.stateOf(only.url)).toMatchObject({ state: 'away', retryIn: 0 });
    await fail();
    expect(chain.stateOf(only.url)).toMatchObject({ retryIn: 2_000 });
    node.isDown = false;
    chain.beginAnew(network);
    expect(await chain.request(network, 'eth_call', [])).toBe('0x1');

    await using busy = await startNode(
      ofChain(31_337, (_, response) => {
        response.writeHead(429, { 'retry-after': '30' }).end();
        return null;
      }),
    );
    await expect(chain.request(networkAt(busy.url), 'eth_call', [])).rejects.toBeInstanceOf(ChainUnreachable);
    chain.beginAnew(networkAt(busy.url));
    expect(chain.stateOf(busy.url)).toMatchObject({ retryIn: 30_000 });
  });

  it('stays closed for the chain’s own refusal', async () => {
    const { chain } = makeWorld();
    await using node = await startNode(
      ofChain(31_337, () => ({ error: { code: 3, message: 'execution reverted' } })),
    );
    await expect(chain.request(networkAt(node.url), 'eth_call', [])).rejects.toThrow('reverted');
    expect(chain.stateOf(node.url)).toMatchObject({ state: 'answers' });
  });
});

describe('a check of an endpoint', () => {
  const by =
    (act: (response: Parameters<Behaviour>[1]) => unknown): Behaviour =>
    (_, response) => {
      act(response);
      return null;
    };

  it.each([
    ['answers as its chain', ofChain(31_337, () => null), null],
    ['says nothing at all', by(() => null), 'no-answer'],
    ['stops within its answer', by((response) => response.write('{"jsonrpc"')), 'timed-out'],
    ['drops the connection', by((response) => response.socket?.destroy()), 'unreachable'],
    ['redirects', by((r) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()), 'redirected'],
    ['wants a sign-in (511)', by((response) => response.writeHead(511).end()), 'redirected'],
    ['answers with a web page', by((response) => response.end('<html>Sign in</html>')), 'not-json'],
    ['answers another question', by((r) => r.end('{"jsonrpc":"2.0","id":7,"result":"0x7a69"}')), 'malformed'],
    ['names no chain', () => ({ result: 'one' }), 'malformed'],
    ['answers with 6 MB', () => ({ result: 'a'.repeat(6_000_000) }), 'too-large'],
    ['is overloaded', by((response) => response.writeHead(429).end()), 'busy'],
    ['says that it has a limit', () => ({ error: { code: -32_005, message: 'limit' } }), 'busy'],
    ['has failed', by((response) => response.writeHead(503).end()), 'failing'],
    ['refuses to say', () => ({ error: { code: -32_000, message: 'no' } }), 'failing'],
    ['is of another chain', ofChain(1, () => null), 'other-chain'],
  ] as [string, Behaviour, string | null][])('that %s', async (_, behaviour, trouble) => {
    const { chain } = makeWorld(trouble === 'timed-out' || trouble === 'no-answer' ? 100 : 20_000);
    await using node = await startNode(behaviour);
    expect(await chain.check(node.url, 31_337)).toMatchObject({ trouble });
    expect(chain.stateOf(node.url)).toMatchObject({ state: trouble === null ? 'answers' : 'away', trouble });
  });

  it('where nobody listens', async () => {
    const { chain } = makeWorld();
    expect(await chain.check('http://127.0.0.1:1', 31_337)).toMatchObject({ trouble: 'unreachable' });
  });

  it('asks anew although the endpoint has named its chain before', async () => {
    const { chain } = makeWorld();
    let said = '0x7a69';
    await using node = await startNode(() => ({ result: said }));
    expect(await chain.check(node.url, 31_337)).toMatchObject({ trouble: null });
    said = '0x1';
    expect(await chain.check(node.url, 31_337)).toMatchObject({ trouble: 'other-chain' });
  });
});
