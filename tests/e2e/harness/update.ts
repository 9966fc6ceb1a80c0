import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from '@playwright/test';
import type { Extension } from './extension';
import type { Answer } from './provider';

type Manifest = Record<string, unknown> & { version: string };
type Chrome = { runtime: { reload: () => void; onUpdateAvailable: { hasListeners: () => boolean } } };

/** Lays a built extension into a folder, with a manifest of its own. */
export function layOut(built: string, folder: string, change: (manifest: Manifest) => void = () => {}): void {
  cpSync(built, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'));
  change(manifest);
  writeFileSync(file, JSON.stringify(manifest));
}

/** Has the browser take up what lies in the extension's folder now; done when the new worker runs, which is given back. */
export async function takeUp(extension: Extension): Promise<Worker> {
  const { context } = extension;
  const page = await extension.openPopup();
  const worker = context.waitForEvent('serviceworker');
  const closed = page.waitForEvent('close');
  // The page goes down with the version that it belongs to, and answers nothing.
  page
    .evaluate(() => (globalThis as unknown as { chrome: Chrome }).chrome.runtime.reload())
    .catch(() => undefined);
  await closed;
  return worker;
}

/** Whether a worker listens for updates, which is what holds one back. */
export async function isListeningForUpdates(worker: Worker): Promise<boolean> {
  return worker.evaluate(() =>
    (globalThis as unknown as { chrome: Chrome }).chrome.runtime.onUpdateAvailable.hasListeners(),
  );
}

type Kept = { request: (asked: { method: string }) => Promise<unknown> };
declare global {
  interface Window {
    keptProvider?: Kept;
    ethereum?: Kept;
  }
}

// These run in a page, of whichever browser, and name nothing outside themselves.

/** Keeps the provider that is announced, as a dApp does. */
export function keepInPage(): void {
  const keep = (event: Event) => {
    window.keptProvider = (event as CustomEvent<{ provider: Kept }>).detail.provider;
  };
  window.addEventListener('eip6963:announceProvider', keep, { once: true });
  window.dispatchEvent(new Event('eip6963:requestProvider'));
}

/** Asks the provider that was kept, whatever became of its wallet. */
export async function askKeptInPage(method: string): Promise<Answer> {
  try {
    return { ok: true, value: await window.keptProvider!.request({ method }) };
  } catch (error) {
    const { code, message } = error as { code: number; message: string };
    return { ok: false, code, message, data: null };
  }
}

/** The chain, from `window.ethereum`. */
export async function askEthereumInPage(): Promise<unknown> {
  return window.ethereum!.request({ method: 'eth_chainId' });
}
