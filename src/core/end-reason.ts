import type { Millis } from './units';

/** Every reason for which a session ends (product words; each has its own sentence in each language). */
export const endReasons = [
  'idle-limit',
  'absolute-limit',
  'taken-over',
  'storage-lost',
  'private-window',
  'browser-closed',
  'updated',
  'policy',
  'clock-changed',
  'wallet-reset',
  'ended-by-you',
  'ended-by-site',
  'account-removed',
] as const;

export type EndReason = (typeof endReasons)[number];

/** How a session ended. Stored in the same transaction as the end itself. */
export interface SessionEnd {
  readonly reason: EndReason;
  readonly at: Millis;
  /** The limit that was reached, for `idle-limit`, `absolute-limit` and `policy`; otherwise null. */
  readonly limit: Millis | null;
  /** The device that took the account over, for `taken-over`; otherwise null. */
  readonly device: { readonly name: string; readonly at: Millis } | null;
}

const finalReasons: ReadonlySet<EndReason> = new Set([
  'private-window',
  'ended-by-you',
  'ended-by-site',
  'account-removed',
]);

/** Whether a request that needs a session ended like this waits for a reconnect; otherwise it is refused at once. */
export function isReconnectable(reason: EndReason): boolean {
  return !finalReasons.has(reason);
}
