import { N } from 'ethers/constants';
import { computeHmac, SigningKey } from 'ethers/crypto';
import type { Hex } from '../../core/hex';
import { bytesOf } from './seal';

/** `m/44'/60'/0'/0`: what each account of the phrase is one step away from. All as hex without 0x. */
export interface Branch {
  readonly privateKey: string;
  /** Compressed. */
  readonly publicKey: string;
  readonly chainCode: string;
}

/** A node of the tree of BIP-32. */
interface Node {
  readonly privateKey: string;
  readonly chainCode: string;
}

const hardened = 0x80000000;
const branchPath = [44 + hardened, 60 + hardened, hardened, 0];

/** The branch of a valid phrase (BIP-39 without a passphrase, BIP-32, BIP-44). */
export async function branchOf(phrase: string): Promise<Branch> {
  let node = split(hmac(new TextEncoder().encode('Bitcoin seed'), await seedOf(phrase)));
  for (const index of branchPath) node = child(node, publicKeyOf(node.privateKey), index);
  return { ...node, publicKey: publicKeyOf(node.privateKey) };
}

/** The private key of one account: a single step, without the phrase's long derivation. */
export function accountKey(branch: Branch, index: number): Hex {
  if (!Number.isInteger(index) || index < 0 || index >= hardened) {
    throw new RangeError('There is no such account of a phrase.');
  }
  return `0x${child(branch, branch.publicKey, index).privateKey}`;
}

/** PBKDF2 as BIP-39 has it; the browser's own, because the one of ethers holds the worker. */
async function seedOf(phrase: string): Promise<Uint8Array> {
  const text = new TextEncoder();
  const password = text.encode(phrase.normalize('NFKD'));
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const salt = text.encode('mnemonic');
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-512', salt, iterations: 2048 }, key, 512),
  );
}

/** CKDpriv of BIP-32. */
function child(parent: Node, publicKey: string, index: number): Node {
  const identity = index >= hardened ? `00${parent.privateKey}` : publicKey;
  const position = index.toString(16).padStart(8, '0');
  const { privateKey: step, chainCode } = split(
    hmac(bytesOf(parent.chainCode), bytesOf(identity + position)),
  );
  const privateKey = (BigInt(`0x${step}`) + BigInt(`0x${parent.privateKey}`)) % N;
  // BIP-32: such an index is skipped. Its chance is below 2^-127.
  if (BigInt(`0x${step}`) >= N || privateKey === 0n) throw new RangeError('This index has no account.');
  return { privateKey: privateKey.toString(16).padStart(64, '0'), chainCode };
}

function hmac(key: Uint8Array, data: Uint8Array): string {
  return computeHmac('sha512', key, data).slice(2);
}

function split(digest: string): Node {
  return { privateKey: digest.slice(0, 64), chainCode: digest.slice(64) };
}

function publicKeyOf(privateKey: string): string {
  return SigningKey.computePublicKey(`0x${privateKey}`, true).slice(2);
}
