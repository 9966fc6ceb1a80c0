import type { Account } from '../../core/account';
import type { Address } from '../../core/address';
import type { Hex } from '../../core/hex';
import type { KeyDerivation, SealedSecret, VaultRecord } from '../../core/vault';
import type { Keystore } from '../../services/ports';
import { accountKey, branchOf, type Branch } from './key-tree';
import { checkDerivation, checkVault, VaultDamaged } from './record';
import { bytesOf, hexOf, randomHex, seal, unseal, type Label } from './seal';
import { accountOf, signMessage, signTransaction, signTypedData } from './signing';

const version = 1;
const phraseLabel = { type: 'phrase', id: 'phrase', version } as const;
const hexPattern = /^[0-9a-f]+$/;

/**
 * The vault's cryptography (SEC-14): WebCrypto for the records, ethers for the keys. Every record is checked before
 * it is used. A private key is a local variable, and nothing else.
 */
export const keystore: Keystore = {
  async create(phrase, passwordKey, derivation) {
    const id = randomHex(128);
    const dataKey = randomHex(256);
    const content: PhraseContent = { phrase, branch: await branchOf(phrase) };
    const secret = { ...phraseLabel, ...(await seal(dataKey, phraseLabel, encode(JSON.stringify(content)))) };
    return {
      dataKey,
      vault: { version, id, secrets: [secret], ...(await wrap(id, dataKey, passwordKey, derivation)) },
    };
  },
  async open(vault, passwordKey) {
    checkVault(vault);
    const dataKey = await unseal(passwordKey, dataKeyLabel(vault.id), vault.wrappedKey);
    return dataKey === null ? null : hexOf(dataKey);
  },
  async rewrap(vault, dataKey, passwordKey, derivation) {
    checkVault(vault);
    return { ...vault, ...(await wrap(vault.id, dataKey, passwordKey, derivation)) };
  },
  async phrase(vault, dataKey) {
    return (await readPhrase(vault, dataKey)).phrase;
  },
  async deriveAccount(vault, dataKey, index) {
    return accountOf(accountKey((await readPhrase(vault, dataKey)).branch, index));
  },
  async sealKey(dataKey, privateKey) {
    const label = privateKeyLabel(accountOf(privateKey).address);
    return { ...label, ...(await seal(dataKey, label, bytesOf(privateKey.slice(2).toLowerCase()))) };
  },
  async moveKey({ vault, dataKey }, account, to) {
    const label = privateKeyLabel(account.address);
    const key = await keyOf(vault, dataKey, account);
    return { ...label, ...(await seal(to, label, bytesOf(key.slice(2)))) };
  },
  async signMessage(vault, dataKey, account, message) {
    return signMessage(await keyOf(vault, dataKey, account), message);
  },
  async signTypedData(vault, dataKey, account, data) {
    return signTypedData(await keyOf(vault, dataKey, account), data);
  },
  async signTransaction(vault, dataKey, account, chain, transaction) {
    const isForChain = transaction.chain === null || transaction.chain === chain;
    if (transaction.from !== account.address || !isForChain) {
      throw new RangeError('The transaction is for another account or chain.');
    }
    return signTransaction(await keyOf(vault, dataKey, account), chain, transaction);
  },
};

/** What is sealed for a phrase: the branch of its accounts too, so that no signature waits for PBKDF2. */
interface PhraseContent {
  readonly phrase: string;
  readonly branch: Branch;
}

/** The data key under a password's key, and how that was derived. */
async function wrap(
  id: string,
  dataKey: string,
  passwordKey: string,
  derivation: KeyDerivation,
): Promise<Pick<VaultRecord, 'derivation' | 'wrappedKey'>> {
  checkDerivation(derivation);
  return { derivation, wrappedKey: await seal(passwordKey, dataKeyLabel(id), bytesOf(dataKey)) };
}

/** The private key of an account; proved to be its own, because accounts are stored in the clear. For this folder. */
export async function keyOf(vault: VaultRecord, dataKey: string, account: Account): Promise<Hex> {
  const key = await readKey(vault, dataKey, account);
  if (accountOf(key).address !== account.address) throw damaged('an account is not the one of its key');
  return key;
}

async function readKey(vault: VaultRecord, dataKey: string, { address, source }: Account): Promise<Hex> {
  switch (source.kind) {
    case 'phrase':
      return accountKey((await readPhrase(vault, dataKey)).branch, source.index);
    case 'private-key':
      return `0x${hexOf(await readSecret(vault, dataKey, privateKeyLabel(address)))}`;
  }
}

async function readPhrase(vault: VaultRecord, dataKey: string): Promise<PhraseContent> {
  const text = new TextDecoder().decode(await readSecret(vault, dataKey, phraseLabel));
  const content = parseJson(text);
  if (!isPhraseContent(content)) throw damaged('the phrase is malformed');
  return content;
}

/** Null for what is no JSON: the browser's own error would quote the phrase (SEC-15). */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function readSecret(vault: VaultRecord, dataKey: string, label: Label): Promise<Uint8Array> {
  checkVault(vault);
  const secret = vault.secrets.find(({ type, id }) => type === label.type && id === label.id);
  if (secret === undefined) throw damaged('a secret is missing');
  const content = await unseal(dataKey, label, secret);
  if (content === null) throw damaged('a secret cannot be opened');
  return content;
}

function isPhraseContent(content: unknown): content is PhraseContent {
  if (!isRecord(content) || typeof content.phrase !== 'string' || !isRecord(content.branch)) return false;
  const { privateKey, publicKey, chainCode } = content.branch;
  return isHexOf(privateKey, 32) && isHexOf(publicKey, 33) && isHexOf(chainCode, 32);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isHexOf(value: unknown, bytes: number): boolean {
  return typeof value === 'string' && value.length === 2 * bytes && hexPattern.test(value);
}

function dataKeyLabel(id: string): Label {
  return { type: 'data-key', id, version };
}

function privateKeyLabel(address: Address): Pick<SealedSecret, 'type' | 'id' | 'version'> {
  return { type: 'private-key', id: address, version };
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function damaged(problem: string): VaultDamaged {
  return new VaultDamaged(`The vault cannot be used: ${problem}.`);
}
