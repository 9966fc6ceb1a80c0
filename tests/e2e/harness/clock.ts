import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { setUpFaketime } from '../../../scripts/setup.mjs';

/** The environment of a browser whose wall clock is off by `offset`, such as `-1d`, from its start to its end. */
export async function clockOffBy(offset: string): Promise<Record<string, string>> {
  return {
    LD_PRELOAD: await setUpFaketime(),
    FAKETIME: offset,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    // Otherwise each wait of a thread ends at once, and the browser starts twenty times as slowly (measured).
    FAKETIME_FORCE_MONOTONIC_FIX: '0',
    NO_FAKE_STAT: '1',
  };
}

const offsetItem = 'testClockOffset';

/**
 * Copies a built extension into one whose worker reads a wall clock that a test can set. Firefox does not run with
 * libfaketime; its event page has a `localStorage`, which the extension's pages share.
 */
export async function buildWithClock(built: string, folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await cp(built, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest: { background: { scripts: string[] } } = JSON.parse(await readFile(file, 'utf8'));
  manifest.background.scripts.unshift('clock.js');
  await writeFile(file, JSON.stringify(manifest));
  await writeFile(
    join(folder, 'clock.js'),
    `const now = Date.now; Date.now = () => now() + Number(localStorage.getItem('${offsetItem}'));`,
  );
  return folder;
}

/** Moves the clock of the worker, from one of Sekisho's own pages. */
export async function moveClock(page: Page, by: number): Promise<void> {
  await page.evaluate(
    (item, more) => {
      // oxlint-disable-next-line no-restricted-globals -- a number of a test, which no product code reads
      localStorage.setItem(item, String(Number(localStorage.getItem(item)) + more));
    },
    offsetItem,
    by,
  );
}
