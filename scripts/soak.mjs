// @ts-check
// `npm run test:soak -- --kills 10000`: the large numbers, for hours where wanted. What was broken off goes on where it
// was; `--fresh` begins anew. Several soaks at once run one after the other. `--quick` is what `npm test` does: over
// what is built already, and it leaves the progress of a long run alone.
//   --kills N              the worker is killed N times, at random moments of requests
//   --sigkills N           Chromium is killed N times while it writes
//   --firefox-sigkills N   Firefox is
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setUpBrowser, setUpFirefox, setUpFonts, setUpPackages } from './setup.mjs';
import { Problem, root, runInstalled, runMain } from './terminal.mjs';

/**
 * `run` keeps its progress in the folder and gives an exit code.
 * @typedef {{name: string, run: (name: string, runs: number, folder: string) => Promise<number>}} Soak
 */

/** @type {Soak[]} */
const soaks = [
  { name: 'kills', run: inBrowser },
  { name: 'sigkills', run: inBrowser },
  { name: 'firefox-sigkills', run: inBrowser },
];

/** Runs `tests/soak/<name>.soak.ts` over the extensions as they were built last. @type {Soak['run']} */
async function inBrowser(name, runs, folder) {
  const executable = await setUpBrowser();
  const firefox = await setUpFirefox();
  await setUpFonts();
  const { code } = await runInstalled(
    'playwright',
    ['test', '--config', 'tests/soak/playwright.config.ts', `/${name}.soak`],
    {
      output: 'show',
      env: {
        SEKISHO_CHROMIUM: executable,
        SEKISHO_FIREFOX: firefox,
        SEKISHO_SOAK_RUNS: `${runs}`,
        SEKISHO_SOAK_FOLDER: folder,
      },
    },
  );
  return code;
}

/** @param {string} name @param {string} file */
function sayProgress(name, file) {
  const { done, counts, lost } = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { done: 0, counts: {}, lost: [] };
  const details = Object.entries(counts).map(([what, count]) => `${what}: ${count}`);
  console.log(`soak ${name}: ${done} done, ${lost.length} lost (${details.join(', ')})`);
  for (const sentence of lost) console.log(`  lost: ${sentence}`);
}

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      fresh: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      ...Object.fromEntries(soaks.map(({ name }) => [name, /** @type {const} */ ({ type: 'string' })])),
    },
  });
  const numbers = new Map(Object.entries(values));
  const wanted = soaks.flatMap((soak) => {
    const runs = numbers.get(soak.name);
    if (runs === undefined) return [];
    if (typeof runs !== 'string' || !/^[1-9]\d*$/.test(runs))
      throw new Problem(`--${soak.name} takes a number.`);
    return [{ ...soak, runs: Number(runs) }];
  });
  if (wanted.length === 0)
    throw new Problem(`Say what: ${soaks.map(({ name }) => `--${name} N`).join(', ')}.`);
  await setUpPackages();
  for (const mode of values.quick ? [] : [[], ['--mode', 'firefox']]) {
    const { code } = await runInstalled('vite', ['build', '--logLevel', 'warn', ...mode], { output: 'show' });
    if (code !== 0) throw new Problem('The extension could not be built; the reason stands above.');
  }
  const folder = join(root, 'out', 'soak', values.quick ? 'quick' : '.');
  for (const { name, runs, run } of wanted) {
    const file = join(folder, `${name}.json`);
    if (values.fresh || values.quick) rmSync(file, { force: true });
    const code = await run(name, runs, folder);
    sayProgress(name, file);
    if (code !== 0) process.exitCode = code;
  }
});
