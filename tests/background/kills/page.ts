import { createPipe } from '../../../src/content/pipe';
import type { Answer } from '../../../src/core/held-request';
import type { PageState, ToPage } from '../../../src/protocol/channel';
import { parseRollCall, wakeUp } from '../../../src/protocol/channel';
import { expect } from 'vitest';
import type { KillBrowser, Tab } from './browser';

/** Whatever a page was answered to one request. */
interface Asked {
  readonly id: string;
  readonly method: string;
  readonly answers: Answer[];
}

/** A page over the real pipe. Its script thanks for what is kept, and notes all that it hears. */
export function openPage(browser: KillBrowser, tabId: number, origin: string) {
  const asked: Asked[] = [];
  let state: PageState | null = null;
  const tab: Tab = {
    document: { tabId, frameId: 0, documentId: `DOCUMENT-${tabId}` },
    origin,
    hear(message) {
      const call = parseRollCall(message);
      return call === null ? message === wakeUp && pipe.wake() : pipe.answerRollCall(call.nonce, call.isTop);
    },
  };
  const pipe = createPipe(
    {
      connect: (onMessage, onDeath) => browser.connect(tab, onMessage, onDeath),
      isAlive: () => true,
      tell,
      wait: (_, then) => browser.later(then),
      now: () => 0,
    },
    false,
  );
  browser.openTab(tab);

  function tell(message: ToPage): void {
    if (message.kind === 'state') ({ state } = message);
    if (message.kind !== 'answer') return;
    const { id, answer, isKept } = message;
    const request = asked.find((each) => each.id === id);
    // An answer to what this page never asked is another page's.
    expect(request, `an answer to ${id}`).toBeDefined();
    request?.answers.push(answer);
    if (isKept) pipe.hear({ kind: 'received', id });
  }

  return {
    origin,
    /** Wants to be told of changes. */
    listen: () => pipe.hear({ kind: 'open' }),
    state: () => state,
    ask(method: string, params: object | null = null): Asked {
      const id = (tabId * 4096 + asked.length).toString(16).padStart(32, '0');
      const request: Asked = { id, method, answers: [] };
      asked.push(request);
      pipe.hear({ kind: 'request', id, method, params });
      return request;
    },
    isWaiting: () => asked.some(({ answers }) => answers.length === 0),
    /** Navigates away: the document is gone with its port. */
    leave(): void {
      browser.closeTab(tab);
      pipe.pause();
    },
    /** Each request was answered, and whatever it was answered more than once was the same. */
    expectAnswers(...expected: readonly unknown[]): void {
      expect(
        asked.map(({ answers }) => new Set(answers.map((answer) => JSON.stringify(answer))).size),
      ).toEqual(asked.map(() => 1));
      expect(asked.map(({ answers }) => answers[0])).toEqual(expected);
    },
  };
}

export type KillPage = ReturnType<typeof openPage>;
