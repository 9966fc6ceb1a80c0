import type { Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { verifyMessage } from 'ethers/hash';
import type { CommandParams } from '../../src/protocol/ui';
import { keyOf, type SessionKey } from '../../src/core/session';
import { origin } from '../core/session-fixture';
import { startExtension } from '../e2e/harness/extension';
import { expect, test } from '../e2e/harness/fixtures';
import { request, type Answer } from '../e2e/harness/provider';
import { firstAccount, secondAccount } from '../e2e/harness/stories';
import { ownPage, sendInPage } from './harness/own-page';
import { count, keepProgress, readProgress, wantedRuns } from './harness/progress';
import { drawsOf } from './harness/random';

const name = 'kills';
/** A browser lives for so many flows. */
const flowsOfABrowser = 50;
const killsOfAFlow = 5;
/** Within this long a request is answered, however often the worker dies over it; in ms. */
const patience = 60_000;

type Term = CommandParams<'request.connect'>['term'];

test('the worker is killed at random, and nothing is lost', async ({
  browserFile,
  framePages,
  chain,
}, testInfo) => {
  framePages.put('/', '<p>A site</p>');
  const progress = readProgress(name);
  const draw = drawsOf(progress.done + 1);
  const isEnough = () => progress.done >= wantedRuns() || progress.lost.length > 0;

  while (!isEnough()) {
    const profile = testInfo.outputPath('profile');
    rmSync(profile, { recursive: true, force: true });
    const extension = await startExtension({ executablePath: browserFile, profile });
    await extension.importWallet();
    const ownTab = await extension.openDashboard('#/guide');
    const person = ownPage((message) => ownTab.evaluate(sendInPage, message));
    // By turns: one site alone would reach the limit of questions in a minute.
    const sites: Site[] = [];
    for (const host of ['127.0.0.1', 'a.localhost', 'b.localhost'] as const) {
      sites.push(await openSite(await extension.context.newPage(), framePages.url('/', host)));
    }
    let [site] = sites as [Site];

    const killer = await extension.context.newCDPSession(site.page);
    const running = new Set<string>();
    killer.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { versionId, runningStatus } of versions) {
        if (runningStatus === 'running' || runningStatus === 'starting') running.add(versionId);
        // Counted are those that were seen to stop.
        else if (runningStatus === 'stopped' && running.delete(versionId)) progress.done += 1;
      }
    });
    await killer.send('ServiceWorker.enable');

    /** Does what the person would at each question, until the work is done. */
    async function attend(term: Term, done: () => boolean): Promise<void> {
      for (;;) {
        const question = await person.question(() => true, done);
        if (question === null) return;
        const { id, ask, screen } = question;
        if (screen === 'reconnect')
          await person.command('session.reconnect', { key: site.key, passwordKey: null });
        else if (ask.kind === 'connect') {
          await person.command('request.connect', {
            id,
            accounts: [firstAccount],
            chain: chain.chainId,
            term,
          });
        } else {
          const preview = await person.command('request.preview', { id });
          if (preview?.ok !== true) continue;
          const subject = preview.value.kind === 'transaction' ? preview.value.subject : question.subject;
          await person.command('request.approve', { id, subject, alsoSwitch: false });
        }
      }
    }

    /** Asks as the page, answers as the person, and kills meanwhile. */
    async function ask(
      method: string,
      params: unknown,
      kills: number,
      term: Term = { kind: 'profile-default' },
    ) {
      let answer: Answer | 'nothing' | null = null;
      const isOver = () => answer !== null;
      const asked = request(site.page, method, params).then((given) => (answer = given));
      const late = new Promise<'nothing'>((resolve) => setTimeout(resolve, patience, 'nothing'));
      const killing = (async () => {
        for (let kill = 0; kill < kills && !isOver(); kill += 1) {
          await new Promise((resolve) => setTimeout(resolve, draw(draw(2) === 0 ? 40 : 250)));
          await killer.send('ServiceWorker.stopAllWorkers');
        }
      })();
      const attending = attend(term, isOver);
      const first = await Promise.race([asked, late]);
      answer ??= first;
      await killing;
      if (first !== 'nothing') await attending;
      return first;
    }

    async function endSession(): Promise<void> {
      for (;;) {
        await person.command('session.end', { key: site.key });
        const [session] = await person.look('sessions.ofSite', { origin: site.origin, cookieStore: null });
        if (session === undefined || session.end !== null) return;
      }
    }

    async function live() {
      const [session] = await person.look('sessions.ofSite', { origin: site.origin, cookieStore: null });
      return session !== undefined && session.end === null ? session : null;
    }

    function lose(flow: string, what: unknown): void {
      progress.lost.push(`${flow} after ${progress.done} kills: ${JSON.stringify(what)}`);
    }

    const accounts: Answer = { ok: true, value: [firstAccount] };
    const flows = {
      async connect() {
        await endSession();
        const answer = await ask('eth_requestAccounts', undefined, killsOfAFlow);
        if (JSON.stringify(answer) !== JSON.stringify(accounts)) return answer;
        return (await live()) === null ? 'the session that the page was told of is not there' : null;
      },
      sign: () => sign(killsOfAFlow),
      async send() {
        const before = Number(await chain.request('eth_getTransactionCount', [firstAccount, 'latest']));
        const value = `0x${(progress.done + 1).toString(16)}`;
        const transaction = { from: firstAccount, to: secondAccount, value };
        const answer = await ask('eth_sendTransaction', [transaction], killsOfAFlow);
        if (answer === 'nothing' || !answer.ok) return answer;
        const sent = await chain.request('eth_getTransactionByHash', [answer.value]);
        if (sent?.value !== value || Number(sent.nonce) !== before) return { answer, sent };
        const after = Number(await chain.request('eth_getTransactionCount', [firstAccount, 'latest']));
        return after === before + 1 ? null : `${after - before} transactions were sent`;
      },
      /** The session ends as if the browser had been closed; then something is asked for. */
      async reconnect() {
        await endSession();
        const opened = await ask('eth_requestAccounts', undefined, 0, { kind: 'until-browser-closes' });
        if (JSON.stringify(opened) !== JSON.stringify(accounts)) return opened;
        const first = await live();
        await ownTab.evaluate(forgetBrowserRun);
        await extension.killWorker();
        const lost = await sign(killsOfAFlow);
        if (lost !== null) return lost;
        const second = await live();
        return second !== null && second.id !== first?.id
          ? null
          : 'the ended session lives again, or none does';
      },
    };

    async function sign(kills: number) {
      const text = `number ${progress.done}`;
      const hex = `0x${Buffer.from(text).toString('hex')}`;
      const answer = await ask('personal_sign', [hex, firstAccount], kills);
      if (answer === 'nothing' || !answer.ok || typeof answer.value !== 'string') return answer;
      return verifyMessage(text, answer.value).toLowerCase() === firstAccount ? null : answer;
    }

    const order = ['connect', 'sign', 'send', 'reconnect'] as const;
    for (let flow = 0; flow < flowsOfABrowser && !isEnough(); flow += 1) {
      site = sites[Math.floor(flow / order.length) % sites.length]!;
      if ((await live()) === null) await ask('eth_requestAccounts', undefined, 0);
      const kind = order[flow % order.length]!;
      const before = progress.done;
      const lost = await flows[kind]();
      if (lost !== null) lose(kind, lost);
      count(progress, kind);
      count(progress, `kills in ${kind}`, progress.done - before);
      keepProgress(name, progress);
    }
    await extension.close();
  }
  expect(progress.lost).toEqual([]);
});

interface Site {
  readonly page: Page;
  readonly origin: string;
  readonly key: SessionKey;
}

async function openSite(page: Page, url: string): Promise<Site> {
  await page.goto(url);
  const place = { origin: origin(new URL(url).origin), topOrigin: null, cookieStore: null, isPrivate: false };
  return { page, origin: place.origin, key: keyOf(place) };
}

/** Runs in one of our pages. */
async function forgetBrowserRun(): Promise<void> {
  await chrome.storage.session.remove('browserRun');
}

declare const chrome: { readonly storage: { readonly session: { remove(key: string): Promise<void> } } };
