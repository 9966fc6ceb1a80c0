// @ts-check
// `npm run test:soak -- --kills 10000`: the large numbers, for hours where wanted. What was broken off goes on where it
// was; `--fresh` begins anew. Several soaks at once run one after the other. `--quick` is what `npm test` does: over
// what is built already, and it leaves the progress of a long run alone.
//   --kills N              the worker is killed N times, at random moments of requests
//   --sigkills N           Chromium is killed N times while it writes
//   --firefox-sigkills N   Firefox is
//   --traces N             N traces of clocks that are set, workers that die and browsers that close
//   --histories N          N histories of devices, relays and what goes wrong between them
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  { name: 'traces', run: inUnit('SEKISHO_TRACES', ['tests/services/clock']) },
  {
    name: 'histories',
    run: inUnit('SEKISHO_HISTORIES', ['tests/core/claim-simulation.test.ts', '-t', 'never breaks']),
  },
];

/** So many runs of a property are one test; each such piece is kept. */
const pieceOfRuns = 5_000;

/**
 * Runs a property of the unit tests, piece by piece, each from the next seed on.
 * @param {string} amount The variable that says how many runs one test has.
 * @param {string[]} args
 * @returns {Soak['run']}
 */
function inUnit(amount, args) {
  return async (name, runs, folder) => {
    const file = join(folder, `${name}.json`);
    const progress = readProgress(file);
    while (progress.done < runs && progress.lost.length === 0) {
      const size = Math.min(pieceOfRuns, runs - progress.done);
      const seed = progress.done + 1;
      const env = { [amount]: `${size}`, SEKISHO_SEED: `${seed}` };
      const { code, output } = await runInstalled('vitest', ['run', ...args], { env });
      if (code === 0) progress.done += size;
      else progress.lost.push(`${amount}=${size} SEKISHO_SEED=${seed}\n${output.trimEnd()}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, JSON.stringify(progress, null, 2));
    }
    return progress.lost.length === 0 ? 0 : 1;
  };
}

/** @param {string} file @returns {{done: number, counts: Record<string, number>, lost: string[]}} */
function readProgress(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { done: 0, counts: {}, lost: [] };
}

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
  const { done, counts, lost } = readProgress(file);
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
