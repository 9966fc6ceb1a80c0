import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerCommand } from '../../src/background/answer-command';
import { viewOverview, viewRequests } from '../../src/background/views';
import { subjectOf } from '../../src/core/subject';
import type { TermChoice } from '../../src/core/term';
import { day, minute } from '../../src/core/units';
import { applyUpdate } from '../../src/services/apply-update';
import { approveRequest } from '../../src/services/approve-request';
import { connectSite } from '../../src/services/connect-site';
import { endWithLastRun } from '../../src/services/end-with-last-run';
import { forgetAnswered } from '../../src/services/deliver-answers';
import { forgetUpdateNotice, noteUpdate } from '../../src/services/note-update';
import { StoreFailed, type Ports } from '../../src/services/ports';
import { readPageState } from '../../src/services/read-page-state';
import { recoverRequests } from '../../src/services/recover-requests';
import { sweep } from '../../src/services/sweep';
import { createFakeStore } from './fake-store';
import { accountA, connectRequest, makeWorld, signRequest, type World } from './world';

afterEach(() => {
  vi.restoreAllMocks();
});

const untilClosed: TermChoice = { kind: 'until-browser-closes' };

async function connected(term: TermChoice = { kind: 'profile-default' }): Promise<World> {
  const world = await makeWorld({ version: '0.3.0' });
  await world.ask(connectRequest);
  const [request] = await world.held();
  await connectSite(world.ports, request!.id, { accounts: [accountA], chain: 1, term });
  await forgetAnswered(world.ports, request!.id);
  return world;
}

describe('what is held at an update', () => {
  it('is dropped, since its page was told 4900 and can hear nothing more; the journal says so', async () => {
    const world = await connected();
    await world.ask(signRequest());
    world.update('0.2.0');
    await recoverRequests(world.ports);
    expect(await world.held()).toEqual([]);
    const { items } = await world.ports.store.read((reads) => reads.journal(1, null));
    expect(items[0]?.event).toMatchObject({
      kind: 'request-refused',
      method: 'personal_sign',
      why: 'updated',
    });
    expect(world.told.wakeUps.at(-1)).not.toBeNull();
  });

  it('and at the start of the browser goes with its page', async () => {
    const world = await connected();
    await world.ask(signRequest());
    world.restartBrowser();
    await recoverRequests(world.ports);
    const { items } = await world.ports.store.read((reads) => reads.journal(1, null));
    expect(items[0]?.event).toMatchObject({ kind: 'request-refused', why: 'page-gone' });
  });

  it('is neither shown nor counted before it was dropped', async () => {
    const world = await connected();
    await world.ask(signRequest());
    expect(await viewRequests(world.ports)).toHaveLength(1);
    world.update('0.2.0');
    expect(await viewRequests(world.ports)).toEqual([]);
    expect(await viewOverview(world.ports)).toMatchObject({ waiting: 0 });
  });

  it('is not signed by an approval that comes before it was dropped (SEC-8)', async () => {
    const world = await connected();
    await world.ask(signRequest());
    const [request] = await world.held();
    world.update('0.2.0');
    const approval = { id: request!.id, subject: subjectOf(request!), alsoSwitch: false };
    expect(await approveRequest(world.ports, approval)).toMatchObject({ ok: false, fault: 'gone' });
    expect(world.told.signed).toEqual([]);
  });

  it('opens no session by an approval that comes before it was dropped', async () => {
    const world = await makeWorld();
    await world.ask(connectRequest);
    const [request] = await world.held();
    world.update('0.2.0');
    const grant = { accounts: [accountA], chain: 1, term: untilClosed };
    expect(await connectSite(world.ports, request!.id, grant)).toMatchObject({ ok: false, fault: 'gone' });
    expect(await world.session()).toBeNull();
  });

  it('is kept where it is a signed transaction on its way', async () => {
    const world = await connected();
    await world.ask(signRequest());
    const [request] = await world.held();
    const signed = { raw: '0x02f8', hash: '0xabcd' } as const;
    await world.commit((writes, at) =>
      writes.putRequest({ ...request!, stage: { step: 'approved', at: at.now, signed } }),
    );
    world.update('0.2.0');
    await recoverRequests(world.ports);
    expect(await world.held()).toMatchObject([{ stage: { step: 'approved', signed } }]);
  });
});

describe('an update', () => {
  it('keeps a session with a term, and tells the person once', async () => {
    const world = await connected();
    world.update('0.2.0');
    expect(await viewOverview(world.ports)).toMatchObject({ update: null });
    await noteUpdate(world.ports);
    expect(await world.session()).toMatchObject({ end: null });
    const update = { to: '0.3.0', kept: 1, ended: 0 };
    expect(await viewOverview(world.ports)).toMatchObject({ update });
    await forgetUpdateNotice(world.ports);
    expect(await viewOverview(world.ports)).toMatchObject({ update: null });
    await noteUpdate(world.ports);
    expect(await viewOverview(world.ports)).toMatchObject({ update: null });
    expect((await world.journal()).filter((kind) => kind === 'updated')).toHaveLength(1);
  });

  it('ends a session until the browser closes with the reason that it gives, and tells its page', async () => {
    const world = await connected(untilClosed);
    world.update('0.2.0');
    await noteUpdate(world.ports);
    expect(await world.session()).toMatchObject({ end: { reason: 'updated' } });
    expect(await world.journal()).toEqual(expect.arrayContaining(['session-ended', 'updated']));
    expect(world.told.refreshed.at(-1)).toEqual([world.key]);
    expect(await viewOverview(world.ports)).toMatchObject({ update: { kept: 0, ended: 1 } });
  });

  it('gives no other reason to a session whose time was up anyway, and does not count it', async () => {
    const world = await connected(untilClosed);
    world.update('0.2.0');
    world.pass(60 * day);
    await noteUpdate(world.ports);
    await sweep(world.ports);
    expect(await world.session()).toMatchObject({ end: { reason: expect.stringMatching(/-limit$/) } });
    expect(await viewOverview(world.ports)).toMatchObject({ update: { ended: 0 } });
  });

  it('is noted by the next worker where one was killed over it, all of it or nothing', async () => {
    const world = await connected(untilClosed);
    world.update('0.2.0');
    const { store } = world.ports;
    let isKilled = true;
    const killed: Ports = {
      ...world.ports,
      store: {
        ...store,
        write: (work) =>
          store.write(async (writes) => {
            const result = await work(writes);
            if (isKilled) throw new Error('killed');
            return result;
          }),
      },
    };
    await expect(noteUpdate(killed)).rejects.toThrow('killed');
    expect(await world.session()).toMatchObject({ end: null });
    expect(await world.journal()).not.toContain('updated');
    isKilled = false;
    await noteUpdate(killed);
    expect(await world.session()).toMatchObject({ end: { reason: 'updated' } });
    expect((await world.journal()).filter((kind) => kind === 'updated')).toHaveLength(1);
  });

  it('is not noted where private windows share the wallet', async () => {
    const world = await connected();
    world.update('0.1.0');
    await noteUpdate({ ...world.ports, wallet: 'shared' });
    expect(await world.journal()).not.toContain('updated');
  });

  it('that never was is not noted', async () => {
    const world = await connected();
    world.restartBrowser();
    await noteUpdate(world.ports);
    expect(await world.journal()).not.toContain('updated');
  });
});

describe('the end of the browser', () => {
  it('ends what was to last until then, though nobody asks', async () => {
    const world = await connected(untilClosed);
    world.restartBrowser();
    await endWithLastRun(world.ports);
    expect(await world.session()).toMatchObject({ end: { reason: 'browser-closed' } });
    expect(await world.journal()).toContain('session-ended');
  });

  it('is looked at once in each run, and leaves every other term alone', async () => {
    const world = await connected();
    world.restartBrowser();
    await endWithLastRun(world.ports);
    expect(await world.session()).toMatchObject({ end: null });
    const looked = vi.spyOn(world.ports.store, 'read');
    await endWithLastRun(world.ports);
    expect(looked).not.toHaveBeenCalled();
  });

  it('ends them too where an earlier version came back, which is no update', async () => {
    const world = await connected(untilClosed);
    world.update('0.9.0');
    vi.spyOn(world.ports.browser, 'updatedFrom').mockResolvedValue(null);
    await endWithLastRun(world.ports);
    expect(await world.session()).toMatchObject({ end: { reason: 'updated' } });
    expect(await world.journal()).not.toContain('updated');
  });

  it('leaves it to the update to count what it ended', async () => {
    const world = await connected(untilClosed);
    world.update('0.2.0');
    await endWithLastRun(world.ports);
    expect(await viewOverview(world.ports)).toMatchObject({ update: { ended: 1, kept: 0 } });
  });

  it('is none of the private windows’ own', async () => {
    const world = await connected(untilClosed);
    world.restartBrowser();
    await endWithLastRun({ ...world.ports, isPrivate: true });
    expect(await world.session()).toMatchObject({ end: null });
    await expect(world.ports.browser.isSettled()).resolves.toBe(false);
  });
});

describe('an update that the browser has ready', () => {
  const cases: readonly (readonly [string, (world: World) => Promise<void>, number])[] = [
    ['is put in place when nothing waits', async () => undefined, 1],
    ['waits for a held request', async (world) => void (await world.ask(signRequest())), 0],
    [
      'waits for an answer that its page has not thanked for',
      async (world) => {
        await world.ask(signRequest());
        const [request] = await world.held();
        const subject = subjectOf(request!);
        await approveRequest(world.ports, { id: request!.id, subject, alsoSwitch: false });
      },
      0,
    ],
    ['waits for a page of ours that is in use', async (world) => world.setPersonHere(true), 0],
  ];

  it.each(cases)('%s', async (_, arrange, times) => {
    const world = await connected();
    world.offerUpdate();
    await arrange(world);
    await applyUpdate(world.ports);
    expect(world.told.updates).toHaveLength(times);
  });

  it('waits for what is held in private windows, in this background or another (SEC-26)', async () => {
    const [world, inPrivate] = [await connected(), await connected()];
    await inPrivate.ask(signRequest());
    world.offerUpdate();
    await applyUpdate({ ...world.ports, inPrivate: inPrivate.ports });
    await applyUpdate({
      ...world.ports,
      updates: { ...world.ports.updates, isHeldInPrivate: async () => true },
    });
    expect(world.told.updates).toEqual([]);
  });

  it.each(['shared', 'borrowed'] as const)(
    'is left to the background that has the wallet: %s',
    async (wallet) => {
      const world = await connected();
      world.offerUpdate();
      await applyUpdate({ ...world.ports, wallet });
      expect(world.told.updates).toEqual([]);
    },
  );

  it('is put in place once what it waited for is over', async () => {
    const world = await connected();
    world.offerUpdate();
    await world.ask(signRequest());
    world.setPersonHere(true);
    await applyUpdate(world.ports);
    world.setPersonHere(false);
    await applyUpdate(world.ports);
    expect(world.told.updates).toEqual([]);
    world.pass(5 * minute);
    await sweep(world.ports);
    const [request] = await world.held();
    await forgetAnswered(world.ports, request!.id);
    await applyUpdate(world.ports);
    expect(world.told.updates).toHaveLength(1);
  });

  it('is none where there is none', async () => {
    const world = await connected();
    await applyUpdate(world.ports);
    expect(world.told.updates).toEqual([]);
  });

  it('is not put in place where it cannot be known what waits (SEC-25)', async () => {
    const world = await brokenWorld(new StoreFailed('timed-out', 'No answer.'));
    world.offerUpdate();
    await expect(applyUpdate(world.ports)).rejects.toThrow(StoreFailed);
    expect(world.told.updates).toEqual([]);
  });

  it('is put in place where only a later version can read the store', async () => {
    const world = await brokenWorld(new StoreFailed('later-version', 'Later.'));
    world.offerUpdate();
    await applyUpdate(world.ports);
    expect(world.told.updates).toHaveLength(1);
  });
});

describe('a store that a later version has written', () => {
  it('gives no access: every request is refused, and no page is told a state (SEC-25)', async () => {
    const world = await brokenWorld(new StoreFailed('later-version', 'Later.'));
    for (const request of [connectRequest, signRequest()]) {
      await expect(world.ask(request)).rejects.toThrow(StoreFailed);
    }
    await expect(readPageState(world.ports, world.key)).rejects.toThrow(StoreFailed);
  });

  it.each([
    ['later-version', 'later-version'],
    ['cannot-open', 'store-failed'],
    ['timed-out', 'store-failed'],
    ['failed', 'store-failed'],
  ] as const)('is named to the person, other than any other fault: %s is %s', async (fault, named) => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const world = await brokenWorld(new StoreFailed(fault, 'No.'));
    const message = await answerCommand(world.ports, { id: 1, name: 'overview', params: {} });
    expect(message).toEqual({ kind: 'reply', id: 1, reply: { ok: false, fault: named } });
  });
});

async function brokenWorld(error: StoreFailed): Promise<World> {
  const store = createFakeStore();
  const world = await makeWorld({ store });
  store.breakWith(error);
  return world;
}
