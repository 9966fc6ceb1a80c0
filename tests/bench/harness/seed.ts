import type { Page } from '@playwright/test';
import { sessionRow } from '../../../src/adapters/storage/session-store';
import { parseAddress } from '../../../src/core/address';
import type { Session } from '../../../src/core/session';
import { day, hour, type Millis } from '../../../src/core/units';
import { firstAccount } from '../../e2e/harness/stories';
import { sampleEnd, sampleOrigin, sampleSession } from '../../fixtures/sample-records';

/** The stock's sites are subdomains of loopback, so that a browser can go there. */
export function stockedSite(number: number): string {
  return `site-${number}.localhost`;
}

/** A session of the stock, a day old. Every third has ended; the others live on for days. */
export function stockedSession(number: number, port: number, now: Millis): Session {
  return sampleSession(number, {
    origin: sampleOrigin(`http://${stockedSite(number)}:${port}`),
    accounts: [parseAddress(firstAccount)!],
    openedAt: now - day - number,
    lastUsedAt: now - hour - number,
    end: number % 3 === 0 ? sampleEnd(now - hour - number) : null,
  });
}

/** Writes sessions into the database from one of Sekisho's own pages. A worker that is awake does not see them. */
export async function putSessions(page: Page, sessions: readonly Session[]): Promise<void> {
  const batch = 5_000;
  for (let from = 0; from < sessions.length; from += batch) {
    await page.evaluate(
      async (rows) => {
        const done = <Result>(request: IDBRequest<Result>) =>
          new Promise<Result>((resolve, reject) => {
            request.addEventListener('success', () => resolve(request.result));
            request.addEventListener('error', () => reject(new Error(request.error?.message)));
          });
        const db = await done(indexedDB.open('sekisho'));
        const tx = db.transaction(['sessions', 'meta'], 'readwrite');
        const kept = tx.objectStore('sessions');
        for (const row of rows) kept.put(row);
        // The store keeps this number itself; what is written behind its back has to be counted in.
        const [live, ended] = await Promise.all([
          done(kept.index('deadline').count()),
          done(kept.index('endedAt').count()),
        ]);
        tx.objectStore('meta').put({ name: 'sessionCount', live, ended });
        await new Promise((committed) => tx.addEventListener('complete', committed));
        db.close();
      },
      sessions.slice(from, from + batch).map(sessionRow),
    );
  }
}
