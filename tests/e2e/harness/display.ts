import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Page } from '@playwright/test';

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

/** Leaves a page's focus to its real window. Playwright otherwise tells every page that it has the focus. */
export async function useRealFocus(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
}
