import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { record } from './harness/figures';
import { test } from './harness/fixtures';
import { timeCall } from './harness/in-page';
import { sekisho } from './harness/plan';
import { coverageOfWorker } from './harness/coverage';

test('the worker evaluates little of itself to answer a page', async ({
  pair: { extension, page, workers },
}) => {
  await workers.stopAll();
  await page.waitForTimeout(100);
  await timeCall(page, sekisho.rdns, 'eth_accounts');
  const manifest = JSON.parse(readFileSync(join(sekisho.folder, 'manifest.json'), 'utf8'));
  const file: string = manifest.background.service_worker;
  const source = readFileSync(join(sekisho.folder, file), 'utf8');
  const ran = await coverageOfWorker(extension.context, `chrome-extension://${extension.id}/${file}`, source);
  const weigh = (text: string) => gzipSync(text, { level: 9 }).length / 1000;
  record({
    name: 'worker script (gzip)',
    unit: 'kB',
    base: 'sekisho',
    samples: { sekisho: [weigh(source)] },
  });
  record({
    name: 'worker script that an eth_accounts evaluates (gzip)',
    unit: 'kB',
    base: 'sekisho',
    samples: { sekisho: [weigh(ran)] },
  });
});
