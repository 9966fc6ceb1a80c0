import type { CommandName } from '../protocol/ui';

/**
 * Whether a command changes the wallet itself, or shows its secret. Such a one is for normal windows: a private one
 * uses the wallet and leaves nothing behind (SEC-26). Unlocking and choosing what the first screen shows is use.
 */
const changing: Readonly<Record<CommandName, boolean>> = {
  overview: false,
  'requests.list': false,
  'request.preview': false,
  'sessions.list': false,
  'sessions.ofSite': false,
  'accounts.list': false,
  'networks.list': false,
  'balances.get': false,
  'transactions.list': false,
  'journal.list': false,
  'tokens.list': false,
  'settings.get': false,
  'vault.derivation': false,
  'vault.draftPhrase': false,
  'vault.checkPhrase': false,
  'vault.create': true,
  'vault.unlock': false,
  'vault.lock': false,
  'vault.changePassword': true,
  'vault.reset': true,
  'vault.showPhrase': true,
  'accounts.add': true,
  'accounts.importKey': true,
  'accounts.rename': true,
  'accounts.remove': true,
  'accounts.select': false,
  'session.extend': false,
  'session.end': false,
  'session.endAll': false,
  'session.reconnect': false,
  'session.changeAccounts': false,
  'session.forget': false,
  'session.reconnectLost': false,
  'loss.dismiss': true,
  'store.beginAnew': true,
  'request.connect': false,
  'request.approve': false,
  'request.decline': false,
  'request.declineAll': false,
  'request.declineReconnect': false,
  'request.chooseFees': false,
  'networks.test': false,
  'networks.add': true,
  'networks.remove': true,
  'networks.select': false,
  'tokens.decide': false,
  'settings.change': true,
  'person.isHere': false,
  'draft.get': false,
  'draft.put': false,
};

export function changesWallet(name: CommandName): boolean {
  return changing[name];
}
