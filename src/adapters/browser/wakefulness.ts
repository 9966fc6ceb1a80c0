import browser from 'webextension-polyfill';
import { type Millis, second } from '../../core/units';

/** Far below the idle time after which a browser ends the worker. */
const touchEvery: Millis = second / 2;

/**
 * Keeps the worker awake over a piece of work. Firefox counts no message over a port as work: its event page may be
 * ended right in the middle, and nobody would know whether it was done. Any call of the browser's counts.
 */
export async function stayAwake<Result>(work: () => Promise<Result>): Promise<Result> {
  touch();
  const timer = setInterval(touch, touchEvery);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

function touch(): void {
  browser.runtime.getPlatformInfo().catch(() => undefined);
}
