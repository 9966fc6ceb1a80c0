import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { record } from './harness/figures';
import { launchWith, test } from './harness/fixtures';
import { floor, peer, samples, sekisho, type Subject } from './harness/plan';

const subjects = [floor, sekisho, ...(peer === null ? [] : [peer])];

test('a page loads with each extension, and with none', async ({ browserFile, site }, testInfo) => {
  const pages = new Map<string, Page>();
  for (const [name, installed] of [
    ['none', []],
    ...subjects.map((each) => [each.name, [each]] as const),
  ] as const) {
    const context = await launchWith(browserFile, testInfo.outputPath(name), installed);
    pages.set(name, await context.newPage());
  }
  const times: Record<string, number[]> = Object.fromEntries([...pages.keys()].map((name) => [name, []]));
  for (let round = 0; round < samples(200, 60); round += 1) {
    const turn = [...pages];
    for (const [name, page] of round % 2 === 0 ? turn : turn.toReversed()) {
      await page.goto(`${site.url()}?${round}`);
      const took = await page.evaluate(async () => {
        const [navigation] = performance.getEntriesByType('navigation');
        if (!(navigation instanceof PerformanceNavigationTiming)) throw new Error('No navigation was timed');
        while (navigation.loadEventEnd === 0) await new Promise((next) => setTimeout(next));
        return navigation.loadEventEnd - navigation.responseStart;
      });
      if (round >= 3) times[name]!.push(took);
    }
  }
  for (const page of pages.values()) await page.context().close();
  record({ name: 'page load', unit: 'ms', base: 'floor', samples: times });
});

test('script is put into each page', () => {
  const weights = subjects.map((subject) => [subject.name, [scriptOf(subject)]] as const);
  record({
    name: 'script per page (gzip)',
    unit: 'kB',
    base: 'floor',
    samples: Object.fromEntries(weights),
  });
});

test('in a page that cannot hold a session nothing runs but the first lines', async ({
  pair: { extension },
  site,
}) => {
  const page = await extension.context.newPage();
  await page.goto(site.url('/sandboxed'));
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.startPreciseCoverage', { callCount: true });
  await page.reload();
  const { result } = await session.send('Profiler.takePreciseCoverage');
  const ran = result
    .filter(({ url }) => url.startsWith(`chrome-extension://${extension.id}/`))
    .map(({ functions }) => functions.filter(({ ranges }) => ranges.some(({ count }) => count > 0)).length);
  record({
    name: 'functions run in a frame without sessions',
    unit: 'functions',
    base: 'sekisho',
    samples: { sekisho: [ran.reduce((sum, count) => sum + count, 0)] },
  });
});

/** What the manifest has the browser run in each page, in kB of gzip. */
function scriptOf({ folder }: Subject): number {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const files: string[] = (manifest.content_scripts ?? []).flatMap(({ js }: { js?: string[] }) => js ?? []);
  const sizes = files.map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}
