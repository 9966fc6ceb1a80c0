import { pendingAnswer } from './answer';
import type { RelayAddress } from '../../core/relay-address';
import type { ClaimEvent } from '../../core/account-claims';
import { RelayFailed, type Connection } from './connection';
import { backOffAfter, type Patience } from './patience';
import type { NostrEvent } from './verify-event';

/** Gives events to relays until they have them. */
export interface Publisher {
  /** Whether the relay took it at the first try; where it did not, it is tried again, less and less often. */
  give(connection: Connection, address: RelayAddress, event: ClaimEvent): Promise<boolean>;
  close(): void;
}

/** What is on its way to one slot of one relay. */
interface Errand {
  readonly event: ClaimEvent;
  readonly firstTry: Promise<boolean>;
  cancel(): void;
}

export function createPublisher(patience: Patience): Publisher {
  const errands = new Map<string, Errand>();

  function begin(place: string, connection: Connection, event: ClaimEvent): Errand {
    const parsed = parseEvent(event);
    let isCancelled = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function attempt(failures: number): Promise<boolean> {
      const isTaken = await publishOnce(connection, parsed, patience);
      if (isCancelled) return isTaken;
      if (isTaken) {
        errands.delete(place);
        return true;
      }
      timer = setTimeout(() => void attempt(failures + 1), backOffAfter(failures + 1, patience));
      return false;
    }

    return {
      event,
      firstTry: attempt(0),
      cancel() {
        isCancelled = true;
        clearTimeout(timer);
      },
    };
  }

  return {
    give(connection, address, event) {
      const { pubkey, tags } = parseEvent(event);
      const place = JSON.stringify([address, pubkey, tags]);
      const running = errands.get(place);
      // What is newer goes on its way alone: the relay would keep nothing else.
      if (running !== undefined && running.event.date > event.date) return Promise.resolve(false);
      running?.cancel();
      const errand = begin(place, connection, event);
      errands.set(place, errand);
      return errand.firstTry;
    },
    close() {
      for (const errand of errands.values()) errand.cancel();
      errands.clear();
    },
  };
}

/** Gives an event to a relay once. Taken: the relay says so, or says that it has it. */
export async function publishOnce(
  connection: Connection,
  event: NostrEvent,
  patience: Patience,
): Promise<boolean> {
  const answer = pendingAnswer<boolean>();
  const timer = setTimeout(() => {
    answer.resolve(false);
  }, patience.connect + patience.publish);
  try {
    await connection.ask(event.id, ['EVENT', event], {
      hear(frame) {
        if (frame.kind !== 'taken') return;
        connection.health.spoke();
        const isThere = frame.isTaken || frame.words.startsWith('duplicate:');
        if (!isThere) connection.health.refused(frame.words);
        answer.resolve(isThere);
      },
      lose() {
        answer.resolve(false);
      },
    });
    return await answer.promise;
  } catch (error) {
    if (!(error instanceof RelayFailed)) throw error;
    return false;
  } finally {
    clearTimeout(timer);
    connection.leave(event.id, null);
  }
}

function parseEvent({ text }: ClaimEvent): NostrEvent {
  return JSON.parse(text);
}
