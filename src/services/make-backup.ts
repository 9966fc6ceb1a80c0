import { eachPage } from '../core/pages';
import {
  backupVersion,
  clearPartOf,
  mostOffersInBackup,
  roomInBackup,
  type BackupFile,
} from '../core/backup';
import { isRestoring } from '../core/loss';
import { done, failed, type Outcome } from '../core/outcome';
import type { Session } from '../core/session';
import type { Millis } from '../core/units';
import { isOffer, type WalletCopy } from '../core/wallet-contents';
import { checkPassword } from './check-password';
import { circumstances, commit } from './now';
import type { Ports, Reads, SealLabel } from './ports';
import { sweep } from './sweep';

/**
 * The wallet as a file, for who knows its password: it leaves the browser. The sessions in it are offers to reconnect,
 * whatever becomes of them (SEC-9).
 */
export async function makeBackup(ports: Ports, passwordKey: string): Promise<Outcome<BackupFile>> {
  const opened = await checkPassword(ports, passwordKey);
  if (!opened.ok) return opened;
  const { dataKey } = opened.value;
  await sweep(ports);
  const { now } = await circumstances(ports);
  const { vault, copy, loss } = await ports.store.read(async (reads) => ({
    vault: await reads.vault(),
    copy: await readCopy(reads, now),
    loss: await reads.loss(),
  }));
  // What the second copy has yet to bring back would be missing in it.
  if (isRestoring(loss)) return failed({ fault: 'locked' });
  if (vault?.wrappedKey.data !== opened.value.vault.wrappedKey.data) return failed({ fault: 'gone' });
  // A wallet that cannot be opened any more is not saved as if it could.
  await ports.keystore.phrase(vault, dataKey);
  const clear = { version: backupVersion, madeAt: now, app: ports.version, vault } as const;
  const text = ports.copyFormat.write(copy, roomInBackup(clear));
  // A file that nobody can read back is not noted as a backup.
  if (text === null) return failed({ fault: 'wallet-too-large' });
  const key = await ports.cipher.deriveKey(dataKey, 'backup');
  const sealed = await ports.cipher.seal(key, backupLabel(clear), text);
  const isNoted = await commit(ports, async (writes, at) => {
    if ((await writes.vault())?.id !== vault.id) return false;
    const accounts = copy.accounts.map(({ address }) => address);
    const facts = await writes.backupFacts();
    await writes.putBackupFacts({ ...facts, last: { madeAt: now, vault: vault.id, accounts } });
    await writes.appendJournal(at.now, { kind: 'backup-made' });
    return true;
  });
  if (!isNoted) return failed({ fault: 'gone' });
  ports.attention.changed(['overview', 'journal']);
  return done({ ...clear, sealed });
}

/** What is authenticated with the content: all that stands in the clear. */
export function backupLabel(clear: Omit<BackupFile, 'sealed'>): SealLabel {
  return { type: 'backup', id: clearPartOf(clear), version: backupVersion };
}

async function readCopy(reads: Reads, now: Millis): Promise<WalletCopy> {
  return {
    accounts: await reads.accounts(),
    settings: await reads.settings(),
    networks: await reads.addedNetworks(),
    tokens: await reads.everyToken(),
    sessions: await readOffers(reads, now),
  };
}

async function readOffers(reads: Reads, now: Millis): Promise<readonly Session[]> {
  const offers: Session[] = [];
  for (const list of ['liveSessions', 'endedSessions'] as const) {
    for await (const sessions of eachPage((limit, after) => reads[list](limit, after))) {
      offers.push(...sessions.filter((session) => !session.isPrivate && isOffer(session, now)));
      if (offers.length >= mostOffersInBackup) break;
    }
  }
  return offers.slice(0, mostOffersInBackup);
}
