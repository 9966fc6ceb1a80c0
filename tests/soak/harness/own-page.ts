import { derivePasswordKey } from '../../../src/adapters/vault/key-derivation';
import type { CommandName, CommandParams, Replies, Reply, RequestView } from '../../../src/protocol/ui';
import { password } from '../../e2e/harness/extension';

/** Sekisho's commands, from one of its own pages. */
export type OwnPage = ReturnType<typeof ownPage>;

interface Message {
  readonly name: string;
  readonly params: unknown;
}

/** @param send runs `sendInPage` in one of Sekisho's pages, of whichever browser */
export function ownPage(send: (message: Message) => Promise<unknown>) {
  /** Null where the worker died over it: then nobody knows whether it was done. */
  async function command<Name extends CommandName>(
    name: Name,
    params: CommandParams<Name>,
  ): Promise<Reply<Name> | null> {
    return (await send({ name, params })) as Reply<Name> | null;
  }

  const own = {
    command,

    /** Looks until a worker lives long enough to show it. */
    async look<Name extends CommandName>(name: Name, params: CommandParams<Name>): Promise<Replies[Name]> {
      for (;;) {
        const reply = await command(name, params);
        if (reply?.ok === true) return reply.value;
        if (reply !== null) throw new Error(`${name}: ${reply.fault}`);
      }
    },

    /** The first question that waits, and is meant, as soon as there is one. */
    async question(
      isMeant: (question: RequestView) => boolean,
      until: () => boolean,
    ): Promise<RequestView | null> {
      while (!until()) {
        const question = (await own.look('requests.list', {})).find(isMeant);
        if (question !== undefined) return question;
      }
      return null;
    },

    /** Opens the vault of a browser that has just started. */
    async unlock(): Promise<void> {
      const { current } = await own.look('vault.derivation', {});
      if (current === null) throw new Error('There is no vault');
      const known = keys.get(current.salt) ?? (await derivePasswordKey(password, current));
      keys.set(current.salt, known);
      const reply = await command('vault.unlock', { passwordKey: known });
      if (reply?.ok !== true) throw new Error('The vault stays locked');
    },
  };
  return own;
}

/** A password's key takes a second to work out. */
const keys = new Map<string, string>();

/** Runs in the page: one port for each command, as after the worker's death. */
export async function sendInPage(message: Message): Promise<unknown> {
  return new Promise((resolve) => {
    const port = chrome.runtime.connect({ name: 'ui' });
    port.onMessage.addListener((heard) => {
      if (heard.kind !== 'reply') return;
      port.disconnect();
      resolve(heard.reply);
    });
    port.onDisconnect.addListener(() => {
      void chrome.runtime.lastError;
      resolve(null);
    });
    port.postMessage({ id: 1, ...message });
  });
}

declare const chrome: {
  readonly runtime: {
    readonly lastError?: unknown;
    connect(options: { readonly name: string }): {
      readonly onMessage: {
        addListener(listener: (heard: { readonly kind: string; readonly reply?: unknown }) => void): void;
      };
      readonly onDisconnect: { addListener(listener: () => void): void };
      postMessage(message: unknown): void;
      disconnect(): void;
    };
  };
};
