import type { Page } from '@playwright/test';
import type { CommandName, CommandParams } from '../../../src/protocol/ui';

/** One of Sekisho's own pages, as a way to the worker's commands. */
export interface OwnPage {
  /** Runs a command and answers how long it took, in ms. @throws where the worker refuses it */
  time<Name extends CommandName>(name: Name, params: CommandParams<Name>): Promise<number>;
  /** From the first word to a worker until it says that sessions have changed, in ms. */
  timeToChange(): Promise<number>;
}

/** The page needs to be one of Sekisho's own; each command opens a port of its own, as after the worker's death. */
export function ownPage(page: Page): OwnPage {
  return {
    async time(name, params) {
      return page.evaluate(
        async (message) => {
          const started = performance.now();
          const port = chrome.runtime.connect({ name: 'ui' });
          const { reply } = await new Promise<{ reply: { ok: boolean } }>((resolve) => {
            port.onMessage.addListener(resolve);
            port.postMessage(message);
          });
          const took = performance.now() - started;
          port.disconnect();
          if (!reply.ok) throw new Error(JSON.stringify(reply));
          return took;
        },
        { id: 1, name, params },
      );
    },
    async timeToChange() {
      return page.evaluate(async () => {
        const started = performance.now();
        const changed = new Promise<void>((resolve) => {
          chrome.runtime.onMessage.addListener(({ kind, topics }) => {
            if (kind === 'changed' && topics.includes('sessions')) resolve();
          });
        });
        const port = chrome.runtime.connect({ name: 'ui' });
        await changed;
        const took = performance.now() - started;
        port.disconnect();
        return took;
      });
    },
  };
}

declare const chrome: {
  readonly runtime: {
    connect(options: { name: string }): {
      readonly onMessage: { addListener(listener: (message: { reply: { ok: boolean } }) => void): void };
      postMessage(message: unknown): void;
      disconnect(): void;
    };
    readonly onMessage: {
      addListener(listener: (message: { kind: string; topics: string[] }) => void): void;
    };
  };
};
