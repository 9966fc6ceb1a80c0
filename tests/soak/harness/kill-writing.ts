import { once } from 'node:events';
import type { Answer } from '../../e2e/harness/provider';
import { churnSettings, churnSite, findLosses, newLedger } from './churn';
import type { OwnPage } from './own-page';
import { count, keepProgress, readProgress, wantedRuns } from './progress';
import { drawsOf } from './random';

/** A browser over a profile that outlives it. */
export interface Mortal {
  readonly own: OwnPage;
  /** Opens a site in a tab; what it gives asks Sekisho there. */
  openSite(url: string): Promise<(method: string) => Promise<Answer>>;
  /** As a power cut does. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Kills a browser while Sekisho writes, starts it again over the same profile, and compares (SEC-22): no session is
 * lost and no end undone that a page or a person was told of. Answers with what was lost.
 */
export async function killWriting(
  name: string,
  sites: readonly string[],
  launch: (isFirst: boolean) => Promise<Mortal>,
): Promise<readonly string[]> {
  const progress = readProgress(name);
  const draw = drawsOf(progress.done + 1);
  const ledger = newLedger();
  for (let isFirst = true; ; isFirst = false) {
    const browser = await launch(isFirst);
    if (!isFirst) {
      await browser.own.unlock();
      const { losses, isBroughtBack } = await findLosses(browser.own, ledger);
      progress.lost.push(...losses);
      if (isBroughtBack) count(progress, 'database gone and brought back');
      progress.done += 1;
      count(progress, 'acknowledged', ledger.acknowledgements);
      ledger.acknowledgements = 0;
      keepProgress(name, progress);
    }
    if (progress.done >= wantedRuns() || progress.lost.length > 0) {
      await browser.close();
      return progress.lost;
    }
    const asks = [];
    // One after the other: each comes to the front.
    for (const site of sites) asks.push({ site, ask: await browser.openSite(site) });
    const writing = Promise.allSettled([
      ...asks.map(({ site, ask }) => churnSite(browser.own, ledger, new URL(site).origin, ask)),
      churnSettings(browser.own, ledger),
    ]);
    const wanted = 1 + draw(6);
    while (ledger.acknowledgements < wanted) await once(ledger.changes, 'acknowledged');
    // It writes all the time: any moment does.
    await new Promise((resolve) => setTimeout(resolve, draw(50)));
    await browser.kill();
    await writing;
  }
}
