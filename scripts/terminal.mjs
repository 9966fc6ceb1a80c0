// @ts-check
// Talks to the terminal and runs commands. Node's own modules only: it serves before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const isWindows = process.platform === 'win32';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '..');

/** A failure that is told in its message alone, without a stack. */
export class Problem extends Error {}

/**
 * @typedef {object} RunOptions
 * @property {'show' | 'hide'} [output] Whether its output is shown as it comes; it is returned in either case.
 * @property {Record<string, string>} [env]
 */

/**
 * Runs a command in the project's folder, with nothing to read from.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{code: number, output: string}>} The code is 127 where there is no such command.
 */
export function run(command, args, { output = 'hide', env = {} } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: isWindows && !command.endsWith('.exe'),
    });
    let text = '';
    for (const [from, to] of /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])) {
      from.on('data', (data) => {
        text += data;
        if (output === 'show') to.write(data);
      });
    }
    child.on('error', (error) => done({ code: 127, output: error.message }));
    child.on('close', (code) => done({ code: code ?? 1, output: text }));
  });
}

/**
 * Runs a command that an installed package brings.
 * @param {string} name
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function runInstalled(name, args, options) {
  return run(join(root, 'node_modules', '.bin', isWindows ? `${name}.cmd` : name), args, options);
}

/**
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js')
    ? run(process.execPath, [script, ...args], options)
    : run('npm', args, options);
}

/**
 * @param {string} name
 * @returns {string | undefined} The file that the PATH has for a command.
 */
export function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, isWindows ? `${name}.exe` : name)).find(existsSync);
}

/**
 * Says what begins, does it, says how long it took. Work that gives false has failed, in a way that may be met.
 * @template Result
 * @param {string} name
 * @param {() => Promise<Result>} work
 */
export async function step(name, work) {
  const started = performance.now();
  console.log(`▸ ${name}`);
  const result = await work();
  console.log(`${result === false ? '✗' : '✓'} ${name} (${seconds(performance.now() - started)})`);
  return result;
}

/** @param {number} millis */
export function seconds(millis) {
  return `${(millis / 1000).toFixed(1)} s`;
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function printTable(head, rows) {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  console.log([line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n'));
}

/**
 * Runs a script's main function: a problem is told in one sentence, anything else with its stack.
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Problem ? `✗ ${error.message}` : error);
    process.exitCode = 1;
  }
}
