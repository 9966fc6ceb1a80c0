import type { Account } from './account';
import { isReconnectable } from './end-reason';
import type { Network } from './network';
import { reconnectOfferFor } from './policy';
import { endSession, type Session } from './session';
import type { Settings } from './settings';
import type { Token } from './token';
import type { Millis } from './units';

/** What is the person's beside the vault. It outlives its store in the second copy, and is in a backup (SEC-24). */
export interface WalletContents {
  /** In the order in which the person sees them. */
  readonly accounts: readonly Account[];
  readonly settings: Settings;
  /** Networks added to the built-in ones. */
  readonly networks: readonly Network[];
  readonly tokens: readonly Token[];
}

/** Contents with the sessions as they were when they were noted. None of them lives again: they become offers. */
export interface WalletCopy extends WalletContents {
  readonly sessions: readonly Session[];
}

/**
 * What a noted session is worth at `now`, after its row was lost: one that lived stands as ended by the loss, one that
 * had ended keeps its reason. Null where nobody could take it up again.
 */
export function offerOf(session: Session, now: Millis): Session | null {
  const ended = endSession(session, { reason: 'storage-lost', at: now, limit: null, device: null });
  return isOffer(ended, now) ? ended : null;
}

/** Whether a session is worth noting: it lives, or can be taken up again in one step. */
export function isOffer({ end }: Session, now: Millis): boolean {
  return end === null || (isReconnectable(end.reason) && now < end.at + reconnectOfferFor);
}

/** What a wallet lacks of what a copy or a backup brings. Nothing that it has is in it, whatever the copy says of it. */
export function missingFrom(
  present: Omit<WalletContents, 'settings'>,
  brought: Omit<WalletContents, 'settings'>,
): Omit<WalletContents, 'settings'> {
  const accounts = new Set(present.accounts.map(({ address }) => address));
  const networks = new Set(present.networks.map(({ chain }) => chain));
  const tokens = new Set(present.tokens.map(({ chain, address }) => `${chain} ${address}`));
  return {
    accounts: brought.accounts.filter(({ address }) => !accounts.has(address)),
    networks: brought.networks.filter(({ chain }) => !networks.has(chain)),
    tokens: brought.tokens.filter(({ chain, address }) => !tokens.has(`${chain} ${address}`)),
  };
}
