import { getPublicKey } from 'nostr-tools/pure';
import { describe, expect, it } from 'vitest';
import { coordinationKeys } from '../../../src/adapters/vault/coordination-keys';
import { cowKey, importedAccount, makeVault, passwordKey, phraseAccount } from './vault-fixture';

const { vault, dataKey } = await makeVault();
const first = await phraseAccount(vault, dataKey, 0);
const second = await phraseAccount(vault, dataKey, 1);

describe('the keys of an account on relays', () => {
  it('are the same on every device that holds the account, in whichever vault', async () => {
    const elsewhere = await makeVault();
    expect(elsewhere.vault.id).not.toBe(vault.id);
    for (const account of [first, importedAccount]) {
      expect(await coordinationKeys.coordination(elsewhere.vault, elsewhere.dataKey, account)).toEqual(
        await coordinationKeys.coordination(vault, dataKey, account),
      );
    }
  });

  it('are others for each account and each purpose, and none is a key of the account (SEC-28)', async () => {
    const all = await Promise.all(
      [first, second, importedAccount].flatMap((account) => [
        coordinationKeys.coordination(vault, dataKey, account).then(({ secret }) => secret),
        coordinationKeys.generationSecret(vault, dataKey, account),
      ]),
    );
    expect(new Set(all).size).toBe(6);
    for (const secret of all) {
      expect(secret).toMatch(/^[0-9a-f]{64}$/);
      expect(secret).not.toBe(cowKey.slice(2));
    }
  });

  it('tell the public half of the key that raises generations, and not its secret (SEC-27)', async () => {
    const coordination = await coordinationKeys.coordination(vault, dataKey, first);
    const secret = await coordinationKeys.generationSecret(vault, dataKey, first);
    expect(coordination.generationKey).toBe(getPublicKey(Uint8Array.from(Buffer.from(secret, 'hex'))));
    expect(JSON.stringify(coordination)).not.toContain(secret);
  });

  it('are those of RFC 5869, so that later versions derive the same', async () => {
    const { hkdfSync } = await import('node:crypto');
    const key = Buffer.from(cowKey.slice(2), 'hex');
    const expected = (purpose: string) =>
      Buffer.from(hkdfSync('sha256', key, 'sekisho', purpose, 32)).toString('hex');
    const { secret } = await coordinationKeys.coordination(vault, dataKey, importedAccount);
    expect(secret).toBe(expected('sekisho coordination v1'));
    expect(await coordinationKeys.generationSecret(vault, dataKey, importedAccount)).toBe(
      expected('sekisho generation v1'),
    );
  });

  it('are not derived with the wrong data key', async () => {
    await expect(coordinationKeys.coordination(vault, passwordKey, first)).rejects.toThrow('cannot be used');
  });
});
