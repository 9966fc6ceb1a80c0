import type { Page } from '@playwright/test';

/** What runs in a page, and is timed there. */

declare global {
  interface Window {
    /** The providers that a bench page has heard of, by their rdns. */
    benchProviders?: Record<string, { request(asked: { method: string }): Promise<unknown> }>;
  }
}

/** Takes up the providers that are announced in a page. */
export async function findProviders(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: NonNullable<typeof window.benchProviders> = {};
    window.addEventListener('eip6963:announceProvider', (event) => {
      if (!(event instanceof CustomEvent)) return;
      found[event.detail.info.rdns] = event.detail.provider;
    });
    window.dispatchEvent(new Event('eip6963:requestProvider'));
    window.benchProviders = found;
    return Object.keys(found);
  });
}

/** The times of so many calls of each provider, in turns; who is first alternates. In ms. */
export async function timeInTurns(
  page: Page,
  rdns: readonly [string, string],
  method: string,
  rounds: number,
): Promise<readonly [readonly number[], readonly number[]]> {
  return page.evaluate(
    async ([names, asked, count]) => {
      const providers = names.map((name) => window.benchProviders![name]!);
      const times: [number[], number[]] = [[], []];
      for (let round = 0; round < count; round += 1) {
        for (const turn of round % 2 === 0 ? [0, 1] : [1, 0]) {
          const started = performance.now();
          await providers[turn]!.request({ method: asked });
          times[turn]!.push(performance.now() - started);
        }
      }
      return times;
    },
    [rdns, method, rounds] as const,
  );
}

/** How many calls a second each provider answers when `size` are asked at once, in turns. */
export async function rateInTurns(
  page: Page,
  rdns: readonly [string, string],
  { method, size, rounds }: { method: string; size: number; rounds: number },
): Promise<readonly [readonly number[], readonly number[]]> {
  return page.evaluate(
    async ([names, asked, calls, count]) => {
      const providers = names.map((name) => window.benchProviders![name]!);
      const rates: [number[], number[]] = [[], []];
      for (let round = 0; round < count; round += 1) {
        for (const turn of round % 2 === 0 ? [0, 1] : [1, 0]) {
          const started = performance.now();
          await Promise.all(Array.from({ length: calls }, () => providers[turn]!.request({ method: asked })));
          rates[turn]!.push((calls * 1000) / (performance.now() - started));
        }
      }
      return rates;
    },
    [rdns, method, size, rounds] as const,
  );
}

/** The time of one call, in ms. */
export async function timeCall(page: Page, rdns: string, method: string): Promise<number> {
  return page.evaluate(
    async ([name, asked]) => {
      const started = performance.now();
      await window.benchProviders![name]!.request({ method: asked });
      return performance.now() - started;
    },
    [rdns, method] as const,
  );
}
