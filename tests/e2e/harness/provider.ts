import type { Frame, Page } from '@playwright/test';

export type Answer =
  | { ok: true; value: unknown }
  | { ok: false; code: number; message: string; data: unknown };

type Request = { method: string; params?: unknown };

type AnnouncedProvider = {
  request: (request: Request) => Promise<unknown>;
  on: (event: string, listener: (value: unknown) => void) => void;
};

type Announcement = CustomEvent<{ info: { rdns: string; name: string }; provider: AnnouncedProvider }>;

declare global {
  interface Window {
    sekishoEvents?: { event: string; value: unknown }[];
  }
}

/** The rdns of each wallet that EIP-6963 announces in a frame. */
export async function announcedWallets(frame: Page | Frame): Promise<string[]> {
  return frame.evaluate(announcedInPage);
}

/** Runs in a page, of whichever browser: names nothing outside itself. */
export function announcedInPage(): string[] {
  const found: string[] = [];
  const listen = (event: Event) => found.push((event as Announcement).detail.info.rdns);
  window.addEventListener('eip6963:announceProvider', listen);
  window.dispatchEvent(new Event('eip6963:requestProvider'));
  window.removeEventListener('eip6963:announceProvider', listen);
  return found;
}

/** Asks Sekisho in a frame for what a dApp would ask it, and gives its answer or its error. */
export async function request(frame: Page | Frame, method: string, params?: unknown): Promise<Answer> {
  return frame.evaluate(askInPage, params === undefined ? { method } : { method, params });
}

/** Runs in a page, of whichever browser: names nothing outside itself. */
export async function askInPage(asked: Request): Promise<Answer> {
  const found: AnnouncedProvider[] = [];
  const listen = (event: Event) => {
    const { info, provider } = (event as Announcement).detail;
    if (info.rdns === 'app.sekisho') found.push(provider);
  };
  window.addEventListener('eip6963:announceProvider', listen);
  window.dispatchEvent(new Event('eip6963:requestProvider'));
  window.removeEventListener('eip6963:announceProvider', listen);
  const [provider] = found;
  if (!provider) throw new Error('Sekisho announces no provider here');
  try {
    return { ok: true, value: await provider.request(asked) };
  } catch (error) {
    const { code, message, data } = error as { code: number; message: string; data?: unknown };
    return { ok: false, code, message, data: data ?? null };
  }
}

/** Starts to note the provider's events in a frame; the function it gives tells them so far. */
export async function watchEvents(frame: Page | Frame) {
  await frame.evaluate(() => {
    const events: { event: string; value: unknown }[] = [];
    window.sekishoEvents = events;
    window.addEventListener(
      'eip6963:announceProvider',
      (announcement) => {
        const { info, provider } = (announcement as Announcement).detail;
        if (info.rdns !== 'app.sekisho') return;
        for (const event of ['connect', 'disconnect', 'accountsChanged', 'chainChanged']) {
          provider.on(event, (value) =>
            events.push({ event, value: JSON.parse(JSON.stringify(value ?? null)) }),
          );
        }
      },
      { once: true },
    );
    window.dispatchEvent(new Event('eip6963:requestProvider'));
  });
  return () => frame.evaluate(() => window.sekishoEvents ?? []);
}
