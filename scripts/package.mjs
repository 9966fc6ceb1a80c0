// @ts-check
// `npm run package`: what goes to the stores, under out/packages. The same commit makes the same bytes.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';
import { setUpPackages } from './setup.mjs';
import { printTable, Problem, root, run, runInstalled, runMain } from './terminal.mjs';

/** Zip files hold a local time without a zone: this one is the earliest, and the same everywhere. */
const mtime = new Date(1980, 0, 1);

/** @typedef {Record<string, Uint8Array>} Files By their path in the archive. */

await runMain(async () => {
  await setUpPackages();
  const { version } = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'));
  await build('chrome', []);
  await build('firefox', ['--mode', 'firefox']);

  const folder = join(root, 'out', 'packages');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const rows = [];
  for (const [name, files] of /** @type {const} */ ([
    ['chrome', withoutKey(filesUnder(join(root, 'dist', 'chrome')))],
    ['firefox', filesUnder(join(root, 'dist', 'firefox'))],
    ['source', await sourceFiles()],
  ])) {
    const archive = zipSync(sorted(files), { level: 9, mtime });
    const file = `sekisho-${name}-${version}.zip`;
    writeFileSync(join(folder, file), archive);
    const digest = createHash('sha256').update(archive).digest('hex');
    rows.push([file, `${Object.keys(files).length}`, `${Math.ceil(archive.length / 1000)}`, digest]);
  }
  printTable(['out/packages/', 'files', 'kB', 'SHA-256'], rows);
});

/** @param {string} browser @param {string[]} args */
async function build(browser, args) {
  const { code, output } = await runInstalled('vite', ['build', '--logLevel', 'warn', ...args]);
  if (code !== 0) throw new Problem(`The extension for ${browser} could not be built:\n${output}`);
}

/** @param {string} folder @returns {Files} */
function filesUnder(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(folder, file).replaceAll(sep, '/'), readFileSync(file)]),
  );
}

/**
 * The store gives the extension its key; ours is for a stable id while it is unpacked.
 * @param {Files} files
 * @returns {Files}
 */
function withoutKey(files) {
  const { key: _, ...manifest } = JSON.parse(new TextDecoder().decode(files['manifest.json']));
  return { ...files, 'manifest.json': new TextEncoder().encode(JSON.stringify(manifest, null, 2)) };
}

/**
 * What a reviewer needs to build the same: every file of the repository.
 * @returns {Promise<Files>}
 */
async function sourceFiles() {
  const { code, output } = await run('git', ['ls-files', '-z']);
  if (code !== 0) throw new Problem('The source archive is made from a git checkout, and this is none.');
  const names = output.split('\0').filter((name) => name !== '');
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name))]));
}

/** @param {Files} files @returns {Files} */
function sorted(files) {
  return Object.fromEntries(Object.entries(files).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
