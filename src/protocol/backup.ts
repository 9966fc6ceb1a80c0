import * as v from 'valibot';
import { parseAddress } from '../core/address';
import { backupVersion, clearPartOf, longestBackup, type BackupFile } from '../core/backup';
import { derivationFloor } from '../core/vault';

/** What a file that was chosen as a backup is. Whether its password is right, and its content whole, is told later. */
export type BackupReading =
  | { readonly ok: true; readonly file: BackupFile }
  | {
      readonly ok: false;
      readonly fault:
        | 'not-a-backup'
        | 'backup-truncated'
        | 'backup-later'
        | 'backup-damaged'
        | 'backup-too-large';
    };

const format = 'sekisho-backup';
/** How each of our files begins. */
const beginning = `{"format":"${format}"`;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const random = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
/** At least the tag of AES-GCM, in whole bytes. */
const sealedData = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]*$/),
  v.check((data) => data.length >= 32 && data.length % 2 === 0),
);
const sealed = { iv: v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/)), data: sealedData };
const within = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));

/** Whatever the keystore would refuse is refused here already: such a file is never opened, and asks for no memory. */
const vault = v.strictObject({
  version: v.literal(1),
  id: random,
  derivation: v.strictObject({
    algorithm: v.literal('argon2id'),
    memory: within(derivationFloor.memory, 1024 * 1024),
    iterations: within(derivationFloor.iterations, 20),
    parallelism: within(1, 16),
    salt: random,
  }),
  wrappedKey: v.strictObject({ iv: sealed.iv, data: v.pipe(sealedData, v.length(96)) }),
  secrets: v.pipe(
    v.array(
      v.pipe(
        v.strictObject({
          type: v.picklist(['phrase', 'private-key']),
          id: v.string(),
          version: v.literal(1),
          ...sealed,
        }),
        v.check(({ type, id }) => (type === 'phrase' ? id === 'phrase' : parseAddress(id) === id)),
      ),
    ),
    v.check((secrets) => new Set(secrets.map(({ id }) => id)).size === secrets.length),
    v.check((secrets) => secrets.some(({ type }) => type === 'phrase')),
  ),
});

const backup = v.strictObject({
  format: v.literal(format),
  version: v.literal(backupVersion),
  madeAt: count,
  app: v.pipe(v.string(), v.regex(/^[0-9A-Za-z.+-]{1,40}$/)),
  vault,
  sealed: v.strictObject(sealed),
  checksum: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/** The text of a backup's file. */
export async function writeBackup(file: BackupFile): Promise<string> {
  const { version, madeAt, app, vault, sealed } = file;
  return JSON.stringify({ format, version, madeAt, app, vault, sealed, checksum: await checksumOf(file) });
}

/**
 * Reads a file that may be anything. The checksum tells an accident of storage from a wrong password; against
 * whoever means harm the seal stands, which is looked at once the password is there.
 */
export async function readBackup(text: string): Promise<BackupReading> {
  if (text.length > longestBackup) return { ok: false, fault: 'backup-too-large' };
  const trimmed = text.trim();
  const content = parseJson(trimmed);
  if (content === undefined) return { ok: false, fault: faultOfText(trimmed) };
  if (!isRecord(content) || content.format !== format) return { ok: false, fault: 'not-a-backup' };
  if (isLater(content.version)) return { ok: false, fault: 'backup-later' };
  const parsed = v.safeParse(backup, content);
  if (!parsed.success) return { ok: false, fault: 'backup-damaged' };
  const { format: _, checksum, ...file } = parsed.output;
  return checksum === (await checksumOf(file)) ? { ok: true, file } : { ok: false, fault: 'backup-damaged' };
}

async function checksumOf(file: BackupFile): Promise<string> {
  const { iv, data } = file.sealed;
  const text = JSON.stringify([clearPartOf(file), iv, data]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a text is that is no JSON. An empty one is a download that never came. */
function faultOfText(text: string): 'not-a-backup' | 'backup-truncated' | 'backup-damaged' {
  if (beginning.startsWith(text)) return 'backup-truncated';
  if (!text.startsWith(beginning)) return 'not-a-backup';
  return isUnfinished(text) ? 'backup-truncated' : 'backup-damaged';
}

/** Whether the text stops before its first brace is closed. No text of ours holds a quote or a brace within quotes. */
function isUnfinished(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
  }
  return depth > 0;
}

function isLater(version: unknown): boolean {
  return typeof version === 'number' && Number.isSafeInteger(version) && version > backupVersion;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
