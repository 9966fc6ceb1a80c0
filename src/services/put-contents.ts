import type { Address } from '../core/address';
import type { Session } from '../core/session';
import type { Settings } from '../core/settings';
import type { Millis } from '../core/units';
import type { VaultRecord } from '../core/vault';
import { missingFrom, offerOf, type WalletContents, type WalletCopy } from '../core/wallet-contents';
import type { OpenedBackup } from './open-backup';
import type { Writes } from './ports';
import { putSettings } from './put-settings';

/** How much was put beside what was there. */
export interface PutContents {
  readonly accounts: number;
  readonly networks: number;
  readonly tokens: number;
  /** Sessions that stand as ended, each with the offer to reconnect. */
  readonly offers: number;
}

/** Puts what the store lacks of a copy: accounts after those that are there, networks, tokens, offers to reconnect. */
export async function putContents(writes: Writes, copy: WalletCopy, now: Millis): Promise<PutContents> {
  const accounts = await writes.accounts();
  const networks = await writes.addedNetworks();
  const tokens = await writes.everyToken();
  const missing = missingFrom({ accounts, networks, tokens }, copy);
  if (missing.accounts.length > 0) await writes.putAccounts([...accounts, ...missing.accounts]);
  for (const network of missing.networks) await writes.putAddedNetwork(network);
  for (const token of missing.tokens) await writes.putToken(token);
  const own = new Set([...accounts, ...missing.accounts].map(({ address }) => address));
  return {
    accounts: missing.accounts.length,
    networks: missing.networks.length,
    tokens: missing.tokens.length,
    offers: await putOffers(writes, copy.sessions, own, now),
  };
}

/** Makes the wallet's contents those of a copy that knows better: what it does not have goes. */
export async function takeOverContents(writes: Writes, copy: WalletContents): Promise<void> {
  const networks = await writes.addedNetworks();
  const tokens = await writes.everyToken();
  const gone = missingFrom(copy, { accounts: [], networks, tokens });
  for (const { chain } of gone.networks) await writes.deleteAddedNetwork(chain);
  for (const { chain, address } of gone.tokens) await writes.deleteToken(chain, address);
  for (const network of copy.networks) await writes.putAddedNetwork(network);
  for (const token of copy.tokens) await writes.putToken(token);
  await writes.putAccounts(copy.accounts);
  await putSettings(writes, copy.settings);
}

/** None of them lives (SEC-9). A place that has a session, live or ended, keeps it. */
async function putOffers(
  writes: Writes,
  sessions: readonly Session[],
  own: ReadonlySet<Address>,
  now: Millis,
): Promise<number> {
  let count = 0;
  for (const session of sessions) {
    const offer = offerOf(session, now);
    if (offer === null || offer.isPrivate || !offer.accounts.some((account) => own.has(account))) continue;
    if ((await writes.session(offer.key)) !== null || (await writes.sessionById(offer.id)) !== null) continue;
    await writes.putSession(offer);
    count += 1;
  }
  return count;
}

/** A backup brings the relays of its devices to one that has none, where no administrator sets them. */
export function relaysAfter(own: Settings, backup: Settings): Pick<Settings, 'relays' | 'areDevicesDecided'> {
  const { relays, areDevicesDecided } = own.relays.length > 0 || own.areRelaysManaged ? own : backup;
  return { relays, areDevicesDecided };
}

/** The person has this backup, and the journal says that it was read back. */
export async function noteRestored(
  writes: Writes,
  { file, copy }: OpenedBackup,
  vault: VaultRecord,
  now: Millis,
): Promise<void> {
  const facts = await writes.backupFacts();
  const isNewer = facts.last?.vault !== vault.id || file.madeAt > facts.last.madeAt;
  if (isNewer) {
    const accounts = copy.accounts.map(({ address }) => address);
    await writes.putBackupFacts({ ...facts, last: { madeAt: file.madeAt, vault: vault.id, accounts } });
  }
  await writes.appendJournal(now, { kind: 'backup-restored' });
}
