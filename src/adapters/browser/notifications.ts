import browser from 'webextension-polyfill';
import type { RequestId } from '../../core/held-request';
import type { Notice } from '../../services/ports';

/** A notice in the person's language. */
export interface NoticeWords {
  readonly title: string;
  readonly message: string;
}

export interface NotificationOptions {
  /** Says a notice in the person's language; asked for only when there is something to say. */
  readonly say: (notice: Notice) => Promise<NoticeWords>;
  /** A notification of a waiting request was clicked. */
  readonly showRequest: (id: RequestId) => Promise<void>;
}

const requestPrefix = 'request ';
const iconSize = '128';

/** Call it at the top level of the worker, so that a click that starts it is heard. */
export function createNotifications({ say, showRequest }: NotificationOptions): (notice: Notice) => void {
  browser.notifications.onClicked.addListener((id) => {
    void browser.notifications.clear(id);
    if (id.startsWith(requestPrefix)) void showRequest(id.slice(requestPrefix.length));
    else void openWallet();
  });
  return (notice) => void notify(notice, say);
}

async function notify(notice: Notice, say: NotificationOptions['say']): Promise<void> {
  const { title, message } = await say(notice);
  const icon = browser.runtime.getManifest().icons?.[iconSize] ?? '';
  await browser.notifications.create(idOf(notice), {
    type: 'basic',
    iconUrl: browser.runtime.getURL(icon),
    title,
    message,
  });
}

/** A later notice about the same thing replaces the earlier one. */
function idOf(notice: Notice): string {
  switch (notice.kind) {
    case 'request-waits':
      return requestPrefix + notice.id;
    case 'session-ended':
    case 'session-ends-soon':
      return `session ${notice.session.id}`;
    case 'transaction-confirmed':
    case 'transaction-failed':
    case 'transaction-replaced':
    case 'transaction-lost':
      return `transaction ${notice.transaction.hash}`;
  }
}

async function openWallet(): Promise<void> {
  try {
    await browser.action.openPopup();
  } catch {
    // Older browsers, and a browser without a focused window, open no popup.
    await browser.runtime.openOptionsPage();
  }
}

/** The messages of a language, from the file that the browser itself reads. */
export async function readMessages(language: 'en' | 'ja'): Promise<Record<string, { message: string }>> {
  const response = await fetch(browser.runtime.getURL(`_locales/${language}/messages.json`));
  return response.json();
}
