// @ts-check
// `npm test`: sets the machine up, runs every suite, and ends with the line "N passed, N failed".
// `npm test -- --only unit,e2e [more arguments for the suite]` runs some of them.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { check } from './check.mjs';
import {
  setUpBrowser,
  setUpFaketime,
  setUpFirefox,
  setUpFonts,
  setUpPackages,
  setUpVirtualDisplay,
} from './setup.mjs';
import { printTable, Problem, root, run, runInstalled, runMain } from './terminal.mjs';

/**
 * What a suite came to. One that has no tests, or broke without naming one, counts as one failure.
 * @typedef {{passed: number, failed: number, failures?: string[]}} Outcome failures: which tests, and how
 * @typedef {{name: string, needs?: string[], run: (args: string[]) => Promise<Outcome>}} Suite
 */

/** @type {Suite[]} */
const suites = [
  { name: 'check', run: async () => outcomeOf(await check()) },
  { name: 'unit', run: runUnit },
  { name: 'build', run: buildBoth },
  {
    name: 'firefox lint',
    needs: ['build'],
    run: async () => outcomeOf((await run(process.execPath, ['scripts/lint-firefox.mjs'], shown)).code === 0),
  },
  {
    name: 'sizes',
    needs: ['build'],
    run: async () => outcomeOf((await run(process.execPath, ['scripts/check-sizes.mjs'], shown)).code === 0),
  },
  { name: 'e2e', needs: ['build'], run: runBrowserStories },
  {
    name: 'kills',
    needs: ['build'],
    run: async () =>
      outcomeOf((await run(process.execPath, ['scripts/soak.mjs', ...someKills], shown)).code === 0),
  },
  {
    name: 'bench',
    run: async () =>
      outcomeOf((await run(process.execPath, ['scripts/bench.mjs', '--quick'], shown)).code === 0),
  },
];

/** A sample of what `npm run test:soak` does in hours, over the extensions that were built. */
const someKills = '--kills 40 --sigkills 5 --firefox-sigkills 3 --quick'.split(' ');

const shown = /** @type {const} */ ({ output: 'show' });

/** @param {boolean} didPass @returns {Outcome} */
function outcomeOf(didPass) {
  return { passed: 0, failed: didPass ? 0 : 1 };
}

async function buildBoth() {
  const chrome = await runInstalled('vite', ['build'], shown);
  const firefox = await runInstalled('vite', ['build', '--mode', 'firefox'], shown);
  return outcomeOf(chrome.code === 0 && firefox.code === 0);
}

/** @param {string[]} args */
async function runUnit(args) {
  const report = newReport('vitest.json');
  const { code } = await runInstalled(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
    shown,
  );
  const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = readReport(report);
  const failures = /** @type {import('vitest/node').JsonTestResults['testResults']} */ (testResults)
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => tellFailure(fullName, failureMessages ?? []));
  return withExitCode({ passed: numPassedTests, failed: numFailedTests, failures }, code);
}

/** @param {string[]} args */
async function runBrowserStories(args) {
  const executable = await setUpBrowser();
  const firefox = await setUpFirefox();
  await setUpVirtualDisplay();
  await setUpFaketime();
  await setUpFonts();
  const report = newReport('playwright.json');
  const { code } = await runInstalled(
    'playwright',
    ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json', ...args],
    {
      ...shown,
      env: { SEKISHO_CHROMIUM: executable, SEKISHO_FIREFOX: firefox, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    },
  );
  const { stats: { expected = 0, unexpected = 0, flaky = 0 } = {}, suites: files = [] } = readReport(report);
  const failures = files.flatMap(failuresOf);
  return withExitCode({ passed: expected, failed: unexpected + flaky, failures }, code);
}

/**
 * @param {import('@playwright/test/reporter').JSONReportSuite} suite
 * @returns {string[]}
 */
function failuresOf({ specs, suites: inner = [] }) {
  const failed = specs.filter(({ ok }) => !ok);
  return [
    ...failed.map(({ file, line, title, tests }) =>
      tellFailure(
        `${file}:${line} ${title}`,
        tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors.map(({ message }) => message))),
      ),
    ),
    ...inner.flatMap(failuresOf),
  ];
}

/** The first lines of it, for the end of a run. @param {string} name @param {string[]} messages */
function tellFailure(name, messages) {
  const lines = stripVTControlCharacters(messages.join('\n')).split('\n').slice(0, 20);
  return [`✘ ${name}`, ...lines.map((line) => `    ${line}`)].join('\n');
}

/** @param {string} name */
function newReport(name) {
  const file = join(root, 'out', 'reports', name);
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file @returns {any} */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** @param {Outcome} outcome @param {number} code */
function withExitCode({ failed, ...rest }, code) {
  return { ...rest, failed: code === 0 ? failed : Math.max(failed, 1) };
}

/** @param {string[]} args */
function choose(args) {
  const at = args.indexOf('--only');
  if (at === -1) return { chosen: suites, rest: args };
  const names = (args[at + 1] ?? '').split(',');
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    throw new Problem(`There is no suite "${unknown}": ${suites.map(({ name }) => name).join(', ')}.`);
  }
  const wanted = new Set(suites.filter(({ name }) => names.includes(name)).flatMap(withNeeds));
  return { chosen: suites.filter(({ name }) => wanted.has(name)), rest: args.toSpliced(at, 2) };
}

/** @param {Suite} suite */
function withNeeds({ name, needs = [] }) {
  return [...needs, name];
}

await runMain(async () => {
  const { chosen, rest } = choose(process.argv.slice(2));
  await setUpPackages();
  const rows = [];
  const total = { passed: 0, failed: 0, failures: /** @type {string[]} */ ([]) };
  const broken = new Set();
  for (const { name, needs = [], run: runSuite } of chosen) {
    console.log(`\n▸ ${name}`);
    const started = performance.now();
    const isPossible = !needs.some((need) => broken.has(need));
    const outcome = isPossible ? await runSuite(name === 'build' ? [] : rest) : outcomeOf(false);
    if (outcome.failed > 0) broken.add(name);
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    total.failures.push(...(outcome.failures ?? []));
    const minutes = ((performance.now() - started) / 60_000).toFixed(2);
    rows.push([name, isPossible ? `${outcome.passed}` : 'not run', `${outcome.failed}`, minutes]);
  }
  console.log('');
  for (const failure of total.failures) console.log(`${failure}\n`);
  printTable(['suite', 'passed', 'failed', 'minutes'], rows);
  if (total.failed > 0) process.exitCode = 1;
  console.log(`${total.passed} passed, ${total.failed} failed`);
});
