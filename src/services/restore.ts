import type { Account } from '../core/account';
import { forgetRead } from '../core/claim-record';
import { checkAsk } from '../core/check-ask';
import type { Circumstances } from '../core/decide';
import { RequestRefused } from '../core/errors';
import { opensSession } from '../core/held-request';
import { isRestoring } from '../core/loss';
import { everyItem } from '../core/pages';
import type { Session, SessionId } from '../core/session';
import { firstSettings } from '../core/settings';
import type { Millis } from '../core/units';
import type { VaultRecord } from '../core/vault';
import { isOffer, missingFrom, offerOf, type WalletCopy } from '../core/wallet-contents';
import { afterEnds } from './end-session';
import { commit } from './now';
import type { CopiedVault, OpenedCopy, Ports, Writes } from './ports';
import { takeOverContents } from './put-contents';
import { unlockedKey } from './unlocked-key';
import { allLiveSessions, writeEnds } from './write-ends';
import { settle } from './write-outcome';

/**
 * Brings back from the second copy what the store has lost, where something is (SEC-24). Needs the copy's key: the
 * store's own where that is left, else one from the unlocked vault; without either it waits for the password.
 * What stands in the store stays as it is, unless the store went back to an earlier state: then the copy knows better.
 * Sessions come back as ended ones, each a click away (SEC-9).
 *
 * @param opened the data key of a vault that is about to be unlocked
 */
export async function restoreWallet(ports: Ports, opened: string | null = null): Promise<void> {
  const { loss, storedKey, storedVault } = await ports.store.read(async (reads) => ({
    loss: await reads.loss(),
    storedKey: await reads.copyKey(),
    storedVault: await reads.vault(),
  }));
  if (loss === null || !isRestoring(loss)) return;
  const dataKey = opened ?? (await unlockedKey(ports));
  const key = storedKey ?? (dataKey === null ? null : await ports.cipher.deriveKey(dataKey, 'copy'));
  const copy = key === null ? null : await ports.copy.open(key);
  const copied = storedVault === null ? (copy?.wallet ?? (await ports.copy.vault())) : null;
  const wallet = copied === 'damaged' ? null : copied;
  if (key === null && wallet === null) return;
  const fallback = copy === null ? await firstAccount(ports, wallet?.vault ?? storedVault, dataKey) : null;
  await commit(ports, async (writes, at) => {
    const now = await writes.loss();
    if (now === null || !isRestoring(now)) return;
    if (wallet !== null && (await writes.vault()) === null) await putWallet(writes, wallet);
    if (key === null) return;
    const isOlder = now.what === 'earlier-state' && copy !== null;
    const accounts = isOlder ? await takeOver(writes, copy) : await restoreContents(writes, copy, fallback);
    const sessions = copy === null ? 0 : await restoreSessions(writes, copy.sessions, at, isOlder);
    await writes.putLoss({ ...now, restored: { at: at.now, accounts, sessions, isComplete: copy !== null } });
    await writes.putCopyKey(key);
    await writes.appendJournal(at.now, { kind: 'storage-restored', accounts, sessions });
    await decideAgain(writes, at);
  });
  ports.attention.changed(['accounts', 'networks', 'settings', 'transactions']);
  await afterEnds(ports, null);
}

/**
 * Compares the store with the second copy, once in each life of the worker, however often it is asked for. A store that
 * went back in time may hold sessions that had ended since: all of them end, and what the copy knows better is brought
 * back (SEC-9, SEC-24). One that went back to before there was a wallet has lost everything.
 */
export function checkCopy(ports: Ports): Promise<void> {
  const known = checks.get(ports);
  if (known !== undefined) return known;
  const check = compareCopy(ports);
  checks.set(ports, check);
  // What failed is tried again by whoever asks next.
  check.catch(() => checks.delete(ports));
  return check;
}

const checks = new WeakMap<Ports, Promise<void>>();

async function compareCopy(ports: Ports): Promise<void> {
  const found = await ports.store.compareCopy();
  if (found.standing !== 'in-step') {
    const what = found.standing === 'vault-is-gone' ? 'store' : 'earlier-state';
    await commit(ports, async (writes, { now }) => {
      const end = { reason: 'storage-lost', at: now, limit: null, device: null } as const;
      await writeEnds(writes, await allLiveSessions(writes), end);
      await writes.putGeneration(found.copied);
      // When the relays were read last, and what they said then, it has forgotten too (SEC-29).
      for (const claims of await writes.everyClaims())
        await writes.putClaims({ ...claims, record: forgetRead(claims.record) });
      await writes.putLoss({ what, at: now, restored: null });
      await writes.appendJournal(now, { kind: 'storage-lost', what });
    });
  }
  await restoreWallet(ports);
}

/** The person has read what happened. */
export async function dismissLoss(ports: Ports): Promise<void> {
  await commit(ports, async (writes) => {
    if (!isRestoring(await writes.loss())) await writes.putLoss(null);
  });
  ports.attention.changed(['overview']);
}

/** Where not even the copy's accounts can be read, the phrase still has its first one. */
async function firstAccount(
  { keystore }: Ports,
  vault: VaultRecord | null,
  dataKey: string | null,
): Promise<Account | null> {
  if (vault === null || dataKey === null) return null;
  const derived = await keystore.deriveAccount(vault, dataKey, 0);
  return { ...derived, name: 'Account 1', source: { kind: 'phrase', index: 0 } };
}

async function putWallet(writes: Writes, { vault, attempts }: CopiedVault): Promise<void> {
  await writes.putVault(vault);
  await writes.putUnlockAttempts(attempts);
}

/** The copy is the later state of everything; answers how many accounts came back. */
async function takeOver(writes: Writes, copy: OpenedCopy): Promise<number> {
  const before = new Set((await writes.accounts()).map(({ address }) => address));
  if (copy.wallet !== null) await putWallet(writes, copy.wallet);
  const accounts = await ofVault(writes, copy.accounts);
  await takeOverContents(writes, { ...copy, accounts });
  return accounts.filter(({ address }) => !before.has(address)).length;
}

/** Those whose keys the vault holds. */
async function ofVault(writes: Writes, accounts: readonly Account[]): Promise<readonly Account[]> {
  const secrets = new Set((await writes.vault())?.secrets.map(({ id }) => id));
  return accounts.filter(({ address, source }) => source.kind === 'phrase' || secrets.has(address));
}

/** Adds what is missing; answers how many accounts came back. */
async function restoreContents(
  writes: Writes,
  copy: WalletCopy | null,
  fallback: Account | null,
): Promise<number> {
  const accounts = await writes.accounts();
  if (copy === null) {
    if (accounts.length > 0 || fallback === null) return 0;
    await writes.putAccounts([fallback]);
    return 1;
  }
  const present = { accounts, networks: await writes.addedNetworks(), tokens: await writes.everyToken() };
  const missing = missingFrom(present, { ...copy, accounts: await ofVault(writes, copy.accounts) });
  await writes.putAccounts([...accounts, ...missing.accounts]);
  for (const network of missing.networks) await writes.putAddedNetwork(network);
  for (const token of missing.tokens) await writes.putToken(token);
  const settings = await writes.settings();
  const isUntouched = JSON.stringify(settings) === JSON.stringify(firstSettings);
  if (isUntouched) await writes.putSettings(copy.settings);
  else if (!settings.areDevicesDecided) {
    // Whatever else was chosen meanwhile: without its relays this device would take itself for the only one.
    const { relays, areDevicesDecided } = copy.settings;
    await writes.putSettings({ ...settings, relays, areDevicesDecided });
  }
  return missing.accounts.length;
}

/**
 * Puts back what the store does not know, or knows only of an earlier session of that place; where the store is older
 * than the copy, as the copy has it, and what that does not offer goes. Answers how many sessions are one click away.
 */
async function restoreSessions(
  writes: Writes,
  noted: readonly Session[],
  { now }: Circumstances,
  isOlder: boolean,
): Promise<number> {
  const own = new Set((await writes.accounts()).map(({ address }) => address));
  if (isOlder) await dropOffers(writes, new Set(noted.map(({ id }) => id)), now);
  let offered = 0;
  for (const session of noted.toSorted((one, other) => one.openedAt - other.openedAt)) {
    const offer = offerOf(session, now);
    if (offer === null || !offer.accounts.some((account) => own.has(account))) continue;
    const present = await writes.session(offer.key);
    const isEarlier = present !== null && present.end !== null && present.openedAt < offer.openedAt;
    const isSame = present !== null && present.id === offer.id;
    if (present !== null && !isEarlier && !(isOlder && isSame)) continue;
    await writes.putSession(offer);
    offered += 1;
    if (isSame || session.end !== null || offer.end === null) continue;
    const { id, origin, end } = offer;
    await writes.appendJournal(now, { kind: 'session-ended', session: id, origin, end });
  }
  return offered;
}

/** What the store would offer and the copy does not, its person had ended since. */
async function dropOffers(writes: Writes, kept: ReadonlySet<SessionId>, now: Millis): Promise<void> {
  const ended = await everyItem((limit, after) => writes.endedSessions(limit, after));
  for (const session of ended)
    if (isOffer(session, now) && !kept.has(session.id)) await writes.deleteSession(session.key);
}

/** What was held while nobody knew who was connected: it waits for its session to be taken up again, or is refused. */
async function decideAgain(writes: Writes, at: Circumstances): Promise<void> {
  const ownAccounts = (await writes.accounts()).map(({ address }) => address);
  for (const request of await writes.requests()) {
    const { ask, stage, sessionId, key } = request;
    if (stage.step !== 'waiting' || opensSession(ask) || sessionId !== null) continue;
    const session = await writes.session(key);
    try {
      if (session === null) throw new RequestRefused('unauthorized');
      const { accounts, chain, origin, id } = session;
      checkAsk(ask, { origin, accounts, chain, ownAccounts, now: at.now });
      await writes.putRequest({ ...request, sessionId: id, chain });
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      await settle(writes, request, { ok: false, error: error.toPageError() }, at.now, 'changed');
    }
  }
}
