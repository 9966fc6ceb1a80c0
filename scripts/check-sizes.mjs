// @ts-check
// Holds the built extension to what it may weigh, to having nothing that a page can read (SEC-6), and no clock of a test.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtExtension } from './extension.mjs';
import { builtForFirefox } from './firefox.mjs';
import { printTable, Problem, runMain } from './terminal.mjs';

/**
 * A test build has a script before the worker's own that sets its clock; what is shipped has one script, and that
 * neither sets `Date.now` nor knows where the test keeps its offset.
 * @param {string} folder
 */
function refuseTestClock(folder) {
  const { background } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  if ([background.service_worker, ...(background.scripts ?? [])].filter(Boolean).length !== 1) {
    throw new Problem(`The worker of ${folder} is not one script.`);
  }
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.js')) continue;
    if (/testClockOffset|Date\.now\s*=(?!=)/.test(readFileSync(join(folder, file), 'utf8'))) {
      throw new Problem(`${join(folder, file)} has the clock of a test build.`);
    }
  }
}

await runMain(async () => {
  const manifest = JSON.parse(readFileSync(join(builtExtension, 'manifest.json'), 'utf8'));
  /** @param {string | undefined} world */
  const script = (world) =>
    manifest.content_scripts.find((/** @type {{world?: string}} */ entry) => entry.world === world).js;

  const rows = /** @type {const} */ ([
    ['inpage', script('MAIN'), 8],
    ['content', script(undefined), 4],
    ['worker', [manifest.background.service_worker], 150],
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
  for (const folder of [builtExtension, builtForFirefox]) refuseTestClock(folder);
  if (manifest.web_accessible_resources) throw new Problem('The manifest has web-accessible resources.');
});
