import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProvider, type WiredProvider } from '../../src/inpage/provider';
import { longestFrame, parseFrame, type FromPage } from '../../src/protocol/channel';

type Request = Extract<FromPage, { kind: 'request' }>;

/** A provider whose frames are kept, and checked as the content script does. */
function wired(isThere = () => true) {
  const frames: FromPage[] = [];
  const wallet = createProvider((text) => {
    if (!isThere()) return false;
    const frame = parseFrame(text);
    if (frame === null) throw new Error(`No frame: ${text.slice(0, 200)}`);
    frames.push(frame);
    return true;
  });
  const requests = () => frames.filter((frame): frame is Request => frame.kind === 'request');
  const lastId = () => requests().at(-1)?.id ?? '';
  const answer = (value: unknown, { id = lastId(), isKept = false } = {}) =>
    wallet.hear({ kind: 'answer', id, answer: { ok: true, value }, isKept });
  const state = (accounts: string[], chain = '0x1') =>
    wallet.hear({ kind: 'state', state: { accounts, chain } });
  return { ...wallet, frames, requests, lastId, answer, state };
}

/** What the provider tells, in order. */
function record({ provider }: Pick<WiredProvider, 'provider'>) {
  const told: [string, unknown][] = [];
  for (const event of ['connect', 'disconnect', 'chainChanged', 'accountsChanged']) {
    provider.on(event, (value: unknown) => void told.push([event, value]));
  }
  return told;
}

describe('a request', () => {
  it('goes out with a random id of 128 bits, and is settled by its answer', async () => {
    const wallet = wired();
    const first = wallet.provider.request({ method: 'eth_accounts' });
    const second = wallet.provider.request({ method: 'eth_call', params: [{ to: '0x1' }, 'latest'] });
    const [one, two] = wallet.requests();
    expect(one).toMatchObject({ method: 'eth_accounts', params: null });
    expect(two).toMatchObject({ method: 'eth_call', params: [{ to: '0x1' }, 'latest'] });
    expect(one?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(one?.id).not.toBe(two?.id);
    wallet.answer('0x', { id: two?.id ?? '' });
    wallet.answer(['0xaa'], { id: one?.id ?? '' });
    await expect(first).resolves.toEqual(['0xaa']);
    await expect(second).resolves.toBe('0x');
  });

  it('is refused with a real error that carries code and data', async () => {
    const wallet = wired();
    const request = wallet.provider.request({ method: 'personal_sign', params: [] });
    const data = { reason: 'session_ended', reconnect: true };
    const error = { code: 4100, message: 'The session ended.', data };
    wallet.hear({ kind: 'answer', id: wallet.lastId(), answer: { ok: false, error }, isKept: false });
    await expect(request).rejects.toBeInstanceOf(Error);
    await expect(request).rejects.toMatchObject(error);
  });

  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  it.each([
    ['nothing', undefined, -32600],
    ['a text', 'eth_accounts', -32600],
    ['a list', [{ method: 'eth_accounts' }], -32600],
    ['no method', {}, -32600],
    ['an empty method', { method: '' }, -32600],
    ['a number as method', { method: 1 }, -32600],
    ['a method of 101 characters', { method: 'x'.repeat(101) }, 4200],
    ['a text as parameters', { method: 'a', params: 'x' }, -32602],
    ['null as parameters', { method: 'a', params: null }, -32602],
    ['a function as parameters', { method: 'a', params: () => 1 }, -32602],
    ['parameters with a bigint', { method: 'a', params: [1n] }, -32602],
    ['parameters that hold themselves', { method: 'a', params: cyclic }, -32602],
    ['parameters that become a text', { method: 'a', params: { toJSON: () => 'x' } }, -32602],
    ['parameters that become nothing', { method: 'a', params: { toJSON: () => undefined } }, -32602],
    ['parameters that are too long', { method: 'a', params: ['x'.repeat(longestFrame)] }, -32602],
  ])('of %s is refused, and goes nowhere', async (_, asked, code) => {
    const wallet = wired();
    await expect(wallet.provider.request(asked)).rejects.toMatchObject({ code });
    expect(wallet.frames).toEqual([]);
  });

  it('is refused where a thousand others wait', async () => {
    const wallet = wired();
    const many = Array.from({ length: 1_000 }, () => wallet.provider.request({ method: 'a' }));
    await expect(wallet.provider.request({ method: 'a' })).rejects.toMatchObject({ code: -32005 });
    wallet.answer(1);
    void wallet.provider.request({ method: 'a' });
    expect(wallet.requests()).toHaveLength(1_001);
    await expect(many.at(-1)).resolves.toBe(1);
  });
});

describe('an answer', () => {
  it('is taken once', async () => {
    const wallet = wired();
    const request = wallet.provider.request({ method: 'eth_accounts' });
    wallet.answer(['0xaa']);
    wallet.answer(['0xbb']);
    await expect(request).resolves.toEqual(['0xaa']);
  });

  it('is thanked for where the worker keeps it, each time it comes, and else not', () => {
    const wallet = wired();
    void wallet.provider.request({ method: 'personal_sign', params: [] });
    const id = wallet.lastId();
    wallet.answer('0x1', { id, isKept: true });
    wallet.answer('0x1', { id, isKept: true });
    void wallet.provider.request({ method: 'eth_accounts' });
    wallet.answer([]);
    expect(wallet.frames.filter(({ kind }) => kind === 'received')).toEqual([
      { kind: 'received', id },
      { kind: 'received', id },
    ]);
  });
});

describe('events', () => {
  it('are asked for at the first listener that needs them, once', () => {
    const wallet = wired();
    wallet.provider.on('message', () => undefined);
    expect(wallet.frames).toEqual([]);
    wallet.provider.once('chainChanged', () => undefined);
    wallet.provider.on('accountsChanged', () => undefined);
    expect(wallet.frames).toEqual([{ kind: 'open' }]);
  });

  it('tell the connection first, and then only what differs', () => {
    const wallet = wired();
    const told = record(wallet);
    wallet.state([], '0x1');
    wallet.state([], '0x1');
    wallet.state(['0xaa'], '0x1');
    wallet.state(['0xaa'], '0x89');
    wallet.state([], '0x89');
    expect(told).toEqual([
      ['connect', { chainId: '0x1' }],
      ['accountsChanged', ['0xaa']],
      ['chainChanged', '0x89'],
      ['accountsChanged', []],
    ]);
  });

  it('tell nothing of a first state that a page may have known: a dApp that reloads on a change would never stop', () => {
    const wallet = wired();
    const told = record(wallet);
    wallet.state(['0xaa'], '0x89');
    expect(told).toEqual([['connect', { chainId: '0x89' }]]);
  });

  it('tell of a first state that differs from what the page was answered', () => {
    const wallet = wired();
    const told = record(wallet);
    void wallet.provider.request({ method: 'eth_accounts' });
    wallet.answer([]);
    void wallet.provider.request({ method: 'eth_chainId' });
    wallet.answer('0x1');
    wallet.state(['0xaa'], '0x89');
    expect(told).toEqual([
      ['connect', { chainId: '0x89' }],
      ['chainChanged', '0x89'],
      ['accountsChanged', ['0xaa']],
    ]);
  });

  it('hand each listener a list of its own', () => {
    const wallet = wired();
    const lists: string[][] = [];
    const spoil = (accounts: string[]) => {
      lists.push([...accounts]);
      accounts.length = 0;
    };
    wallet.provider.on('accountsChanged', spoil).on('accountsChanged', spoil);
    wallet.state([]);
    wallet.state(['0xaa']);
    wallet.state(['0xaa']);
    expect(lists).toEqual([['0xaa'], ['0xaa']]);
  });

  describe('with a listener that throws', () => {
    const report = vi.fn<(error: unknown) => void>();
    beforeEach(() => {
      vi.resetModules();
      vi.stubGlobal('reportError', report);
    });
    afterEach(() => vi.unstubAllGlobals());

    it('reach the others, and the page hears of what was thrown', async () => {
      const fresh = await import('../../src/inpage/provider');
      const wallet = fresh.createProvider(() => true);
      const heard = vi.fn<() => void>();
      const thrown = new Error('of the page');
      wallet.provider.on('connect', () => {
        throw thrown;
      });
      wallet.provider.on('connect', heard);
      wallet.hear({ kind: 'state', state: { accounts: [], chain: '0x1' } });
      expect(heard).toHaveBeenCalledOnce();
      expect(report).toHaveBeenCalledWith(thrown);
    });
  });
});

describe('listeners', () => {
  it('are kept as in Node: doubles count, once is once, the latest double goes first', () => {
    const { provider, state } = wired();
    const called: string[] = [];
    const a = () => void called.push('a');
    const b = () => void called.push('b');
    provider.on('connect', a).addListener('connect', b).once('connect', a);
    expect(provider.listenerCount('connect')).toBe(3);
    expect(provider.listenerCount('chainChanged')).toBe(0);
    state([]);
    expect(called).toEqual(['a', 'b', 'a']);
    expect(provider.listenerCount('connect')).toBe(2);
    provider.on('connect', a).off('connect', a).removeListener('connect', b).removeListener('connect', b);
    expect(provider.listenerCount('connect')).toBe(1);
    provider.on('chainChanged', a).removeAllListeners('connect');
    expect(provider.listenerCount('connect')).toBe(0);
    expect(provider.listenerCount('chainChanged')).toBe(1);
    provider.removeAllListeners();
    expect(provider.listenerCount('chainChanged')).toBe(0);
  });

  it('may remove each other while they are called', () => {
    const { provider, state } = wired();
    const called: string[] = [];
    const second = () => void called.push('second');
    provider.on('connect', () => provider.off('connect', second));
    provider.on('connect', second);
    state([]);
    expect(called).toEqual(['second']);
    expect(provider.listenerCount('connect')).toBe(1);
  });

  it('must be functions', () => {
    expect(() => wired().provider.on('connect', null as never)).toThrow(TypeError);
  });
});

describe('a wallet that is gone', () => {
  it('refuses what is pending and what comes, and says so once', async () => {
    const wallet = wired();
    const told = record(wallet);
    const pending = wallet.provider.request({ method: 'eth_accounts' });
    expect(wallet.provider.isConnected()).toBe(true);
    wallet.hear({ kind: 'gone' });
    wallet.hear({ kind: 'gone' });
    await expect(pending).rejects.toMatchObject({ code: 4900 });
    await expect(wallet.provider.request({ method: 'a' })).rejects.toMatchObject({
      code: 4900,
      message: expect.stringContaining('Reload the page'),
    });
    expect(wallet.provider.isConnected()).toBe(false);
    expect(told).toEqual([['disconnect', expect.objectContaining({ code: 4900 })]]);
  });

  it('is found out by a request that nobody hears', async () => {
    const wallet = wired(() => false);
    await expect(wallet.provider.request({ method: 'a' })).rejects.toMatchObject({ code: 4900 });
    expect(wallet.provider.isConnected()).toBe(false);
  });
});

describe('older ways to ask', () => {
  it('enable asks for accounts (EIP-1102)', async () => {
    const wallet = wired();
    const accounts = wallet.provider.enable();
    expect(wallet.requests()).toMatchObject([{ method: 'eth_requestAccounts' }]);
    wallet.answer(['0xaa']);
    await expect(accounts).resolves.toEqual(['0xaa']);
  });

  it('sendAsync calls back with a response, or an error', async () => {
    const wallet = wired();
    const response = new Promise((resolve) => {
      wallet.provider.sendAsync({ id: 7, jsonrpc: '2.0', method: 'eth_chainId' }, (error, value) =>
        resolve([error, value]),
      );
    });
    wallet.answer('0x1');
    await expect(response).resolves.toEqual([null, { id: 7, jsonrpc: '2.0', result: '0x1' }]);
    const refusal = new Promise((resolve) => {
      wallet.provider.sendAsync({ id: 8 }, (error) => resolve(error));
    });
    await expect(refusal).resolves.toMatchObject({ code: -32600 });
  });

  it('send takes a method, or an object with or without a callback', async () => {
    const wallet = wired();
    const byMethod = wallet.provider.send('eth_chainId', []);
    wallet.answer('0x1');
    await expect(byMethod).resolves.toMatchObject({ result: '0x1' });
    const byObject = wallet.provider.send({ id: 1, method: 'eth_chainId' });
    wallet.answer('0x2');
    await expect(byObject).resolves.toMatchObject({ id: 1, result: '0x2' });
    const called = new Promise((resolve) => {
      void wallet.provider.send({ id: 2, method: 'eth_chainId' }, (_: unknown, value: unknown) =>
        resolve(value),
      );
    });
    wallet.answer('0x3');
    await expect(called).resolves.toMatchObject({ id: 2, result: '0x3' });
  });
});

it('bears the mark that dApps ask for before they offer to sign', () => {
  const { provider } = wired();
  expect(provider.isMetaMask).toBe(true);
  expect(provider.isSekisho).toBe(true);
});
