import type { BrowserContext, Page } from '@playwright/test';
import { password } from '../e2e/harness/extension';
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

/** Opens a popup in a tab in front, and closes it again. Both times in ms since it began to load. */
async function openPopup(context: BrowserContext, url: string) {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => window.benchUsable !== undefined, undefined, { polling: 'raf' });
  const times = await page.evaluate(async () => {
    const painted = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    while (painted() === undefined) await new Promise((next) => requestAnimationFrame(next));
    return { paint: painted()!, usable: window.benchUsable! };
  });
  await page.close();
  return times;
}

test('the popup opens', async ({ pair: { extension, workers }, browserFile, site }, testInfo) => {
  const times = {
    paint: { floor: [], '10 sessions': [], '10,000 sessions': [], peer: [] } as Record<string, number[]>,
    usable: { floor: [], '10 sessions': [], '10,000 sessions': [], peer: [] } as Record<string, number[]>,
  };
  const bare = await launchWith(browserFile, testInfo.outputPath('floor'), [floor]);
  await noteUsable(bare, usable.floor);
  await noteUsable(extension.context, usable.sekisho);
  const other = peer === null ? null : await launchWith(browserFile, testInfo.outputPath('peer'), [peer]);
  if (other !== null) await noteUsable(other, usable.peer);

  const port = Number(new URL(site.url()).port);
  const stock = async (from: number, to: number) => {
    const dashboard = await extension.openDashboard();
    await workers.stopAll();
    await putSessions(
      dashboard,
      Array.from({ length: to - from }, (_, index) => stockedSession(from + index + 1, port, Date.now())),
    );
    await dashboard.close();
  };
  const note = (
    name: string,
    round: number,
    { paint, usable: usableAt }: { paint: number; usable: number },
  ) => {
    if (round === 0) return;
    times.paint[name]!.push(paint);
    times.usable[name]!.push(usableAt);
  };
  for (const [name, from, to] of [
    ['10 sessions', 0, 10],
    ['10,000 sessions', 10, 10_000],
  ] as const) {
    await stock(from, to);
    for (let round = 0; round < samples(25, 7); round += 1) {
      note('floor', round, await openPopup(bare, floor.popupUrl));
      note(name, round, await openPopup(extension.context, sekisho.popupUrl));
      if (other !== null) note('peer', round, await openPopup(other, peer!.popupUrl));
    }
  }
  await bare.close();
  await other?.close();
  const measured = (of: Record<string, number[]>) =>
    Object.fromEntries(Object.entries(of).filter(([, all]) => all.length > 0));
  record({ name: 'popup: first paint', unit: 'ms', base: 'floor', samples: measured(times.paint) });
  record({ name: 'popup: usable', unit: 'ms', base: 'floor', samples: measured(times.usable) });
});

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
  const askedAt = await page.evaluate(() => performance.timeOrigin + performance.now());
  const answered = request(page, asked.method, asked.params).then(async () =>
    page.evaluate(() => performance.timeOrigin + performance.now()),
  );
  const question = await extension.requestWindow();
  const approve = question.getByRole('button', { name: button, exact: true });
  await approve.waitFor();
  const shownAt = await question.evaluate((name) => {
    const isThere = () =>
      [...document.querySelectorAll('button')].some(({ textContent }) => textContent === name);
    return isThere() ? performance.timeOrigin + window.benchUsable! : Number.NaN;
  }, button);
  await question.evaluate(() => {
    addEventListener(
      'click',
      ({ timeStamp }) => void window.benchClick?.(performance.timeOrigin + timeStamp),
      { capture: true },
    );
  });
  const closed = question.waitForEvent('close');
  await approve.click();
  const answeredAt = await answered;
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
