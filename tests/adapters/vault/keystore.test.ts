import { hashMessage } from 'ethers/hash';
import { recoverAddress } from 'ethers/transaction';
import { describe, expect, it } from 'vitest';
import { keystore } from '../../../src/adapters/vault/keystore';
import { VaultDamaged } from '../../../src/adapters/vault/record';
import { bytesOf, seal, unseal } from '../../../src/adapters/vault/seal';
import { parseAddress } from '../../../src/core/address';
import type { FilledTransaction } from '../../../src/core/held-request';
import {
  derivationFloor,
  withKey,
  withoutKey,
  type SealedSecret,
  type VaultRecord,
} from '../../../src/core/vault';
import { address } from '../../core/session-fixture';
import {
  cow,
  cowKey,
  derivation,
  importedAccount,
  knownAccounts,
  knownPhrase,
  makeVault,
  otherPasswordKey,
  passwordKey,
  phraseAccount,
} from './vault-fixture';

const message = '0x6869';

/** Which account signed, as others read it. */
function signerOf(signature: string): string {
  return recoverAddress(hashMessage(Uint8Array.from([0x68, 0x69])), signature);
}

describe('a vault', () => {
  it('opens with its password and holds its phrase, accounts and imported keys', async () => {
    const { vault, dataKey } = await makeVault();
    expect(await keystore.open(vault, passwordKey)).toBe(dataKey);
    expect(await keystore.phrase(vault, dataKey)).toBe(knownPhrase);
    for (const [index, checksummed] of knownAccounts.entries()) {
      const account = await phraseAccount(vault, dataKey, index);
      expect(account).toMatchObject({ checksummed, address: checksummed.toLowerCase() });
      expect(signerOf(await keystore.signMessage(vault, dataKey, account, message))).toBe(checksummed);
    }
    expect(signerOf(await keystore.signMessage(vault, dataKey, importedAccount, message))).toBe(cow);
  });

  it('gives null for a wrong password, and for one that differs in one bit', async () => {
    const { vault } = await makeVault();
    expect(await keystore.open(vault, otherPasswordKey)).toBeNull();
    expect(await keystore.open(vault, `${passwordKey.slice(0, -1)}0`)).toBeNull();
  });

  it('holds no secret in the clear (SEC-15)', async () => {
    const { vault, dataKey } = await makeVault();
    const stored = JSON.stringify(vault);
    for (const secret of [knownPhrase, 'junk', cowKey.slice(2), dataKey, passwordKey]) {
      expect(stored).not.toContain(secret);
    }
  });

  it('is made with new random keys and ids each time (SEC-18)', async () => {
    const [one, other] = await Promise.all([makeVault(), makeVault()]);
    expect(one.dataKey).not.toBe(other.dataKey);
    expect(one.vault.id).not.toBe(other.vault.id);
    for (const { vault, dataKey } of [one, other]) {
      expect(vault.id).toMatch(/^[0-9a-f]{32}$/);
      expect(dataKey).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('wraps the same data key anew when the password changes: the old one opens nothing (SEC-14)', async () => {
    const { vault, dataKey } = await makeVault();
    const stronger = { ...derivation, memory: derivation.memory * 2, salt: 'bb'.repeat(16) };
    const changed = await keystore.rewrap(vault, dataKey, otherPasswordKey, stronger);
    expect(await keystore.open(changed, otherPasswordKey)).toBe(dataKey);
    expect(await keystore.open(changed, passwordKey)).toBeNull();
    expect(changed).toMatchObject({ id: vault.id, secrets: vault.secrets, derivation: stronger });
  });

  it('loses an imported key for good when its account is removed', async () => {
    const { vault, dataKey } = await makeVault();
    const without = withoutKey(vault, importedAccount.address);
    expect(without.secrets).toHaveLength(1);
    await expect(keystore.signMessage(without, dataKey, importedAccount, message)).rejects.toThrow(
      VaultDamaged,
    );
  });

  it('signs nothing for an account whose stored source was exchanged', async () => {
    const { vault, dataKey } = await makeVault();
    const first = await phraseAccount(vault, dataKey, 0);
    const second = await phraseAccount(vault, dataKey, 1);
    for (const forged of [
      { ...first, source: second.source },
      { ...first, source: importedAccount.source },
      { ...importedAccount, source: first.source },
    ]) {
      await expect(keystore.signMessage(vault, dataKey, forged, message)).rejects.toThrow(VaultDamaged);
    }
  });

  it('signs no transaction that is for another account or chain', async () => {
    const { vault, dataKey } = await makeVault();
    const transaction: FilledTransaction = {
      from: address('a'),
      to: address('b'),
      value: '0x0',
      data: '0x',
      gas: '0x5208',
      maxFeePerGas: '0x1',
      maxPriorityFeePerGas: '0x1',
      nonce: '0x0',
      chain: null,
    };
    const account = await phraseAccount(vault, dataKey, 0);
    await expect(keystore.signTransaction(vault, dataKey, account, 1, transaction)).rejects.toThrow(
      RangeError,
    );
    const own = { ...transaction, from: account.address };
    await expect(keystore.signTransaction(vault, dataKey, account, 1, { ...own, chain: 5 })).rejects.toThrow(
      RangeError,
    );
    for (const chain of [null, 1]) {
      const signed = await keystore.signTransaction(vault, dataKey, account, 1, { ...own, chain });
      expect(signed.hash).toMatch(/^0x[0-9a-f]{64}$/);
    }
  });
});

describe('a tampered record (SEC-14)', () => {
  /** Changes one hex digit. */
  function bent(hex: string, at = 0): string {
    return hex.slice(0, at) + (hex[at] === '0' ? '1' : '0') + hex.slice(at + 1);
  }

  function withSecret(vault: VaultRecord, index: number, over: Partial<SealedSecret>): VaultRecord {
    return {
      ...vault,
      secrets: vault.secrets.map((each, at) => (at === index ? { ...each, ...over } : each)),
    };
  }

  it.each<[string, (vault: VaultRecord) => VaultRecord]>([
    ['id', (vault) => ({ ...vault, id: bent(vault.id) })],
    [
      "wrapped key's IV",
      (vault) => ({ ...vault, wrappedKey: { ...vault.wrappedKey, iv: bent(vault.wrappedKey.iv) } }),
    ],
    [
      "wrapped key's first byte",
      (vault) => ({ ...vault, wrappedKey: { ...vault.wrappedKey, data: bent(vault.wrappedKey.data) } }),
    ],
    [
      "wrapped key's tag",
      (vault) => ({ ...vault, wrappedKey: { ...vault.wrappedKey, data: bent(vault.wrappedKey.data, 95) } }),
    ],
  ])('whose %s was changed does not open', async (_, tamper) => {
    const { vault } = await makeVault();
    expect(await keystore.open(tamper(vault), passwordKey)).toBeNull();
  });

  it.each<[string, (vault: VaultRecord) => unknown]>([
    ['version', (vault) => ({ ...vault, version: 2 })],
    ['id', (vault) => ({ ...vault, id: 'x' })],
    ['algorithm', (vault) => ({ ...vault, derivation: { ...derivation, algorithm: 'argon2i' } })],
    [
      'memory, below the floor',
      (vault) => ({ ...vault, derivation: { ...derivation, memory: derivationFloor.memory - 1 } }),
    ],
    ['memory, beyond bearing', (vault) => ({ ...vault, derivation: { ...derivation, memory: 2 ** 30 } })],
    ['iterations, below the floor', (vault) => ({ ...vault, derivation: { ...derivation, iterations: 0 } })],
    ['parallelism', (vault) => ({ ...vault, derivation: { ...derivation, parallelism: 0 } })],
    ['salt', (vault) => ({ ...vault, derivation: { ...derivation, salt: '' } })],
    [
      'wrapped key, cut',
      (vault) => ({ ...vault, wrappedKey: { ...vault.wrappedKey, data: vault.wrappedKey.data.slice(2) } }),
    ],
    [
      'wrapped key, no hex',
      (vault) => ({ ...vault, wrappedKey: { ...vault.wrappedKey, data: 'g'.repeat(96) } }),
    ],
    ['IV, cut', (vault) => ({ ...vault, wrappedKey: { ...vault.wrappedKey, iv: '00' } })],
    ['secrets, one twice', (vault) => ({ ...vault, secrets: [...vault.secrets, ...vault.secrets] })],
    ['secrets, none', (vault) => ({ ...vault, secrets: null })],
    ["secret's version", (vault) => withSecret(vault, 0, { version: 2 as 1 })],
    ["secret's type", (vault) => withSecret(vault, 0, { type: 'private-key' })],
    ["secret's id", (vault) => withSecret(vault, 1, { id: 'phrase' })],
    ["secret's id, capitals", (vault) => withSecret(vault, 1, { id: cow })],
    ["secret's content, shorter than a tag", (vault) => withSecret(vault, 0, { data: '00' })],
  ])('with a malformed %s is refused before it is used', async (_, tamper) => {
    const { vault, dataKey } = await makeVault();
    const tampered = tamper(vault) as VaultRecord;
    await expect(keystore.open(tampered, passwordKey)).rejects.toThrow(VaultDamaged);
    await expect(keystore.phrase(tampered, dataKey)).rejects.toThrow(VaultDamaged);
    await expect(keystore.rewrap(tampered, dataKey, passwordKey, derivation)).rejects.toThrow(VaultDamaged);
  });

  it.each<[string, (vault: VaultRecord) => VaultRecord]>([
    ['IV was changed', (vault) => withSecret(vault, 0, { iv: bent(vault.secrets[0]!.iv) })],
    ['content was changed', (vault) => withSecret(vault, 0, { data: bent(vault.secrets[0]!.data, 40) })],
    ['content was cut', (vault) => withSecret(vault, 0, { data: vault.secrets[0]!.data.slice(0, -2) })],
    [
      "content was exchanged for the key's",
      (vault) => withSecret(vault, 0, { data: vault.secrets[1]!.data, iv: vault.secrets[1]!.iv }),
    ],
    ['is gone', (vault) => ({ ...vault, secrets: vault.secrets.slice(1) })],
  ])('whose phrase %s gives nothing', async (_, tamper) => {
    const { vault, dataKey } = await makeVault();
    const account = await phraseAccount(vault, dataKey, 0);
    await expect(keystore.phrase(tamper(vault), dataKey)).rejects.toThrow(VaultDamaged);
    await expect(keystore.deriveAccount(tamper(vault), dataKey, 0)).rejects.toThrow(VaultDamaged);
    await expect(keystore.signMessage(tamper(vault), dataKey, account, message)).rejects.toThrow(
      VaultDamaged,
    );
  });

  it("with one account's key under another's name signs for neither", async () => {
    const { vault, dataKey } = await makeVault();
    const other = parseAddress('0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf')!;
    const moved = withSecret(vault, 1, { id: other });
    const named = { ...importedAccount, address: other };
    await expect(keystore.signMessage(moved, dataKey, named, message)).rejects.toThrow(VaultDamaged);
    await expect(keystore.signMessage(moved, dataKey, importedAccount, message)).rejects.toThrow(
      VaultDamaged,
    );
  });

  it('does not take a secret, or the wrapped key, of another vault', async () => {
    const [one, other] = await Promise.all([makeVault(), makeVault()]);
    const mixed = { ...one.vault, secrets: other.vault.secrets };
    await expect(keystore.phrase(mixed, one.dataKey)).rejects.toThrow(VaultDamaged);
    expect(await keystore.open({ ...one.vault, wrappedKey: other.vault.wrappedKey }, passwordKey)).toBeNull();
  });

  it('cannot be made with a derivation below the floor', async () => {
    const weak = { ...derivation, memory: derivationFloor.memory - 1 };
    await expect(keystore.create(knownPhrase, passwordKey, weak)).rejects.toThrow(VaultDamaged);
    const { vault, dataKey } = await makeVault();
    await expect(keystore.rewrap(vault, dataKey, passwordKey, weak)).rejects.toThrow(VaultDamaged);
  });
});

describe('sealing', () => {
  const key = '33'.repeat(32);
  const label = { type: 'phrase', id: 'phrase', version: 1 };

  it('takes a fresh 96-bit IV for each write, for the same content too (SEC-14)', async () => {
    const content = bytesOf('00'.repeat(64));
    const sealed = await Promise.all(Array.from({ length: 2_000 }, () => seal(key, label, content)));
    for (const { iv } of sealed) expect(iv).toMatch(/^[0-9a-f]{24}$/);
    expect(new Set(sealed.map(({ iv }) => iv)).size).toBe(2_000);
    expect(new Set(sealed.map(({ data }) => data)).size).toBe(2_000);
  });

  it('never takes the same IV again for what a vault writes', async () => {
    const { vault: first, dataKey } = await makeVault();
    let vault = first;
    const ivs = [vault.wrappedKey.iv, ...vault.secrets.map(({ iv }) => iv)];
    for (let round = 0; round < 100; round += 1) {
      vault = await keystore.rewrap(vault, dataKey, passwordKey, derivation);
      vault = withKey(withoutKey(vault, importedAccount.address), await keystore.sealKey(dataKey, cowKey));
      ivs.push(vault.wrappedKey.iv, vault.secrets.at(-1)!.iv);
    }
    expect(new Set(ivs).size).toBe(ivs.length);
  });

  it.each([
    ['type', { ...label, type: 'private-key' }],
    ['id', { ...label, id: 'other' }],
    ['version', { ...label, version: 2 }],
    ['division of its letters', { ...label, type: 'phrasephr', id: 'ase' }],
    ['quotes', { ...label, type: 'phrase","phrase', id: '' }],
  ])('opens under no other %s', async (_, other) => {
    const content = bytesOf('c0ffee');
    const sealed = await seal(key, label, content);
    expect(await unseal(key, label, sealed)).toEqual(content);
    expect(await unseal(key, other, sealed)).toBeNull();
  });
});
