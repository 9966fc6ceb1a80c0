import { setTimeout } from 'node:timers/promises';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { developmentPhrase } from '../../../scripts/local-chain.mjs';
import { password } from './extension';

// What a person does on a screen, for Puppeteer.

/** How long anything on a screen may take to come. */
const patience = 30_000;

/**
 * The first page of an origin at such an address; Firefox tells only the page itself where an extension's page is. One
 * whose first byte is still on its way has the address, but neither content scripts nor a provider.
 */
export async function pageAt(
  browser: Browser,
  origin: string,
  part: string,
  earlier: ReadonlySet<Page> = new Set(),
): Promise<Page> {
  return await until(`a page of ${origin} at ${part}`, async () => {
    for (const page of await browser.pages()) {
      if (earlier.has(page)) continue;
      const address = await page
        .evaluate(() => (document.readyState === 'loading' ? '' : location.href))
        .catch(() => '');
      if (address.startsWith(origin) && address.includes(part)) return page;
    }
    return undefined;
  });
}

/** Asks again and again, for what Puppeteer is not told of, until there is something. */
export async function until<Thing>(sought: string, ask: () => Promise<Thing | undefined>): Promise<Thing> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const found = await ask();
    if (found !== undefined) return found;
    await setTimeout(50);
  }
  throw new Error(`Waited in vain for ${sought}`);
}

/** Imports, on the welcome page, the wallet that has funds on the local chain. */
export async function importInto(welcome: Page): Promise<void> {
  await click(welcome, 'Import a recovery phrase');
  await fill(welcome, 'Recovery phrase', developmentPhrase);
  await fill(welcome, 'Password', password);
  await fill(welcome, 'Confirm password', password);
  await click(welcome, 'Continue');
  await find(welcome, 'button', 'Open Sekisho');
  await welcome.close();
}

/** A thing on a screen, or in a part of it, by its role and accessible name, as soon as it is there. */
export async function find(within: Page | ElementHandle, role: string, name: string) {
  const found = await within.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`, {
    timeout: patience,
  });
  if (found === null) throw new Error(`There is no ${role} "${name}"`);
  return found;
}

/** Waits until a text is on the screen. */
export async function see(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (sought) => document.body.innerText.includes(sought),
    { timeout: patience },
    text,
  );
}

/** A button, as soon as it is enabled: one that approves opens after a second of attention. */
export async function findOpen(page: Page, name: string) {
  const button = await find(page, 'button', name);
  await page.waitForFunction(
    (each) => !each.matches(':disabled, [aria-disabled="true"]'),
    { timeout: patience },
    button,
  );
  return button;
}

/** Clicks a button as soon as it is enabled. */
export async function click(page: Page, name: string): Promise<void> {
  const button = await findOpen(page, name);
  await button.click();
}

/** Clicks what answers the last request that waits, and is done when its window has closed. */
export async function settle(requestWindow: Page, name: string): Promise<void> {
  await click(requestWindow, name);
  await closed(requestWindow);
}

/** Waits until a window has closed: nobody answers in it. */
export async function closed(window: Page): Promise<void> {
  await until('a window to close', () => window.evaluate(() => undefined).catch(() => true));
}

/** Types into a field, over what stands in it. */
export async function fill(page: Page, name: string, text: string): Promise<void> {
  const field = await page.waitForSelector(`::-p-aria([name="${name}"])`, { timeout: patience });
  if (field === null) throw new Error(`There is no field "${name}"`);
  await field.click({ count: 3 });
  await field.type(text);
}

/** Chooses from a list by what is read in it. */
export async function choose(page: Page, name: string, label: string): Promise<void> {
  const list = await find(page, 'combobox', name);
  const value = await list.evaluate(
    (each, sought) => [...each.querySelectorAll('option')].find(({ label }) => label === sought)?.value,
    label,
  );
  if (value === undefined) throw new Error(`"${name}" does not offer "${label}"`);
  await list.select(value);
}
