import { describe, expect, it } from 'vitest';
import { RequestRefused } from '../../src/core/errors';
import { subjectOf } from '../../src/core/subject';
import { day, hour, minute, second } from '../../src/core/units';
import { approveRequest } from '../../src/services/approve-request';
import { changeAccounts } from '../../src/services/change-accounts';
import { connectSite } from '../../src/services/connect-site';
import { declineReconnect, declineRequest } from '../../src/services/decline-request';
import { dropRequestsOf } from '../../src/services/drop-requests';
import { endOneSession } from '../../src/services/end-session';
import { handleRequest } from '../../src/services/handle-request';
import { reconnect } from '../../src/services/reconnect';
import { leaveRequestWindow } from '../../src/services/leave-request-window';
import { recoverRequests } from '../../src/services/recover-requests';
import { sweep } from '../../src/services/sweep';
import type { TermChoice } from '../../src/core/term';
import { accountA, accountB, connectRequest, makeWorld, page, signRequest, type World } from './world';

async function connected(choice: TermChoice = { kind: 'profile-default' }, world?: World): Promise<World> {
  const made = world ?? (await makeWorld());
  await made.ask(connectRequest);
  const [request] = (await made.held()).filter((held) => held.stage.step === 'waiting');
  if (request === undefined) throw new Error('Nothing waits');
  const outcome = await connectSite(made.ports, request.id, { accounts: [accountA], chain: 1, term: choice });
  expect(outcome).toEqual({ ok: true, value: null });
  await made.ports.store.write((writes) => writes.deleteRequest(request.id));
  made.told.answers.length = 0;
  return made;
}

async function approve(world: World, at = 0) {
  const request = (await world.held())[at];
  if (request === undefined) throw new Error('Nothing is held');
  return approveRequest(world.ports, { id: request.id, subject: subjectOf(request), alsoSwitch: false });
}

describe('connecting', () => {
  it('holds the request, shows it, opens a session and answers once', async () => {
    const world = await makeWorld();
    expect(await world.ask(connectRequest)).toEqual({ outcome: 'held' });
    expect(world.told.shown).toHaveLength(1);
    const [request] = await world.held();
    const grant = { accounts: [accountB, accountA], chain: 1, term: { kind: 'profile-default' } } as const;
    expect(await connectSite(world.ports, request!.id, grant)).toEqual({ ok: true, value: null });
    expect(world.told.answers).toMatchObject([{ answer: { ok: true, value: [accountB, accountA] } }]);
    expect(await world.session()).toMatchObject({
      accounts: [accountB, accountA],
      end: null,
      previousId: null,
    });
    expect(await connectSite(world.ports, request!.id, grant)).toMatchObject({ ok: false, fault: 'gone' });
  });

  it('joins an identical request to the first, brings its window back, and answers both', async () => {
    const world = await makeWorld();
    await world.ask(connectRequest);
    await world.ask(connectRequest);
    const [first, second] = await world.held();
    expect(world.told.shown).toEqual([first!.id, first!.id]);
    await connectSite(world.ports, first!.id, {
      accounts: [accountA],
      chain: 1,
      term: { kind: 'profile-default' },
    });
    expect(new Set(world.told.answers.map((told) => told.id))).toEqual(new Set([first!.id, second!.id]));
  });

  it.each([
    ['no account', { accounts: [], chain: 1, term: { kind: 'profile-default' } }, 'invalid'],
    [
      'a foreign account',
      { accounts: ['0x' + 'c'.repeat(40)], chain: 1, term: { kind: 'profile-default' } },
      'invalid',
    ],
    [
      'an unknown chain',
      { accounts: [accountA], chain: 987_654_321, term: { kind: 'profile-default' } },
      'invalid',
    ],
    [
      '91 days',
      { accounts: [accountA], chain: 1, term: { kind: 'length', length: 91 * day } },
      'term-not-offered',
    ],
  ] as const)('with %s is refused and opens nothing', async (_, grant, fault) => {
    const world = await makeWorld();
    await world.ask(connectRequest);
    const [request] = await world.held();
    expect(await connectSite(world.ports, request!.id, grant as never)).toMatchObject({ ok: false, fault });
    expect(await world.session()).toBeNull();
    expect(world.told.answers).toEqual([]);
  });

  it('asks nothing of a page that is connected', async () => {
    const world = await connected();
    expect(await world.ask(connectRequest)).toMatchObject({
      outcome: 'answered',
      answer: { ok: true, value: [accountA] },
    });
  });

  it('is refused while the vault is locked', async () => {
    const world = await makeWorld();
    await world.ask(connectRequest);
    world.lock();
    const [request] = await world.held();
    const grant = { accounts: [accountA], chain: 1, term: { kind: 'profile-default' } } as const;
    expect(await connectSite(world.ports, request!.id, grant)).toMatchObject({ fault: 'locked' });
  });
});

describe('signing', () => {
  it('is refused with 4100 where no session is', async () => {
    const world = await makeWorld();
    await expect(world.ask(signRequest())).rejects.toThrow(RequestRefused);
    await expect(world.ask(signRequest())).rejects.toMatchObject({ code: 4100 });
  });

  it('uses the key once, and answers once, however often it is approved', async () => {
    const world = await connected();
    await world.ask(signRequest());
    const [request] = await world.held();
    const approval = { id: request!.id, subject: subjectOf(request!), alsoSwitch: false };
    const outcomes = await Promise.all([1, 2, 3].map(() => approveRequest(world.ports, approval)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(world.told.signed).toEqual(['0x6869']);
    expect(new Set(world.told.answers.map((told) => JSON.stringify(told)))).toHaveProperty('size', 1);
  });

  it('signs nothing when the session ended while the person looked (SEC-8)', async () => {
    const world = await connected({ kind: 'length', length: minute });
    await world.ask(signRequest());
    world.pass(minute);
    expect(await approve(world)).toMatchObject({ ok: false, fault: 'session-ended' });
    expect(world.told.signed).toEqual([]);
    expect(world.told.answers).toEqual([]);
    expect(await world.session()).toMatchObject({ end: { reason: 'absolute-limit' } });
  });

  it('signs nothing when what was seen is not what waits (SEC-7)', async () => {
    const world = await connected();
    await world.ask(signRequest());
    const [request] = await world.held();
    const approval = { id: request!.id, subject: 'something else', alsoSwitch: false };
    expect(await approveRequest(world.ports, approval)).toMatchObject({ fault: 'subject-changed' });
    expect(world.told.signed).toEqual([]);
  });

  it('refuses an account that the site does not see', async () => {
    const world = await connected();
    await expect(world.ask(signRequest('0x00', accountB))).rejects.toMatchObject({ code: 4100 });
  });

  it('drops a request whose account left the session', async () => {
    const world = await connected();
    await world.ask(signRequest());
    await changeAccounts(world.ports, world.key, [accountB]);
    expect(world.told.answers).toMatchObject([{ answer: { ok: false, error: { code: 4001 } } }]);
    expect(await approve(world)).toMatchObject({ fault: 'gone' });
    expect(world.told.signed).toEqual([]);
  });

  it('renews the session, and polling does not', async () => {
    const world = await connected();
    world.pass(hour);
    await world.ask({ kind: 'accounts', method: 'eth_accounts' });
    const before = (await world.session())!.lastUsedAt;
    await world.ask(signRequest());
    await approve(world);
    expect((await world.session())!.lastUsedAt).toBe(before + hour);
  });
});

describe('a request whose session is over', () => {
  it('is held, shown again after one reconnect, and goes through', async () => {
    const world = await connected({ kind: 'length', length: minute });
    const first = await world.session();
    world.pass(2 * minute);
    expect(await world.ask(signRequest())).toEqual({ outcome: 'held' });
    expect(await reconnect(world.ports, world.key, null)).toEqual({ ok: true, value: null });
    expect(world.told.answers).toEqual([]);
    expect(world.told.signed).toEqual([]);
    expect(await world.session()).toMatchObject({ previousId: first!.id, end: null, accounts: [accountA] });
    expect((await world.session())!.id).not.toBe(first!.id);
    expect(await approve(world)).toMatchObject({ ok: true });
    expect(world.told.answers).toMatchObject([{ answer: { ok: true, value: '0x51' } }]);
  });

  it('is refused with 4001 at "Not now"', async () => {
    const world = await connected({ kind: 'length', length: minute });
    world.pass(2 * minute);
    await world.ask(signRequest());
    await declineReconnect(world.ports, world.key);
    expect(world.told.answers).toMatchObject([{ answer: { ok: false, error: { code: 4001 } } }]);
  });

  it('is refused with 4100 and the offer to reconnect when its time is up', async () => {
    const world = await connected({ kind: 'length', length: minute });
    world.pass(2 * minute);
    await world.ask(signRequest());
    world.pass(5 * minute);
    await sweep(world.ports);
    expect(world.told.answers).toMatchObject([
      { answer: { ok: false, error: { code: 4100, data: { reason: 'session_ended', reconnect: true } } } },
    ]);
  });

  it('is refused at once where the person ended it, with all that was in flight', async () => {
    const world = await connected();
    for (let count = 0; count < 3; count += 1) await world.ask(signRequest());
    await endOneSession(world.ports, world.key, 'ended-by-you');
    expect(world.told.answers).toHaveLength(3);
    for (const { answer } of world.told.answers)
      expect(answer).toMatchObject({ ok: false, error: { code: 4100 } });
    await expect(world.ask(signRequest())).rejects.toMatchObject({ code: 4100 });
    expect(world.told.signed).toEqual([]);
  });

  it('never makes the ended session live again (SEC-9)', async () => {
    const world = await connected({ kind: 'length', length: minute });
    const ended = await world.session();
    world.pass(2 * minute);
    await sweep(world.ports);
    world.pass(-minute);
    await world.ask({ kind: 'accounts', method: 'eth_accounts' });
    expect(await world.session()).toMatchObject({ id: ended!.id, end: { reason: 'absolute-limit' } });
  });
});

describe('a held request', () => {
  it('is the same request when it is sent again, and its answer is kept until the page has it', async () => {
    const world = await connected();
    const id = `${page.documentId}:${'f'.repeat(32)}`;
    await world.ask(signRequest(), { id });
    await world.ask(signRequest(), { id });
    expect(await world.held()).toHaveLength(1);
    await approve(world);
    expect(await world.ask(signRequest(), { id })).toMatchObject({ outcome: 'answered', isKept: true });
    expect(world.told.signed).toHaveLength(1);
  });

  it('keeps its window open, and opens another one where it came while that was closing', async () => {
    const world = await connected();
    world.told.shown.length = 0;
    expect(await leaveRequestWindow(world.ports)).toBe(true);
    expect(world.told.shown).toEqual([]);
    const { attention } = world.ports;
    const forgetRequestWindow = async () => {
      await world.ask(signRequest());
      world.told.shown.length = 0;
    };
    const ports = { ...world.ports, attention: { ...attention, forgetRequestWindow } };
    expect(await leaveRequestWindow(ports)).toBe(true);
    const [held] = await world.held();
    expect(world.told.shown).toEqual([held!.id]);
    expect(await leaveRequestWindow(world.ports)).toBe(false);
  });

  it('opens its window once, however often its page sends it again', async () => {
    const world = await connected();
    world.told.shown.length = 0;
    const id = `${page.documentId}:${'e'.repeat(32)}`;
    for (let count = 0; count < 3; count += 1) await world.ask(signRequest(), { id });
    expect(world.told.shown).toEqual([id]);
  });

  it('keeps an approval of this life of the worker from the recovery of the last one', async () => {
    const world = await connected();
    await world.ask(signRequest());
    const [request] = await world.held();
    const approved = { ...request!, stage: { step: 'approved', at: request!.heldAt, signed: null } as const };
    world.during('isThere', () => world.commit((writes) => writes.putRequest(approved)));
    await recoverRequests(world.ports);
    expect(await world.held()).toMatchObject([{ stage: { step: 'approved' } }]);
  });

  it('calls its person once, and again only where the worker died before it had (SEC-22)', async () => {
    const world = await connected();
    const id = `${page.documentId}:${'c'.repeat(32)}`;
    const called = { ...world.ports.calls, has: async () => false };
    world.told.shown.length = 0;
    await world.ask(signRequest(), { id });
    await world.ask(signRequest(), { id });
    expect(world.told.shown).toEqual([id]);
    await handleRequest({ ...world.ports, calls: called }, world.incoming(signRequest(), { id }));
    expect(world.told.shown).toEqual([id, id]);
  });

  it('is not taken from an approval that woke the worker and is under way (SEC-22)', async () => {
    const world = await connected();
    await world.ask(signRequest());
    const { keystore } = world.ports;
    const signMessage: typeof keystore.signMessage = async (...given) => {
      await recoverRequests(world.ports);
      expect(await world.held()).toMatchObject([{ stage: { step: 'approved' } }]);
      return keystore.signMessage(...given);
    };
    const [request] = await world.held();
    const approval = { id: request!.id, subject: subjectOf(request!), alsoSwitch: false };
    const slow = { ...world.ports, keystore: { ...keystore, signMessage } };
    expect(await approveRequest(slow, approval)).toMatchObject({ ok: true });
    expect(world.ports.acting.size).toBe(0);
  });

  it('that was approved asks for no wake-up in the past', async () => {
    const world = await connected();
    await world.ask(signRequest());
    const [request] = await world.held();
    await world.commit((writes, at) =>
      writes.putRequest({ ...request!, stage: { step: 'approved', at: at.now, signed: null } }),
    );
    world.pass(10 * minute);
    await sweep(world.ports);
    expect(world.told.wakeUps.at(-1)).toBeGreaterThan(world.ports.clock.read().wall);
  });

  it('keeps its answer for a page that was put aside and comes back', async () => {
    const world = await connected();
    const id = `${page.documentId}:${'d'.repeat(32)}`;
    await world.ask(signRequest(), { id });
    world.leave(page.documentId);
    await approve(world);
    await dropRequestsOf(world.ports, page);
    await recoverRequests(world.ports);
    expect(await world.ask(signRequest(), { id })).toMatchObject({ outcome: 'answered', isKept: true });
    expect(world.told.signed).toHaveLength(1);
    world.pass(5 * minute);
    await sweep(world.ports);
    expect(await world.held()).toEqual([]);
  });

  it('goes back before the person when the worker died between the intent and the key', async () => {
    const world = await connected();
    await world.ask(signRequest());
    const [request] = await world.held();
    await world.commit((writes, at) =>
      writes.putRequest({ ...request!, stage: { step: 'approved', at: at.now, signed: null } }),
    );
    world.restartWorker();
    await recoverRequests(world.ports);
    expect(await world.held()).toMatchObject([{ stage: { step: 'waiting' } }]);
    expect(world.told.answers).toEqual([]);
  });

  it('is dropped when its page is gone, and at a browser start', async () => {
    const world = await connected();
    await world.ask(signRequest());
    world.leave(page.documentId);
    await dropRequestsOf(world.ports, page);
    expect(await world.held()).toEqual([]);

    const other = await connected();
    await other.ask(signRequest());
    other.restartBrowser();
    await recoverRequests(other.ports);
    expect(await other.held()).toEqual([]);
  });

  it('is declined with 4001', async () => {
    const world = await connected();
    await world.ask(signRequest());
    const [request] = await world.held();
    expect(await declineRequest(world.ports, request!.id)).toMatchObject({ ok: true });
    expect(world.told.answers).toMatchObject([{ answer: { ok: false, error: { code: 4001 } } }]);
    expect(await declineRequest(world.ports, request!.id)).toMatchObject({ fault: 'gone' });
  });
});

describe('the clock', () => {
  it('set back by more than two minutes ends every session and locks the vault (SEC-20)', async () => {
    const world = await connected();
    world.pass(-hour);
    expect(await world.ask({ kind: 'accounts', method: 'eth_accounts' })).toMatchObject({
      answer: { value: [] },
    });
    expect(await world.session()).toMatchObject({ end: { reason: 'clock-changed' } });
    expect(await world.ports.keyHolder.get()).toBeNull();
    expect(await world.ports.store.clockMark()).toBe(world.ports.clock.read().wall);
    expect(await world.journal()).toContain('clock-set-back');
  });

  it('set forward ends sessions early, and set right again revives none (SEC-21)', async () => {
    const world = await connected();
    const eth = { kind: 'accounts', method: 'eth_accounts' } as const;
    world.pass(365 * day);
    expect(await world.ask(eth)).toMatchObject({ answer: { value: [] } });
    expect(await world.session()).toMatchObject({ end: { reason: 'idle-limit' } });
    world.pass(-365 * day);
    expect(await world.ask(eth)).toMatchObject({ answer: { value: [] } });
    expect(await world.session()).toMatchObject({ end: { reason: 'idle-limit' } });
  });

  it('is noted every 30 seconds while a session lives, and only then (SEC-19)', async () => {
    const world = await connected({ kind: 'length', length: hour });
    const { wall } = world.ports.clock.read();
    expect(world.told.wakeUps.at(-1)).toBe(wall + 30 * second);
    world.pass(30 * second);
    await sweep(world.ports);
    expect(await world.ports.store.clockMark()).toBe(wall + 30 * second);
    world.lock();
    world.pass(hour);
    await sweep(world.ports);
    expect(world.told.wakeUps.at(-1)).toBeNull();
  });

  it('set back leaves what waits the time that it had left, and not a day more (SEC-20)', async () => {
    const world = await connected();
    await world.ask(signRequest());
    world.pass(2 * minute);
    await sweep(world.ports);
    world.pass(-day);
    await sweep(world.ports);
    const { wall } = world.ports.clock.read();
    expect(await world.held()).toMatchObject([{ deadline: wall + 3 * minute, stage: { step: 'waiting' } }]);
    world.pass(3 * minute);
    await sweep(world.ports);
    expect(world.told.answers).toMatchObject([{ answer: { ok: false, error: { code: 4100 } } }]);
  });

  it('set back by two minutes is tolerated, and lengthens nothing (SEC-19)', async () => {
    const world = await connected({ kind: 'length', length: hour });
    world.pass(30 * minute);
    await sweep(world.ports);
    world.pass(-2 * minute);
    expect(await world.ask({ kind: 'accounts', method: 'eth_accounts' })).toMatchObject({
      answer: { value: [accountA] },
    });
    world.pass(32 * minute);
    expect(await world.ask({ kind: 'accounts', method: 'eth_accounts' })).toMatchObject({
      answer: { value: [] },
    });
  });
});
