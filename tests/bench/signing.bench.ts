import { join } from 'node:path';
import { build } from 'vite';
import { record } from './harness/figures';
import { launchWith, test } from './harness/fixtures';
import { samples } from './harness/plan';

test('an open vault signs', async ({ browserFile, site }, testInfo) => {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'signing-page.ts'), formats: ['iife'], name: 'signing' },
    },
  });
  const [script] = [result].flat().flatMap((part) => ('output' in part ? part.output : []));
  if (script?.type !== 'chunk') throw new Error('The page has no script');
  const context = await launchWith(browserFile, testInfo.outputPath('bare'), []);
  const page = await context.newPage();
  await page.goto(site.url());
  await page.addScriptTag({ content: script.code });
  const times = await page.evaluate((count) => window.benchSignatures(count), samples(100, 30));
  await context.close();
  record({ name: 'signature with an open vault', unit: 'ms', base: 'sekisho', samples: { sekisho: times } });
});
