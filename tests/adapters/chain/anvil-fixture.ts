import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A real chain on a free port. */
export interface Anvil extends AsyncDisposable {
  readonly url: string;
  /** Asks it itself, past the adapter. */
  ask(method: string, ...params: readonly unknown[]): Promise<unknown>;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The package that holds anvil on this platform, in the lock file or where `npm start` installs it. */
function anvilFile(): string {
  const cpu = process.arch === 'x64' ? 'amd64' : process.arch;
  const file = `node_modules/@foundry-rs/anvil-${process.platform}-${cpu}/bin/anvil`;
  const found = [process.env.ANVIL, `${root}${file}`, `${root}out/tools/${file}`].find(
    (candidate) => candidate !== undefined && existsSync(candidate),
  );
  return found ?? 'anvil';
}

/** Starts anvil, and is done when it says that it listens. */
export async function startAnvil(...options: readonly string[]): Promise<Anvil> {
  const child = spawn(
    anvilFile(),
    ['--host', '127.0.0.1', '--port', '0', '--chain-id', '31337', ...options],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (data: Buffer) => {
      text += data.toString();
      const [, address] = /Listening on (\S+)/.exec(text) ?? [];
      if (address !== undefined) resolve(`http://${address}`);
    });
    child.once('error', reject);
    child.once('close', () => {
      reject(new Error(`anvil ended before it listened: ${text}`));
    });
  });
  return {
    url,
    async ask(method, ...params) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      });
      const { result, error } = await response.json();
      if (error !== undefined) throw new Error(`${method}: ${error.message}`);
      return result;
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      await exited;
    },
  };
}
