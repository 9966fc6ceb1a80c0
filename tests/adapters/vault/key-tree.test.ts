import { HDNodeWallet, Mnemonic } from 'ethers/wallet';
import { describe, expect, it } from 'vitest';
import { accountKey, branchOf } from '../../../src/adapters/vault/key-tree';
import { accountOf } from '../../../src/adapters/vault/signing';
import { knownAccounts, knownPhrase } from './vault-fixture';

async function accountAt(phrase: string, index: number): Promise<string> {
  return accountOf(accountKey(await branchOf(phrase), index)).checksummed;
}

describe("the accounts of a phrase, at m/44'/60'/0'/0/index", () => {
  it('are the ones that every wallet gives', async () => {
    expect(await accountAt(knownPhrase, 0)).toBe(knownAccounts[0]);
    expect(await accountAt(knownPhrase, 1)).toBe(knownAccounts[1]);
    expect(await accountAt(`${'abandon '.repeat(11)}about`, 0)).toBe(
      '0x9858EfFD232B4033E47d90003D41EC34EcaEda94',
    );
    expect(await accountAt(`${'abandon '.repeat(23)}art`, 0)).toBe(
      '0xF278cF59F82eDcf871d630F28EcC8056f25C1cdb',
    );
  });

  // Keys with leading zeros are where derivations go wrong (test vectors 3 and 4 of BIP-32).
  it.each([
    ['the root', 'absent disagree', '0x728470A31a17d041f8941E511b1eCf51cC88210c', 10],
    ["m/44'", 'cool', '0xB171A07c646eE02C8E2130728971Ffa04eE73118', 11],
    ["m/44'/60'", 'about patient', '0x654b266F316f301195046Ac8eF1Eb9B09a6A6685', 10],
  ])('keep the leading zeros of a key on the way: %s', async (_, end, checksummed, zeros) => {
    expect(await accountAt(`${'abandon '.repeat(zeros)}${end}`, 0)).toBe(checksummed);
  });

  it('agree with the tree of ethers, at any length and index', async () => {
    const indexes = [0, 1, 7, 99, 2 ** 31 - 1];
    for (const bytes of [16, 20, 24, 28, 32]) {
      const { phrase } = Mnemonic.fromEntropy(crypto.getRandomValues(new Uint8Array(bytes)));
      const branch = await branchOf(phrase);
      const theirs = HDNodeWallet.fromPhrase(phrase, '', "m/44'/60'/0'/0");
      expect({ ...branch, phrase }).toEqual({
        privateKey: theirs.privateKey.slice(2),
        publicKey: theirs.publicKey.slice(2),
        chainCode: theirs.chainCode.slice(2),
        phrase,
      });
      for (const index of indexes)
        expect(accountKey(branch, index)).toBe(theirs.deriveChild(index).privateKey);
    }
  });

  it.each([[-1], [0.5], [2 ** 31], [Number.NaN]])('do not exist at %s', async (index) => {
    const branch = await branchOf(knownPhrase);
    expect(() => accountKey(branch, index)).toThrow(RangeError);
  });
});
