import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts an X server without a screen, for real windows on a machine that has none. */
export async function startDisplay() {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const exited = once(child, 'close');
  const [number] = await Promise.race([
    once(child.stdio[3]!, 'data'),
    exited.then(() => Promise.reject(new Error('Xvfb ended before it had a display'))),
  ]);
  return {
    name: `:${String(number).trim()}`,
    async stop() {
      child.kill();
      await exited;
    },
  };
}
