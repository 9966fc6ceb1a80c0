import { keyOf, type SessionPlace } from '../../../src/core/session';
import { RequestRefused } from '../../../src/core/errors';
import { firstSettings } from '../../../src/core/settings';
import type { SiteRequest } from '../../../src/core/site-request';
import { subjectOf } from '../../../src/core/subject';
import { approveRequest } from '../../../src/services/approve-request';
import { connectSite } from '../../../src/services/connect-site';
import { endOneSession } from '../../../src/services/end-session';
import { handleRequest } from '../../../src/services/handle-request';
import { lockVault } from '../../../src/services/lock-vault';
import { reconnect } from '../../../src/services/reconnect';
import { recoverRequests } from '../../../src/services/recover-requests';
import { extendSession, noteUse } from '../../../src/services/renew-session';
import { sweep } from '../../../src/services/sweep';
import { unlockVault } from '../../../src/services/unlock-vault';
import { keepUnlocked, unlockedKey } from '../../../src/services/unlocked-key';
import { StoreFailed } from '../../../src/services/ports';
import { origin } from '../../core/session-fixture';
import { createFakeStore } from '../fake-store';
import { accountA, connectRequest, makeWorld, page, signRequest } from '../world';
import { Died, makeDevice } from './device';
import { makeRules } from './rules';
import type { Act, Step } from './steps';

const places = ['https://one.example', 'https://two.example'].map(
  (text): SessionPlace => ({ origin: origin(text), topOrigin: null, cookieStore: null, isPrivate: false }),
);
const password = '11'.repeat(32);
const dataKey = 'd'.repeat(64);

/** Runs the services through a trace, on a device of their own. Returns the rules that were broken. */
export async function runTrace(steps: readonly Step[], failedBefore: number): Promise<readonly string[]> {
  const device = makeDevice();
  const rules = makeRules(device);
  const store = createFakeStore();
  const world = await makeWorld({ store });
  await store.write((writes) =>
    writes.putUnlockAttempts({ failed: failedBefore, retryAt: null, failedBefore: 0 }),
  );
  const ports: typeof world.ports = {
    ...world.ports,
    store: rules.watch(store),
    clock: device.clock,
    browser: device.browser,
    keyHolder: rules.watchKeys(device.keyHolder),
    keystore: {
      ...world.ports.keystore,
      open: async (_, key) => (key === password ? dataKey : null),
      // Right before the key is used; what becomes of the session afterwards takes no signature back.
      signMessage: async () => {
        rules.checkUse(await sessionOf(signer));
        return '0x51';
      },
    },
  };
  let signer = 0;
  const from = (site: number) => {
    const place = places[site] ?? places[0]!;
    return { place, key: keyOf(place), document: { ...page, tabId: site, documentId: `DOCUMENT-${site}` } };
  };
  let asked = 0;
  const ask = (site: number, request: SiteRequest) => {
    asked += 1;
    const { place, key, document } = from(site);
    return handleRequest(ports, {
      request,
      id: `${document.documentId}:${String(asked).padStart(32, '0')}`,
      place,
      key,
      document,
      site: place.origin,
    });
  };
  const waiting = async (site: number, kind: 'connect' | 'message') =>
    (await store.read((reads) => reads.requests())).find(
      (held) => held.key === from(site).key && held.stage.step === 'waiting' && held.ask.kind === kind,
    );
  const sessionOf = (site: number) => store.session(from(site).key);
  const unlock = (passwordKey: string) => unlockVault(ports, { passwordKey });

  async function perform(act: Act, isClockMoving: boolean): Promise<void> {
    switch (act.kind) {
      case 'connect': {
        await ask(act.site, connectRequest);
        const held = await waiting(act.site, 'connect');
        if (held === undefined) return;
        await unlock(password);
        await connectSite(ports, held.id, { accounts: [accountA], chain: 1, term: act.choice });
        return;
      }
      case 'reconnect': {
        const { key } = from(act.site);
        const done = await reconnect(ports, key, act.hasPassword ? password : null);
        if (done.ok) rules.checkUse(await sessionOf(act.site));
        return;
      }
      case 'look': {
        const { outcome, ...said } = await ask(act.site, { kind: 'accounts', method: 'eth_accounts' });
        if (outcome !== 'answered' || !('answer' in said)) throw new Error('Accounts are answered at once');
        if (!isClockMoving) rules.checkDealtWith(await store.clockMark());
        const session = await sessionOf(act.site);
        if (JSON.stringify(said.answer) === '{"ok":true,"value":[]}') rules.checkOver(session);
        else rules.checkUse(session);
        if ((await unlockedKey(ports)) !== null) rules.checkUnlocked(firstSettings.autoLockAfter);
        return;
      }
      case 'sign': {
        await ask(act.site, signRequest());
        const held = await waiting(act.site, 'message');
        if (held === undefined) return;
        signer = act.site;
        await approveRequest(ports, { id: held.id, subject: subjectOf(held), alsoSwitch: false });
        return;
      }
      case 'use':
        return noteUse(ports, from(act.site).key);
      case 'extend':
        return void (await extendSession(ports, from(act.site).key));
      case 'end':
        return endOneSession(ports, from(act.site).key, 'ended-by-you');
      case 'unlock':
        return void (await unlock(password));
      case 'lock':
        return lockVault(ports);
      case 'here':
        return keepUnlocked(ports);
      case 'sweep':
        await sweep(ports);
        if (!isClockMoving) rules.checkDealtWith(await store.clockMark());
        return;
      case 'wrong-password':
        for (let time = 0; time < act.times; time += 1) await unlock('22'.repeat(32));
    }
  }

  async function take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'pass':
        return device.pass(step.by, step.isAsleep);
      case 'set-clock':
        return device.setClock(step.by);
      case 'set-clock-right':
        return device.setClockRight();
      case 'restart-worker':
        device.restartWorker();
        return recoverRequests(ports);
      case 'restart-browser':
        device.restartBrowser();
        return recoverRequests(ports);
      case 'act':
        device.beginStep(step.meanwhile);
        try {
          await perform(step.act, step.meanwhile?.what === 'clock-moves');
        } catch (error) {
          const isExpected =
            error instanceof Died || error instanceof RequestRefused || error instanceof StoreFailed;
          if (!isExpected) throw error;
        }
        device.beginStep(null);
        if (device.isDead()) device.restartWorker();
    }
  }

  for (const step of steps) {
    await take(step);
    if (rules.broken.length > 0) break;
  }
  // The fake store watches its transactions from task to task, and is to come to its end here.
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  return rules.broken;
}
