import { pendingAnswer } from './answer';
import type { SeenClaim } from '../../core/account-claims';
import type { RelayAccount } from './account';
import { RelayFailed, type Connection } from './connection';
import type { Patience } from './patience';
import { claimKind } from './sealed-claim';

/** What one relay has of an account, and what it gets from then on. */
export interface Subscription {
  /** Everything that the relay had was heard. @throws RelayFailed */
  readonly stored: Promise<void>;
  /** It is over, by whichever side. Never fails. */
  readonly over: Promise<void>;
  stop(): void;
}

let serial = 0;

/**
 * The most events that are asked for. Not always the same number, because some relays remember their answer to a
 * question for a second, and would not tell of what has just been written.
 */
const limit = { least: 200, spread: 100 };

export function subscribe(
  connection: Connection,
  account: RelayAccount,
  heard: (seen: SeenClaim) => void,
  patience: Patience,
): Subscription {
  serial += 1;
  const name = `s${serial}`;
  const filter = {
    kinds: [claimKind],
    authors: [account.keys.account],
    limit: limit.least + (serial % limit.spread),
  };
  const opening: Promise<void>[] = [];
  const answer = pendingAnswer<void>();
  const over = pendingAnswer<void>();
  // Who only watches does not ask whether the first answer came.
  answer.promise.catch(() => undefined);
  let isOver = false;
  let asked = performance.now();
  let isAnswered = false;
  const timer = setTimeout(() => {
    connection.health.failed(false);
    finish(new RelayFailed('The relay did not answer in time.'));
  }, patience.connect + patience.answer);

  function finish(error: RelayFailed, farewell: readonly unknown[] | null = ['CLOSE', name]): void {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    connection.leave(name, farewell);
    answer.reject(error);
    over.resolve();
  }

  async function open(event: unknown): Promise<void> {
    const opened = await account.open(event);
    if (isOver) return;
    if (!opened.ok) {
      connection.drop(opened.fault);
      return;
    }
    connection.health.sentClaim();
    heard(opened.seen);
  }

  async function noteEnd(): Promise<void> {
    const latency = performance.now() - asked;
    clearTimeout(timer);
    const isCutShort = opening.length >= filter.limit;
    await Promise.all(opening);
    // Somebody with the account's key may have put so many events before the others that a claim is not among them.
    if (isCutShort && !isOver) {
      connection.health.failed(true);
      finish(new RelayFailed('The relay may have more than it was asked for.'));
    }
    if (isOver) return;
    isAnswered = true;
    connection.health.answered(latency);
    answer.resolve();
  }

  async function start(): Promise<void> {
    try {
      await connection.ask(name, ['REQ', name, filter], {
        hear(frame) {
          if (isOver) return;
          if (frame.kind === 'event') opening.push(open(frame.event));
          if (frame.kind === 'end') void noteEnd();
          if (frame.kind === 'closed') {
            connection.health.refused(frame.words);
            if (!isAnswered) connection.health.failed(true);
            finish(new RelayFailed('The relay refused to answer.'), null);
          }
        },
        lose(error) {
          finish(error, null);
        },
      });
      asked = performance.now();
      // It was stopped while the connection opened.
      if (isOver) connection.leave(name, ['CLOSE', name]);
    } catch (error) {
      if (!(error instanceof RelayFailed)) throw error;
      finish(error, null);
    }
  }

  void start();
  return {
    stored: answer.promise,
    over: over.promise,
    stop() {
      finish(new RelayFailed('It was stopped.'));
    },
  };
}
