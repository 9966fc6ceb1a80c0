// @ts-check
// A chain on this machine: anvil, as the product's network "Localhost 8545" expects it.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, onPath, Problem, root, step } from './terminal.mjs';

/** Anvil's default phrase. Everybody knows it: it is for chains like this one only. */
export const developmentPhrase = 'test test test test test test test test test test test junk';

const port = 8545;
const chainId = 31337;

/**
 * Starts the chain, and is done when it listens.
 * @typedef {Awaited<ReturnType<typeof startLocalChain>>} LocalChain
 */
export async function startLocalChain() {
  const args = ['--host', '127.0.0.1', '--port', `${port}`, '--chain-id', `${chainId}`];
  const child = spawn(await setUpAnvil(), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise((done) => child.once('close', done));
  process.once('exit', () => child.kill());
  const url = `http://127.0.0.1:${port}`;

  await new Promise((ready, fail) => {
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        if (text.length > 10_000) return;
        text += data;
        if (text.includes(`Listening on 127.0.0.1:${port}`)) ready(undefined);
      });
    }
    child.once('error', fail);
    child.once('close', () => fail(new Problem(explainExit(text))));
  });

  return {
    /** What the extension calls it. */
    name: `Localhost ${port}`,
    url,
    chainId,
    /**
     * Asks the chain itself, past the extension.
     * @param {string} method
     * @param {unknown[]} [params]
     * @returns {Promise<any>}
     */
    async request(method, params = []) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      });
      const { result, error } = await response.json();
      if (error) throw new Error(`${method}: ${error.message}`);
      return result;
    },
    async stop() {
      child.kill();
      await exited;
    },
  };
}

/** @param {string} output */
function explainExit(output) {
  return /address already in use/i.test(output)
    ? `Port ${port} is taken: stop the program that listens there (another local chain?).`
    : `The local chain ended before it listened: ${output.trim().split('\n').at(-1)}`;
}

/** Installs anvil where the lock file has none for this platform, outside node_modules, which `npm ci` empties. */
async function setUpAnvil() {
  const found = findAnvil();
  if (found) return found;
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [version] = Object.values(optionalDependencies);
  await step('Installing anvil, a local chain', () =>
    npm(['install', '--no-save', '--prefix', 'out/tools', `${platformPackage()}@${version}`], {
      output: 'show',
    }),
  );
  const installed = findAnvil();
  if (installed) return installed;
  throw new Problem(
    'No local chain was found: install Foundry\'s "anvil", or set ANVIL to its executable file.',
  );
}

function findAnvil() {
  const file = join(platformPackage(), 'bin', process.platform === 'win32' ? 'anvil.exe' : 'anvil');
  const candidates = [
    process.env.ANVIL,
    join(root, 'node_modules', file),
    join(root, 'out', 'tools', 'node_modules', file),
    onPath('anvil'),
  ];
  return candidates.find((candidate) => candidate && existsSync(candidate));
}

function platformPackage() {
  return `@foundry-rs/anvil-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
}
