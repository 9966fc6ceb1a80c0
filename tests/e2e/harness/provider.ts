export type Answer =
  | { ok: true; value: unknown }
  | { ok: false; code: number; message: string; data: unknown };

type Request = { method: string; params?: unknown };

/** A page or a frame of either browser: what Playwright and Puppeteer have in common. */
export interface Scriptable {
  evaluate<Result>(run: () => Result | Promise<Result>): Promise<Result>;
  evaluate<Result>(run: (asked: Request) => Result | Promise<Result>, asked: Request): Promise<Result>;
}

type AnnouncedProvider = {
  request: (request: Request) => Promise<unknown>;
  on: (event: string, listener: (value: unknown) => void) => void;
};

type Announcement = CustomEvent<{ info: { rdns: string; name: string }; provider: AnnouncedProvider }>;

declare global {
  interface Window {
    sekishoEvents?: { event: string; value: unknown }[];
    /** What `askAndNoteInPage` was answered; a page that is made anew holds nothing. */
    sekishoAnswers?: unknown[];
  }
}

/** The rdns of each wallet that EIP-6963 announces in a frame. */
export async function announcedWallets(frame: Scriptable): Promise<string[]> {
  return frame.evaluate(() => {
    const found: string[] = [];
    const listen = (event: Event) => found.push((event as Announcement).detail.info.rdns);
    window.addEventListener('eip6963:announceProvider', listen);
    window.dispatchEvent(new Event('eip6963:requestProvider'));
    window.removeEventListener('eip6963:announceProvider', listen);
    return found;
  });
}

/** Asks Sekisho in a frame for what a dApp would ask it, and gives its answer or its error. */
export function request(frame: Scriptable, method: string, params?: unknown): Promise<Answer> {
  return asOwnFailure(frame.evaluate(askInPage, params === undefined ? { method } : { method, params }));
}

/** A story that fails before it looks at this answer fails for its own reason, and not because its page was closed. */
export function asOwnFailure(answer: Promise<Answer>): Promise<Answer> {
  answer.catch(() => undefined);
  return answer;
}

/** Runs in the page: names nothing outside itself. */
async function askInPage(asked: Request): Promise<Answer> {
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

/** Asks, and notes each answer in the page. Runs in a page, of whichever browser: names nothing outside itself. */
export function askAndNoteInPage(asked: Request): void {
  const answers: unknown[] = [];
  window.sekishoAnswers = answers;
  window.addEventListener(
    'eip6963:announceProvider',
    (event) => {
      const { provider } = (event as Announcement).detail;
      provider.request(asked).then(
        (value) => answers.push(value),
        (error: unknown) => answers.push(error),
      );
    },
    { once: true },
  );
  window.dispatchEvent(new Event('eip6963:requestProvider'));
}

/** Starts to note the provider's events in a frame; the function it gives tells them so far. */
export async function watchEvents(frame: Scriptable) {
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
