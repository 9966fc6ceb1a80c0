import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestBackup, roomInBackup } from '../../src/core/backup';
import { readBackup, writeBackup } from '../../src/protocol/backup';
import { forged, sampleBackup } from './backup-fixture';

const text = await writeBackup(sampleBackup);

describe('the file of a backup', () => {
  it('is read as it was written', async () => {
    expect(await readBackup(text)).toEqual({ ok: true, file: sampleBackup });
  });

  it.each([
    ['laid out anew by an editor', JSON.stringify(JSON.parse(text), null, 2)],
    ['with a line end at its end', `${text}\r\n`],
    ['with a byte order mark', `\uFEFF${text}`],
  ])('is read %s', async (_, same) => {
    expect(await readBackup(same)).toEqual({ ok: true, file: sampleBackup });
  });

  it.each([
    ['empty', '', 'backup-truncated'],
    ['blanks', ' \n ', 'backup-truncated'],
    ['a picture', '\u0089PNG\r\n', 'not-a-backup'],
    ['a text', 'legal winner thank year', 'not-a-backup'],
    ['JSON of another program', '{"version":1,"data":"x"}', 'not-a-backup'],
    ['its first half', '{"version":1,"da', 'not-a-backup'],
    ['a keystore file of another wallet', '{"crypto":{"cipher":"aes-128-ctr"},"version":3}', 'not-a-backup'],
    ['null', 'null', 'not-a-backup'],
    ['a list', '[]', 'not-a-backup'],
    ['another format', text.replace('sekisho-backup', 'sekisho-backups'), 'not-a-backup'],
    ['a later version', text.replace('"version":1', '"version":2'), 'backup-later'],
    ['a later version of another shape', '{"format":"sekisho-backup","version":7}', 'backup-later'],
    ['no version', '{"format":"sekisho-backup"}', 'backup-damaged'],
    ['a version that is no number', '{"format":"sekisho-backup","version":"2"}', 'backup-damaged'],
    ['version 0', text.replace('"version":1', '"version":0'), 'backup-damaged'],
    ['half a version', text.replace('"version":1', '"version":1.5'), 'backup-damaged'],
    ['a comma too many', text.replace('"app"', ',"app"'), 'backup-damaged'],
    ['one digit changed', text.replace('cdcd', 'cdce'), 'backup-damaged'],
    ['another time', text.replace('1700000000000', '1700000000001'), 'backup-damaged'],
    ['something beside', text.replace('{"format"', '{"note":1,"format"'), 'backup-damaged'],
    ['too much of it', `${text}${' '.repeat(longestBackup)}`, 'backup-too-large'],
  ] as const)('is told for what it is: %s', async (_, bad, fault) => {
    expect(await readBackup(bad)).toEqual({ ok: false, fault });
  });

  it('is read where what is sealed in it takes all the room that there is', async () => {
    const { sealed, ...clear } = sampleBackup;
    const tag = 16;
    const data = 'ef'.repeat(roomInBackup(clear) + tag);
    const full = await writeBackup({ ...clear, sealed: { ...sealed, data } });
    expect(full.length).toBeGreaterThan(longestBackup - 1_024);
    expect(await readBackup(full)).toMatchObject({ ok: true });
  });

  it('is told as cut off wherever it was cut', async () => {
    const lengths = fc.integer({ min: 0, max: text.length - 1 });
    await fc.assert(
      fc.asyncProperty(lengths, async (length) => {
        expect(await readBackup(text.slice(0, length))).toEqual({ ok: false, fault: 'backup-truncated' });
      }),
    );
  });

  it('is never taken for whole with one character changed', async () => {
    const places = fc.integer({ min: 0, max: text.length - 1 });
    const characters = fc.constantFrom('0', '1', '9', 'a', 'f', '{', '}', '"', ':', ',', 'x', ' ');
    await fc.assert(
      fc.asyncProperty(places, characters, async (place, character) => {
        fc.pre(text[place] !== character);
        const changed = text.slice(0, place) + character + text.slice(place + 1);
        const reading = await readBackup(changed);
        expect(reading.ok).toBe(false);
      }),
    );
  });

  it('is read from any text without an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (any) => {
        expect((await readBackup(any)).ok).toBe(false);
      }),
    );
  });
});

describe('a file with the right checksum that no Sekisho wrote', () => {
  it.each([
    ['asks for 4 GiB of memory', (file) => (file.vault.derivation.memory = 4 * 1024 * 1024)],
    ['asks for too little memory', (file) => (file.vault.derivation.memory = 46 * 1024 - 1)],
    ['asks for 21 rounds', (file) => (file.vault.derivation.iterations = 21)],
    ['asks for no round', (file) => (file.vault.derivation.iterations = 0)],
    ['asks for 17 lanes', (file) => (file.vault.derivation.parallelism = 17)],
    ['asks for half a lane', (file) => (file.vault.derivation.parallelism = 1.5)],
    ['derives otherwise', (file) => (file.vault.derivation.algorithm = 'pbkdf2')],
    ['has a short salt', (file) => (file.vault.derivation.salt = '02')],
    ['has a malformed id', (file) => (file.vault.id = 'x')],
    ['has a vault of version 2', (file) => (file.vault.version = 2)],
    ['has a long key', (file) => (file.vault.wrappedKey.data += '00')],
    ['has a malformed IV', (file) => (file.sealed.iv = 'AB'.repeat(12))],
    ['has half a byte', (file) => (file.sealed.data += '0')],
    ['has less than a tag', (file) => (file.sealed.data = '00')],
    ['has no phrase', (file) => file.vault.secrets.shift()],
    ['has a secret twice', (file) => file.vault.secrets.push(file.vault.secrets[1])],
    ['has a secret of an unknown kind', (file) => (file.vault.secrets[1].type = 'seed')],
    ['has a key for no account', (file) => (file.vault.secrets[1].id = 'phrase2')],
    ['has a name of a version that is a page', (file) => (file.app = '<b>1</b>')],
    ['was made before time began', (file) => (file.madeAt = -1)],
  ] as const satisfies readonly (readonly [string, Parameters<typeof forged>[0]])[])(
    'is refused as damaged before it is opened: %s',
    async (_, change) => {
      expect(await readBackup(await forged(change))).toEqual({ ok: false, fault: 'backup-damaged' });
    },
  );

  it('is read where nothing in it is wrong in itself: the seal decides', async () => {
    const reading = await readBackup(await forged((file) => (file.madeAt = 5)));
    expect(reading.ok).toBe(true);
  });
});
