// @ts-check
// `npm run test:soak -- --kills 10000`: the large numbers, for hours where wanted. What was broken off goes on where it
// was; `--fresh` begins anew. Several soaks at once run one after the other.
//   --kills N              the worker is killed N times, at random moments of requests
//   --sigkills N           Chromium is killed N times while it writes
//   --firefox-sigkills N   Firefox is
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setUpBrowser, setUpFirefox, setUpFonts, setUpPackages } from './setup.mjs';
import { Problem, root, runInstalled, runMain } from './terminal.mjs';

/** @typedef {{name: string, run: (name: string, runs: number) => Promise<number>}} Soak `run` gives an exit code. */

/** @type {Soak[]} */
const soaks = [
  { name: 'kills', run: inBrowser },
  { name: 'sigkills', run: inBrowser },
  { name: 'firefox-sigkills', run: inBrowser },
];

/** Runs `tests/soak/<name>.soak.ts` over the extensions as they were built last. @type {Soak['run']} */
async function inBrowser(name, runs) {
  const executable = await setUpBrowser();
  const firefox = await setUpFirefox();
  await setUpFonts();
  const { code } = await runInstalled(
    'playwright',
    ['test', '--config', 'tests/soak/playwright.config.ts', `/${name}.soak`],
    {
      output: 'show',
      env: { SEKISHO_CHROMIUM: executable, SEKISHO_FIREFOX: firefox, SEKISHO_SOAK_RUNS: `${runs}` },
    },
  );
  return code;
}

/** @param {string} name */
function progressFile(name) {
  return join(root, 'out', 'soak', `${name}.json`);
}

/** @param {string} name */
function sayProgress(name) {
  const file = progressFile(name);
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
      'no-build': { type: 'boolean', default: false },
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
  for (const mode of values['no-build'] ? [] : [[], ['--mode', 'firefox']]) {
    const { code } = await runInstalled('vite', ['build', '--logLevel', 'warn', ...mode], { output: 'show' });
    if (code !== 0) throw new Problem('The extension could not be built; the reason stands above.');
  }
  for (const { name, runs, run } of wanted) {
    if (values.fresh) rmSync(progressFile(name), { force: true });
    const code = await run(name, runs);
    sayProgress(name);
    if (code !== 0) process.exitCode = code;
  }
});
