import browser, { type Runtime } from 'webextension-polyfill';
import { privateUiPortName, uiPortName } from '../../protocol/port-names';
import type { Call, CommandName, CommandParams, Reply } from '../../protocol/ui';
import { topics } from '../../services/ports';
import { isPageInUse } from './page-in-use';

/** The worker, as our own pages see it. */
export interface WorkerConnection {
  readonly call: Call;
  /** Hears of the topics that have changed; the answer stops it. */
  readonly onChanged: (listener: (topics: readonly string[]) => void) => () => void;
}

/**
 * Commands that a page may send twice. When the worker dies over a command, nobody knows whether it was done:
 * these are asked again; every other one fails as `unexpected`, and the page shows what is true now.
 */
const repeatable: ReadonlySet<CommandName> = new Set<CommandName>([
  'overview',
  'requests.list',
  'request.preview',
  'sessions.list',
  'sessions.ofSite',
  'accounts.list',
  'networks.list',
  'balances.get',
  'transactions.list',
  'journal.list',
  'tokens.list',
  'settings.get',
  'backup.status',
  'vault.derivation',
  'vault.draftPhrase',
  'vault.checkPhrase',
  'vault.lock',
  'devices.standing',
  'devices.list',
  'relays.list',
  'relays.test',
  'networks.test',
  'endpoints.list',
  'endpoints.switch',
  'connection.get',
  'connection.probe',
  'connection.hosts',
  'connection.check',
  'draft.get',
  'draft.put',
  'person.isHere',
  'update.seen',
]);

interface PendingCall {
  readonly name: CommandName;
  readonly params: unknown;
  readonly settle: (reply: unknown) => void;
  readonly reject: (reason: Error) => void;
  /** How often the worker has died over it. */
  deaths: number;
}

const mostDeaths = 3;

/** The port opens at the first call, and again at the first one after the worker's death. */
export function connectToWorker(): WorkerConnection {
  const pending = new Map<number, PendingCall>();
  const listeners = new Set<(topics: readonly string[]) => void>();
  let port: Runtime.Port | null = null;
  let lastId = 0;

  function open(): Runtime.Port {
    // One background may serve both kinds of windows: the page alone knows in which it stands.
    const name = browser.extension.inIncognitoContext === true ? privateUiPortName : uiPortName;
    const opened = browser.runtime.connect({ name });
    // One that never answers dies at its start: to look again then would start it again and again.
    let hasAnswered = false;
    opened.onMessage.addListener((message: unknown) => {
      hasAnswered = true;
      hear(message);
    });
    opened.onDisconnect.addListener(() => {
      port = null;
      for (const [id, call] of pending) survive(id, call);
      if (hasAnswered) lookAgain();
    });
    return opened;
  }

  /** What a worker did last, it may have died before it told. A page that nobody sees looks once somebody does. */
  function lookAgain(): void {
    if (document.visibilityState === 'hidden') {
      document.addEventListener('visibilitychange', lookAgain, { once: true });
      return;
    }
    for (const listener of listeners) listener(topics);
  }

  function send(id: number, call: PendingCall): void {
    try {
      port ??= open();
      port.postMessage({ id, name: call.name, params: call.params });
    } catch (error) {
      pending.delete(id);
      call.reject(new Error('The worker cannot be reached', { cause: error }));
    }
  }

  function survive(id: number, call: PendingCall): void {
    call.deaths += 1;
    if (repeatable.has(call.name) && call.deaths <= mostDeaths) {
      send(id, call);
      return;
    }
    pending.delete(id);
    call.settle({ ok: false, fault: 'unexpected' });
  }

  function hear(message: unknown): void {
    if (isChange(message)) {
      for (const listener of listeners) listener(message.topics);
    } else if (isReplyMessage(message)) {
      const call = pending.get(message.id);
      pending.delete(message.id);
      call?.settle(message.reply);
    }
  }

  // The worker announces changes to every page of ours at once, so that nobody must hold a port open to hear them.
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (sender.id !== browser.runtime.id || sender.tab !== undefined) return undefined;
    if (isRecord(message) && message.kind === 'in-use?')
      return isPageInUse() ? Promise.resolve(true) : undefined;
    hear(message);
    return undefined;
  });

  return {
    call<Name extends CommandName>(name: Name, params: CommandParams<Name>): Promise<Reply<Name>> {
      return new Promise((resolve, reject) => {
        lastId += 1;
        const call: PendingCall = {
          name,
          params,
          settle(reply) {
            if (isReply<Name>(reply)) resolve(reply);
            else reject(new Error('The worker gave no reply'));
          },
          reject,
          deaths: 0,
        };
        pending.set(lastId, call);
        send(lastId, call);
      });
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isChange(message: unknown): message is { readonly topics: readonly string[] } {
  return isRecord(message) && message.kind === 'changed' && Array.isArray(message.topics);
}

function isReplyMessage(message: unknown): message is { readonly id: number; readonly reply: unknown } {
  return isRecord(message) && message.kind === 'reply' && typeof message.id === 'number';
}

/** The worker is this extension's own, of the same build: what a reply holds is what `Replies` says. */
function isReply<Name extends CommandName>(reply: unknown): reply is Reply<Name> {
  return isRecord(reply) && typeof reply.ok === 'boolean';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
