import * as v from 'valibot';
import type { Session, SessionId } from '../../core/session';
import type { Sealed } from '../../core/vault';
import type { WalletContents } from '../../core/wallet-contents';
import type { Cipher, CopiedVault, SealLabel, SecondCopy } from '../../services/ports';
import type { CopyChange, WholeCopy } from './copy-changes';
import { count, once } from './records';
import { unlockAttempts, sealed, vaultRecord } from './vault-store';
import { parseContents, parseSession, writeContents, writeSession } from './wallet-contents';

/** What is needed of `storage.local`. */
export interface CopyArea {
  /** Null: everything. */
  get(keys: string | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

/** The second copy, and how the store keeps it up to date. */
export interface KeptCopy extends SecondCopy {
  /** Null where there is no copy that this version can read. */
  generation(): Promise<number | null>;
  /** Takes over one change, after those before it. A copy that is not of the generation before is made anew. */
  follow(change: CopyChange, readWhole: () => Promise<WholeCopy | null>): Promise<void>;
  /** Makes the copy anew. */
  renew(readWhole: () => Promise<WholeCopy | null>): Promise<void>;
}

const version = 1;
const headItem = 'copy';
const vaultItem = 'copyVault';
const sealedVaultItem = 'copySealedVault';
const contentsItem = 'copyContents';
/** One item a session, named by its id, which says nothing: content scripts can read this storage. */
const sessionPrefix = 'copySession ';
/** So that a copy of many thousands of sessions holds nothing else up for long. */
const itemsAtOnce = 500;

const contentsLabel: SealLabel = { type: 'contents', id: 'contents', version };
const vaultLabel: SealLabel = { type: 'vault', id: 'vault', version };

const head = once(() => v.strictObject({ version: v.literal(version), generation: count }));
const copiedVault = once(() => v.strictObject({ vault: vaultRecord(), attempts: unlockAttempts() }));
const sealedItem = once(() => v.strictObject(sealed));

/**
 * The second copy in `storage.local` (SEC-24): the vault as it is, everything else sealed under the copy's key. Its
 * generation is written last: a copy that was cut off in the middle is not of the store's, and is made anew.
 */
export function createCopy(area: CopyArea, cipher: Cipher): KeptCopy {
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, in the order in which they were asked for. */
  function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = last.then(act, act);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function readGeneration(): Promise<number | null> {
    const parsed = v.safeParse(head(), (await area.get(headItem))[headItem]);
    return parsed.success ? parsed.output.generation : null;
  }

  async function sealSessions(key: string, sessions: readonly Session[]): Promise<Record<string, Sealed>> {
    const items = await Promise.all(
      sessions.map(async (session) => {
        const text = writeSession(session);
        return [itemOf(session.id), await cipher.seal(key, sessionLabel(session.id), text)] as const;
      }),
    );
    return Object.fromEntries(items);
  }

  const sealContents = (key: string, contents: WalletContents) =>
    cipher.seal(key, contentsLabel, writeContents(contents));

  const sealVault = (key: string, vault: CopiedVault) => cipher.seal(key, vaultLabel, JSON.stringify(vault));

  async function takeOver({ generation, key, vault, contents, sessions }: CopyChange): Promise<void> {
    const noted = key === null ? [] : [...sessions.values()].filter((session) => session !== null);
    const gone = [...sessions].flatMap(([id, session]) => (session === null ? [itemOf(id)] : []));
    const headItems = { [headItem]: { version, generation } };
    await area.set({
      ...(vault === null ? {} : { [vaultItem]: vault }),
      ...(vault === null || key === null ? {} : { [sealedVaultItem]: await sealVault(key, vault) }),
      ...(contents === null || key === null ? {} : { [contentsItem]: await sealContents(key, contents) }),
      ...(key === null ? {} : await sealSessions(key, noted)),
      ...(gone.length === 0 ? headItems : {}),
    });
    if (gone.length === 0) return;
    // Not before what takes its place is there.
    await area.remove(gone);
    await area.set(headItems);
  }

  async function makeAnew(readWhole: () => Promise<WholeCopy | null>): Promise<void> {
    const whole = await readWhole();
    if (whole === null) return;
    const { generation, key, vault, contents, sessions } = whole;
    const kept = new Set(sessions.map(({ id }) => itemOf(id)));
    const names = Object.keys(await area.get(null));
    const gone = names.filter((name) => name.startsWith(sessionPrefix) && (key === null || !kept.has(name)));
    await area.set({ [vaultItem]: vault });
    if (key !== null) {
      await area.set({
        [sealedVaultItem]: await sealVault(key, vault),
        [contentsItem]: await sealContents(key, contents),
      });
      for (let start = 0; start < sessions.length; start += itemsAtOnce) {
        await area.set(await sealSessions(key, sessions.slice(start, start + itemsAtOnce)));
      }
    }
    if (gone.length > 0) await area.remove(gone);
    await area.set({ [headItem]: { version, generation } });
  }

  return {
    // Not in turn: a turn may wait for the store to open, which asks for these two.
    generation: readGeneration,
    async vault() {
      const item = (await area.get(vaultItem))[vaultItem];
      if (item === undefined) return null;
      const parsed = v.safeParse(copiedVault(), item);
      return parsed.success ? parsed.output : 'damaged';
    },
    follow: (change, readWhole) =>
      inTurn(async () => {
        const isNext = !change.isWhole && (await readGeneration()) === change.generation - 1;
        await (isNext ? takeOver(change) : makeAnew(readWhole));
      }),
    renew: (readWhole) => inTurn(() => makeAnew(readWhole)),

    open: (key) =>
      inTurn(async () => {
        const items = await area.get(null);
        const unseal = async (name: string, label: SealLabel) => {
          const parsed = v.safeParse(sealedItem(), items[name]);
          return parsed.success ? cipher.unseal(key, label, parsed.output) : null;
        };
        const text = await unseal(contentsItem, contentsLabel);
        const contents = text === null ? null : parseContents(text);
        if (contents === null) return null;
        const vault = await unseal(sealedVaultItem, vaultLabel);
        const wallet = v.safeParse(copiedVault(), vault === null ? null : JSON.parse(vault));
        const names = Object.keys(items).filter((name) => name.startsWith(sessionPrefix));
        const sessions = await Promise.all(
          names.map(async (name) => {
            const session = await unseal(name, sessionLabel(name.slice(sessionPrefix.length)));
            return session === null ? null : parseSession(session);
          }),
        );
        return {
          ...contents,
          sessions: sessions.filter((session) => session !== null),
          wallet: wallet.success ? wallet.output : null,
        };
      }),
  };
}

function itemOf(id: SessionId): string {
  return sessionPrefix + id;
}

function sessionLabel(id: SessionId): SealLabel {
  return { type: 'session', id, version };
}
