import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { topics } from '../../../src/services/ports';
import { fakeEvent, fakePort, installBrowser, settled } from './fake-browser';

type Sent = { id: number; name: string; params: unknown };

async function connect(isPrivate = false) {
  const ports: ReturnType<typeof fakePort>[] = [];
  let isReachable = true;
  const runtime = {
    id: 'sekisho',
    onMessage: fakeEvent<[message: unknown, sender: object]>(),
    connect: ({ name }: { name: string }) => {
      if (!isReachable) throw new Error('Extension context invalidated.');
      const port = fakePort(name);
      ports.push(port);
      return port;
    },
  };
  installBrowser({ runtime, extension: { inIncognitoContext: isPrivate } });
  vi.resetModules();
  const { connectToWorker } = await import('../../../src/adapters/browser/messenger');
  const worker = connectToWorker();
  const port = () => ports.at(-1) ?? expect.fail('No port was opened');
  const sent = () => port().posted as Sent[];
  return {
    ...worker,
    runtime,
    ports,
    port,
    sent,
    reply: (id: number, reply: unknown) => port().onMessage.fire({ kind: 'reply', id, reply }),
    lose: () => {
      isReachable = false;
    },
  };
}

let worker: Awaited<ReturnType<typeof connect>>;
beforeEach(async () => {
  worker = await connect();
});

describe('a command', () => {
  it('from a page in a private window says so by the name of its port', async () => {
    const hidden = await connect(true);
    void hidden.call('overview', {});
    expect(hidden.port().name).toBe('ui in private');
  });

  it('opens the port at the first call, and each reply goes to its own call', async () => {
    expect(worker.ports).toHaveLength(0);
    const lock = worker.call('vault.lock', {});
    const list = worker.call('accounts.list', {});
    expect(worker.ports).toHaveLength(1);
    expect(worker.port().name).toBe('ui');
    expect(worker.sent()).toMatchObject([{ name: 'vault.lock' }, { name: 'accounts.list' }]);
    const [first, second] = worker.sent();
    worker.reply(second?.id ?? 0, { ok: true, value: [] });
    worker.reply(first?.id ?? 0, { ok: false, fault: 'no-vault' });
    await expect(lock).resolves.toEqual({ ok: false, fault: 'no-vault' });
    await expect(list).resolves.toEqual({ ok: true, value: [] });
  });

  it('that only asks is sent again under the same id when the worker dies over it', async () => {
    const overview = worker.call('overview', {});
    const [before] = worker.sent();
    worker.port().onDisconnect.fire();
    expect(worker.ports).toHaveLength(2);
    expect(worker.sent()).toEqual([before]);
    worker.reply(before?.id ?? 0, { ok: true, value: 'seen' });
    await expect(overview).resolves.toEqual({ ok: true, value: 'seen' });
  });

  it('that acts is not sent again: nobody knows whether it was done', async () => {
    const create = worker.call('accounts.add', { name: 'Second' });
    worker.port().onDisconnect.fire();
    await expect(create).resolves.toEqual({ ok: false, fault: 'unexpected' });
    expect(worker.ports).toHaveLength(1);
  });

  it('that brings the worker down each time is given up', async () => {
    const overview = worker.call('overview', {});
    for (let deaths = 0; deaths < 4; deaths += 1) worker.port().onDisconnect.fire();
    await expect(overview).resolves.toEqual({ ok: false, fault: 'unexpected' });
    expect(worker.ports).toHaveLength(4);
  });

  it('after an idle death of the worker opens a port anew', async () => {
    vi.stubGlobal('document', { visibilityState: 'visible' });
    const first = worker.call('overview', {});
    worker.reply(worker.sent()[0]?.id ?? 0, { ok: true, value: 1 });
    await first;
    worker.port().onDisconnect.fire();
    expect(worker.ports).toHaveLength(1);
    void worker.call('session.end', { key: 'key' });
    expect(worker.ports).toHaveLength(2);
    expect(worker.sent()).toMatchObject([{ name: 'session.end' }]);
  });

  it('rejects where the worker cannot be reached', async () => {
    worker.lose();
    await expect(worker.call('overview', {})).rejects.toThrow('cannot be reached');
  });

  it('rejects a reply that is none', async () => {
    const overview = worker.call('overview', {});
    worker.reply(worker.sent()[0]?.id ?? 0, null);
    await expect(overview).rejects.toThrow('no reply');
  });
});

describe('a change', () => {
  it('is heard from the worker, until it is listened to no more', async () => {
    const heard: (readonly string[])[] = [];
    const stop = worker.onChanged((topics) => heard.push(topics));
    const change = { kind: 'changed', topics: ['sessions'] };
    worker.runtime.onMessage.fire(change, { id: 'sekisho' });
    stop();
    worker.runtime.onMessage.fire(change, { id: 'sekisho' });
    await settled();
    expect(heard).toEqual([['sessions']]);
  });

  it.each([
    ['a content script', { id: 'sekisho', tab: { id: 1 } }],
    ['another extension', { id: 'other' }],
  ])('is not heard from %s (SEC-4)', (_, sender) => {
    const heard: (readonly string[])[] = [];
    worker.onChanged((topics) => heard.push(topics));
    worker.runtime.onMessage.fire({ kind: 'changed', topics: ['sessions'] }, sender);
    expect(heard).toEqual([]);
  });
});

describe('the death of a worker', () => {
  const see = (visibilityState: 'visible' | 'hidden') => {
    const page = Object.assign(new EventTarget(), { visibilityState });
    vi.stubGlobal('document', page);
    return page;
  };
  const listen = () => {
    const heard: (readonly string[])[] = [];
    worker.onChanged((changed) => heard.push(changed));
    return heard;
  };
  const askAndHear = async () => {
    const asked = worker.call('overview', {});
    worker.reply(worker.sent()[0]?.id ?? 0, { ok: true, value: 1 });
    await asked;
  };

  it('has a page that is seen look at everything again: what the worker did last it may not have told', async () => {
    see('visible');
    const heard = listen();
    await askAndHear();
    worker.port().onDisconnect.fire();
    expect(heard).toEqual([topics]);
  });

  it('has a page that nobody sees look once somebody does', async () => {
    const page = see('hidden');
    const heard = listen();
    await askAndHear();
    worker.port().onDisconnect.fire();
    expect(heard).toEqual([]);
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    page.dispatchEvent(new Event('visibilitychange'));
    expect(heard).toEqual([topics]);
  });

  it('is no reason to look again where it never answered', () => {
    see('visible');
    const heard = listen();
    void worker.call('overview', {});
    worker.port().onDisconnect.fire();
    expect(heard).toEqual([]);
  });
});

describe('whether a page is in use', () => {
  const ask = (sender: object = { id: 'sekisho' }) =>
    Promise.all(worker.runtime.onMessage.fire({ kind: 'in-use?' }, sender));
  const show = (visibilityState: string, ...values: readonly string[]) =>
    vi.stubGlobal('document', {
      visibilityState,
      querySelectorAll: () => values.map((value) => ({ value })),
    });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each([
    ['one that is seen', 'visible', [], true],
    ['a hidden one in which something was typed', 'hidden', ['', 'river'], true],
    ['a hidden one whose fields are empty', 'hidden', ['', ''], undefined],
    ['a hidden one without fields', 'hidden', [], undefined],
  ] as const)('is said by the page itself, or not at all: %s', async (_, visibility, values, answer) => {
    show(visibility, ...values);
    await expect(ask()).resolves.toEqual([answer]);
  });

  it('is not told to a content script, nor to another extension (SEC-4)', async () => {
    show('visible');
    await expect(ask({ id: 'sekisho', tab: { id: 1 } })).resolves.toEqual([undefined]);
    await expect(ask({ id: 'other' })).resolves.toEqual([undefined]);
  });
});
