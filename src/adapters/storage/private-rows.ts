import type { JournalEvent } from '../../core/journal';
import type { Network } from '../../core/network';
import type { Token } from '../../core/token';
import type { Reads, Writes } from '../../services/ports';
import { newCopyNotes } from './copy-changes';
import type { RowWrites } from './rows';
import { writesOver } from './store';

// What is of private windows alone (`own`), and what of the one wallet (`base`) (SEC-26).

/** Reads in a private window. */
export function combineReads(own: Reads, base: Reads): Reads {
  return {
    ...own,
    // What the wallet's store has lost is told in a normal window, and brought back there: none of it is of these.
    loss: async () => null,
    copyKey: () => base.copyKey(),
    vault: () => base.vault(),
    unlockAttempts: () => base.unlockAttempts(),
    accounts: () => base.accounts(),
    settings: () => base.settings(),
    backupFacts: () => base.backupFacts(),
    lastUpdate: () => base.lastUpdate(),
    switchedOff: () => base.switchedOff(),
    ownDevice: () => base.ownDevice(),
    claims: (account) => base.claims(account),
    everyClaims: () => base.everyClaims(),
    async addedNetworks() {
      return joined(await base.addedNetworks(), await own.addedNetworks(), ({ chain }: Network) => chain);
    },
    async tokens(chain) {
      return joined(await base.tokens(chain), await own.tokens(chain), nameOfToken);
    },
    async everyToken() {
      return joined(await base.everyToken(), await own.everyToken(), nameOfToken);
    },
  };
}

function nameOfToken({ chain, address }: Token): string {
  return JSON.stringify([chain, address]);
}

/** What both have counts as private windows have it. */
function joined<Item>(base: readonly Item[], own: readonly Item[], nameOf: (item: Item) => unknown): Item[] {
  const names = new Set(own.map(nameOf));
  return [...base.filter((item) => !names.has(nameOf(item))), ...own];
}

/** Writes in a private window. */
export function combineWrites(rows: RowWrites, base: Writes): Writes {
  const changes = { sessions: new Map(), clockMark: null, loss: null };
  const own = writesOver(rows, changes, { live: 0, ended: 0 }, newCopyNotes());
  const isKnown = async (chain: number, address: string) =>
    (await base.tokens(chain)).some((token) => token.address === address);
  return {
    ...own,
    ...combineReads(own, base),
    putLoss: async () => {},
    putGeneration: async () => {},
    putCopyKey: (key) => base.putCopyKey(key),
    putVault: (vault) => base.putVault(vault),
    putUnlockAttempts: (attempts) => base.putUnlockAttempts(attempts),
    putAccounts: (accounts) => base.putAccounts(accounts),
    putSettings: (settings) => base.putSettings(settings),
    putBackupFacts: (facts) => base.putBackupFacts(facts),
    putLastUpdate: (note) => base.putLastUpdate(note),
    putSwitchedOff: (endpoints) => base.putSwitchedOff(endpoints),
    putOwnDevice: (device) => base.putOwnDevice(device),
    putClaims: (claims) => base.putClaims(claims),
    deleteClaims: (account) => base.deleteClaims(account),
    // A token that the wallet has stays the wallet's; what a site suggests in a private window stays there.
    putToken: async (token) =>
      (await isKnown(token.chain, token.address)) ? base.putToken(token) : own.putToken(token),
    deleteToken: async (chain, address) =>
      (await isKnown(chain, address)) ? base.deleteToken(chain, address) : own.deleteToken(chain, address),
    async appendJournal(at, event) {
      await own.appendJournal(at, event);
      if (isOfWallet(event)) await base.appendJournal(at, event);
    },
  };
}

/** What happened to the wallet itself is its person's to know in every window, and names no site. */
function isOfWallet({ kind }: JournalEvent): boolean {
  switch (kind) {
    case 'unlock-failed':
    case 'vault-created':
    case 'vault-reset':
    case 'password-changed':
    case 'phrase-shown':
    case 'storage-lost':
    case 'storage-restored':
    case 'backup-made':
    case 'backup-restored':
    case 'updated':
    case 'account-claimed':
    case 'account-taken-over':
      return true;
    case 'session-opened':
    case 'session-ended':
    case 'session-changed':
    case 'request-approved':
    case 'request-refused':
    case 'clock-set-back':
    case 'record-quarantined':
      return false;
  }
}
