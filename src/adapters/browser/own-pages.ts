import browser from 'webextension-polyfill';
import type { UiMessage } from '../../protocol/ui';
import type { Topic } from '../../services/ports';

/** Tells our own pages what has changed; those that show it ask anew. Reaches them with and without an open port. */
export function announceChange(topics: readonly Topic[]): void {
  const message: UiMessage = { kind: 'changed', topics };
  // It is refused when none of our pages is open: nobody needs to know.
  browser.runtime.sendMessage(message).catch(() => undefined);
}

/** Asks our own pages whether one of them is in use; such a page answers, and no other. */
export async function isPersonHere(): Promise<boolean> {
  const question: UiMessage = { kind: 'in-use?' };
  try {
    return (await browser.runtime.sendMessage(question)) === true;
  } catch {
    // None of our pages is open.
    return false;
  }
}
