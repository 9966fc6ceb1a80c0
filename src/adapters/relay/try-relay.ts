import { pendingAnswer } from './answer';
import { finalizeEvent, generateSecretKey, getPublicKey } from 'nostr-tools/pure';
import { minute, second } from '../../core/units';
import type { RelayTrial } from '../../core/relay-health';
import { RelayFailed, type Connection } from './connection';
import type { Patience } from './patience';
import { publishOnce } from './publisher';
import { claimKind } from './sealed-claim';
import type { NostrEvent } from './verify-event';

/** Gives a relay an event of a key made for this alone, which expires in a minute (NIP-40), and asks for it back. */
export async function tryRelay(connection: Connection, patience: Patience): Promise<RelayTrial> {
  const secret = generateSecretKey();
  const now = Date.now();
  const { id, pubkey, created_at, kind, tags, content, sig } = finalizeEvent(
    {
      kind: claimKind,
      created_at: Math.floor(now / second),
      tags: [
        ['d', getPublicKey(secret)],
        ['expiration', `${Math.floor((now + minute) / second)}`],
      ],
      content: '',
    },
    secret,
  );
  const event: NostrEvent = { id, pubkey, created_at, kind, tags, content, sig };
  const isTaken = await publishOnce(connection, event, patience);
  const found = await find(connection, event, patience);
  if (found === null) return { isReachable: false };
  return { isReachable: true, latency: found.latency, isKeeping: isTaken && found.isThere };
}

/** Null where the relay does not answer. */
async function find(
  connection: Connection,
  { id, pubkey }: NostrEvent,
  patience: Patience,
): Promise<{ isThere: boolean; latency: number } | null> {
  const name = `t${id.slice(0, 16)}`;
  const answer = pendingAnswer<boolean | null>();
  const timer = setTimeout(() => {
    connection.health.failed(false);
    answer.resolve(null);
  }, patience.connect + patience.answer);
  let isThere = false;
  try {
    const asked = performance.now();
    await connection.ask(name, ['REQ', name, { kinds: [claimKind], authors: [pubkey] }], {
      hear(frame) {
        connection.health.spoke();
        if (frame.kind === 'event') isThere ||= isEventOf(frame.event, id);
        if (frame.kind === 'end') answer.resolve(isThere);
        if (frame.kind === 'closed') answer.resolve(false);
      },
      lose() {
        answer.resolve(null);
      },
    });
    const outcome = await answer.promise;
    return outcome === null ? null : { isThere: outcome, latency: Math.round(performance.now() - asked) };
  } catch (error) {
    if (!(error instanceof RelayFailed)) throw error;
    return null;
  } finally {
    clearTimeout(timer);
    connection.leave(name, ['CLOSE', name]);
  }
}

function isEventOf(value: unknown, id: string): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && value.id === id;
}
