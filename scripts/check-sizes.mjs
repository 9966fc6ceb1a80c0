// @ts-check
// Holds the built extension to what it may weigh, and to having nothing that a page can read (SEC-6).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtExtension } from './extension.mjs';
import { printTable, Problem, runMain } from './terminal.mjs';

await runMain(async () => {
  const manifest = JSON.parse(readFileSync(join(builtExtension, 'manifest.json'), 'utf8'));
  /** @param {string | undefined} world */
  const script = (world) =>
    manifest.content_scripts.find((/** @type {{world?: string}} */ entry) => entry.world === world).js;

  const rows = /** @type {const} */ ([
    ['inpage', script('MAIN'), 8],
    ['content', script(undefined), 4],
    ['worker', [manifest.background.service_worker], 120],
  ]).map(([name, files, limit]) => {
    const bytes = Buffer.concat(
      files.map((/** @type {string} */ file) => readFileSync(join(builtExtension, file))),
    );
    const kilobytes = gzipSync(bytes, { level: 9 }).length / 1000;
    const isWithin = kilobytes <= limit;
    return { isWithin, cells: [name, kilobytes.toFixed(2), `${limit}`, isWithin ? 'passed' : 'failed'] };
  });
  printTable(
    ['script', 'kB (gzip)', 'limit', 'result'],
    rows.map(({ cells }) => cells),
  );
  if (rows.some(({ isWithin }) => !isWithin)) throw new Problem('A script is larger than it may be.');
  if (manifest.web_accessible_resources) throw new Problem('The manifest has web-accessible resources.');
});
