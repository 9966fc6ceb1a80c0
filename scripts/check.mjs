// @ts-check
// Runs every check and changes nothing. `npm run fix` mends what can be mended by itself.
import { pathToFileURL } from 'node:url';
import { setUpPackages } from './setup.mjs';
import { printTable, runInstalled, runMain, seconds } from './terminal.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {(output: string) => string | undefined} [refuse] Why the output is no success although the exit code is.
 */

/** @type {Check[]} */
const checks = [
  // And the one rule of lint that oxlint does not have.
  { name: 'format', command: 'biome', args: ['check', '.'] },
  { name: 'lint', command: 'oxlint', args: ['--deny-warnings'] },
  { name: 'types: src', command: 'tsc', args: ['--project', '.'] },
  { name: 'types: tests', command: 'tsc', args: ['--project', 'tests'] },
  { name: 'types: scripts', command: 'tsc', args: ['--project', 'scripts'] },
  {
    name: 'boundaries',
    command: 'depcruise',
    args: ['src'],
    refuse: (output) =>
      /[1-9]\d* modules/.test(output) ? undefined : 'It read no module, so it checked nothing.',
  },
  { name: 'unused code', command: 'knip', args: ['--no-progress'] },
];

/** @returns {Promise<boolean>} Whether all passed. */
export async function check() {
  const rows = [];
  let didAllPass = true;
  for (const { name, command, args, refuse } of checks) {
    const started = performance.now();
    const { code, output } = await runInstalled(command, args);
    const refusal = code === 0 ? refuse?.(output) : undefined;
    const didPass = code === 0 && refusal === undefined;
    if (!didPass) console.log(`\n✗ ${name}\n${output.trimEnd()}\n${refusal ?? ''}`);
    didAllPass &&= didPass;
    rows.push([name, didPass ? 'passed' : 'failed', seconds(performance.now() - started)]);
  }
  printTable(['check', 'result', 'time'], rows);
  return didAllPass;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    await setUpPackages();
    if (!(await check())) process.exitCode = 1;
  });
}
