import { compareEpochs, laterEpoch, type Epoch } from '../../core/epoch';
import { quorumOf } from '../../core/quorum';
import type { ClaimEvent, SeenClaim } from '../../core/account-claims';
import type { ClaimsRead } from '../../services/ports';
import type { RelayAccount } from './account';
import { RelayFailed, type Connection } from './connection';
import type { Patience } from './patience';
import { settle } from './settle';
import { subscribe } from './subscription';

/** One relay's part in a read. */
interface Part {
  readonly connection: Connection;
  readonly seen: SeenClaim[];
  isAnswered: boolean;
}

/**
 * Reads an account from all relays at once. What one of them sent counts, whether it answered in full or not.
 * `lacking` is told of each event of `keep` that a relay which answered does not have.
 */
export async function readRelays(
  connections: readonly Connection[],
  account: RelayAccount,
  keep: readonly ClaimEvent[],
  lacking: (connection: Connection, event: ClaimEvent) => void,
  patience: Patience,
): Promise<ClaimsRead> {
  const parts = connections.map((connection): Part => ({ connection, seen: [], isAnswered: false }));
  const quorum = quorumOf(parts.length).size;
  const answers = parts.map((part) => readPart(part, account, patience));
  const answered = await settle(answers, quorum, patience.afterQuorum);
  const claims = distinct(parts.flatMap(({ seen }) => seen));
  const highest = highestOf(claims);
  for (const { connection, seen, isAnswered } of parts) {
    if (!isAnswered) continue;
    connection.health.agreed(compareEpochs(highestOf(seen), highest) === 0);
    for (const event of keep) if (!hasEvent(seen, event)) lacking(connection, event);
  }
  return { claims, isQuorum: answered >= quorum, answered };
}

async function readPart(part: Part, account: RelayAccount, patience: Patience): Promise<boolean> {
  const heard = (seen: SeenClaim): void => void part.seen.push(seen);
  const subscription = subscribe(part.connection, account, heard, patience);
  try {
    await subscription.stored;
    part.isAnswered = true;
  } catch (error) {
    if (!(error instanceof RelayFailed)) throw error;
  }
  subscription.stop();
  return part.isAnswered;
}

function distinct(seen: readonly SeenClaim[]): readonly SeenClaim[] {
  return [...new Map(seen.map((each) => [each.event.text, each])).values()];
}

function highestOf(seen: readonly SeenClaim[]): Epoch | null {
  return seen.reduce<Epoch | null>((highest, { claim }) => laterEpoch(highest, claim.epoch), null);
}

/** Whether the relay has the event, or a later one in its slot. */
function hasEvent(seen: readonly SeenClaim[], event: ClaimEvent): boolean {
  const slot = slotIn(event);
  return seen.some((each) => each.event.date >= event.date && slotIn(each.event) === slot);
}

function slotIn({ text }: ClaimEvent): string {
  return JSON.stringify(JSON.parse(text).tags);
}
