import type { BrowserContext, Page } from '@playwright/test';
import { password, startExtension, type Extension } from '../e2e/harness/extension';
import { request } from '../e2e/harness/provider';
import { firstAccount } from '../e2e/harness/stories';
import { record } from './harness/figures';
import { launchWith, test, type Pair } from './harness/fixtures';
import { floor, peer, samples, sekisho, type Subject } from './harness/plan';
import { putSessions, stockedSession } from './harness/seed';

declare global {
  interface Window {
    /** When what is waited for was first in the page, on its own clock; it changes with the DOM only. */
    benchUsable?: number;
    /** Told the moment of a click, in ms since 1970; the window may be gone right after it. */
    benchClick?: (at: number) => Promise<void>;
  }
}

const usable: Record<Subject['name'], string> = {
  floor: '#answer:not(:empty)',
  sekisho: '[role="list"] button:not([disabled]), ul button:not([disabled])',
  peer: 'button:not([disabled])',
};

/** Has each new page note when the selector first finds something. */
async function noteUsable(context: BrowserContext, selector: string): Promise<void> {
  await context.addInitScript((sought) => {
    const look = () => {
      if (window.benchUsable !== undefined || document.querySelector(sought) === null) return;
      window.benchUsable = performance.now();
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
  }, selector);
}

/** Times in ms since a popup began to load. */
interface Opened {
  readonly paint: number;
  readonly content: number;
  readonly usable: number;
}

/** Opens a popup in a tab in front, and closes it again. */
async function openPopup(context: BrowserContext, url: string): Promise<Opened> {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => window.benchUsable !== undefined, undefined, { polling: 'raf' });
  const times = await page.evaluate(async () => {
    const paints = () => performance.getEntriesByType('paint').map(({ startTime }) => startTime);
    while (paints().length < 2) await new Promise((next) => requestAnimationFrame(next));
    // The very first one, and the first that shows a word or a line.
    return { paint: Math.min(...paints()), content: Math.max(...paints()), usable: window.benchUsable! };
  });
  await page.close();
  return times;
}

test('the popup opens', async ({ pair, browserFile, site }, testInfo) => {
  const port = Number(new URL(site.url()).port);
  const many = await startExtension({ executablePath: browserFile, profile: testInfo.outputPath('many') });
  await many.importWallet();
  await stock(pair.extension, 10, port);
  await stock(many, 10_000, port);
  const bare = await launchWith(browserFile, testInfo.outputPath('floor'), [floor]);
  const other = peer === null ? null : await launchWith(browserFile, testInfo.outputPath('peer'), [peer]);
  const turns = [
    { name: 'floor', context: bare, subject: floor },
    { name: '10 sessions', context: pair.extension.context, subject: sekisho },
    { name: '10,000 sessions', context: many.context, subject: sekisho },
    ...(other === null || peer === null ? [] : [{ name: 'peer', context: other, subject: peer }]),
  ];
  const paint: Record<string, number[]> = {};
  const content: Record<string, number[]> = {};
  const usableAt: Record<string, number[]> = {};
  for (const { context, subject } of turns) await noteUsable(context, usable[subject.name]);
  for (let round = 0; round < samples(31, 9); round += 1) {
    for (const { name, context, subject } of round % 2 === 0 ? turns : turns.toReversed()) {
      const opened = await openPopup(context, subject.popupUrl);
      if (round === 0) continue;
      (paint[name] ??= []).push(opened.paint);
      (content[name] ??= []).push(opened.content);
      (usableAt[name] ??= []).push(opened.usable);
    }
  }
  for (const context of [bare, many, other]) await context?.close();
  record({ name: 'popup: first paint', unit: 'ms', base: 'floor', samples: paint });
  record({ name: 'popup: first content', unit: 'ms', base: 'floor', samples: content });
  record({ name: 'popup: usable', unit: 'ms', base: 'floor', samples: usableAt });
  const { floor: _, peer: __, ...ours } = usableAt;
  record({
    name: 'popup: usable with 10,000 sessions and with 10',
    unit: 'ms',
    base: '10 sessions',
    samples: ours,
  });
});

/** Puts sessions beside those that are there. */
async function stock(extension: Extension, count: number, port: number): Promise<void> {
  const dashboard = await extension.openDashboard();
  await extension.killWorker();
  await putSessions(
    dashboard,
    Array.from({ length: count }, (_, number) => stockedSession(number + 1, port, Date.now())),
  );
  await dashboard.close();
}

/** Asks from the page, waits for the window, clicks, and waits for the answer. */
async function askAndApprove(
  { extension, page }: Pair,
  asked: { method: string; params?: unknown },
  button: string,
) {
  let clickedAt = 0;
  clicks.set(extension.context, (at) => {
    clickedAt = at;
  });
  await page.bringToFront();
  const times = page.evaluate(
    async ([rdns, what]) => {
      const now = () => performance.timeOrigin + performance.now();
      const askedAt = now();
      await window.benchProviders![rdns]!.request(what);
      return { askedAt, answeredAt: now() };
    },
    [sekisho.rdns, asked] as const,
  );
  const question = await extension.requestWindow();
  const approve = question.getByRole('button', { name: button, exact: true });
  await approve.waitFor();
  const shownAt = await question.evaluate(() => performance.timeOrigin + window.benchUsable!);
  await question.evaluate(() => {
    addEventListener(
      'click',
      ({ timeStamp }) => void window.benchClick?.(performance.timeOrigin + timeStamp),
      { capture: true },
    );
  });
  const closed = question.waitForEvent('close');
  await approve.click();
  const { askedAt, answeredAt } = await times;
  await closed;
  return { shown: shownAt - askedAt, answered: answeredAt - clickedAt };
}

const clicks = new WeakMap<BrowserContext, (at: number) => void>();

test('a request window opens, and a click is answered', async ({ pair }) => {
  const { extension, page } = pair;
  await extension.context.exposeBinding('benchClick', ({ context }, at: number) => clicks.get(context)?.(at));
  // Every screen that asks has its two buttons in one group.
  await noteUsable(extension.context, 'footer button, [role="group"] button, form button');
  const connect: number[][] = [[], []];
  const sign: number[][] = [[], []];
  for (let round = 0; round < samples(20, 5); round += 1) {
    const signed = await askAndApprove(
      pair,
      { method: 'personal_sign', params: ['0x68656c6c6f', firstAccount] },
      'Sign',
    );
    await page.bringToFront();
    await request(page, 'wallet_revokePermissions', [{ eth_accounts: {} }]);
    const connected = await askAndApprove(pair, { method: 'eth_requestAccounts' }, 'Connect');
    if (round === 0) continue;
    connect[0]!.push(connected.shown);
    connect[1]!.push(connected.answered);
    sign[0]!.push(signed.shown);
    sign[1]!.push(signed.answered);
  }
  const only = (name: string, all: number[]) =>
    record({ name, unit: 'ms', base: 'sekisho', samples: { sekisho: all } });
  only('connect: from asked to shown', connect[0]!);
  only('connect: from click to answer', connect[1]!);
  only('sign: from asked to shown', sign[0]!);
  only('sign: from click to answer', sign[1]!);
});

test('a password unlocks', async ({ pair: { extension } }) => {
  const popup = await extension.openPopup();
  const times: number[] = [];
  for (let round = 0; round < samples(10, 3); round += 1) {
    await popup.getByRole('button', { name: 'Lock' }).click();
    await popup.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
    times.push(await timeUnlock(popup));
  }
  record({ name: 'unlock', unit: 'ms', base: 'sekisho', samples: { sekisho: times } });
});

async function timeUnlock(popup: Page): Promise<number> {
  const unlock = popup.getByRole('button', { name: 'Unlock', exact: true });
  return unlock.evaluate(async (button) => {
    const gone = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (document.querySelector('input[type="password"]') !== null) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document, { childList: true, subtree: true });
    });
    const started = performance.now();
    if (button instanceof HTMLElement) button.click();
    await gone;
    return performance.now() - started;
  });
}
