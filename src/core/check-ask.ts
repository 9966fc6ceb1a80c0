import type { Address } from './address';
import { RequestRefused } from './errors';
import { accountOf, type Ask } from './held-request';
import type { Origin } from './origin';
import type { ChainId } from './session';
import { checkSignIn } from './sign-in';
import { checkTypedData } from './typed-data';
import type { Millis } from './units';

/** What an ask is checked against: who asks, what its session grants, and the time. */
export interface AskCircumstances {
  readonly origin: Origin;
  /** The session's accounts. */
  readonly accounts: readonly Address[];
  /** The session's active chain. */
  readonly chain: ChainId;
  /** Every account in the vault. */
  readonly ownAccounts: readonly Address[];
  /** Effective time (SEC-19). */
  readonly now: Millis;
}

/**
 * Checks what a page asks for against its session (SEC-11). To be done when it is asked and each time it is
 * shown again: a sign-in's time runs out.
 * @throws RequestRefused 4100 for an account that is not the session's, -32602 for what does not fit
 */
export function checkAsk(ask: Ask, circumstances: AskCircumstances): void {
  const account = accountOf(ask);
  if (account !== null && !circumstances.accounts.includes(account)) {
    throw new RequestRefused('unauthorized', 'This site is not connected to this account.');
  }
  const problem = problemOf(ask, circumstances);
  if (problem !== null) throw new RequestRefused('invalid-params', problem);
}

function problemOf(ask: Ask, { origin, chain, ownAccounts, now }: AskCircumstances): string | null {
  switch (ask.kind) {
    case 'sign-in':
      return checkSignIn(ask.signIn, { origin, account: ask.account, chain, now });
    case 'typed-data':
      return checkTypedData(ask.data, { chain, ownAccounts });
    case 'transaction':
      return ask.transaction.chain === null || ask.transaction.chain === chain
        ? null
        : `The transaction is for chain ${ask.transaction.chain}, but the site is on chain ${chain}.`;
    case 'message':
    case 'connect':
    case 'edit-accounts':
    case 'switch-network':
    case 'add-network':
      return null;
  }
}
