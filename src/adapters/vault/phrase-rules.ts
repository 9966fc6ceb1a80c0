import { N } from 'ethers/constants';
import { Mnemonic } from 'ethers/wallet';
import { LangEn } from 'ethers/wordlists';
import type { PhraseRules, PhraseVerdict } from '../../services/ports';
import { accountOf } from './signing';

const wordCounts: ReadonlySet<number> = new Set([12, 15, 18, 21, 24]);
const keyPattern = /^(?:0x)?([0-9a-f]{64})$/i;

/** BIP-39 phrases of English words, and private keys on secp256k1. */
export const phraseRules: PhraseRules = {
  async create() {
    return Mnemonic.fromEntropy(crypto.getRandomValues(new Uint8Array(16))).phrase;
  },
  async check(phrase) {
    return judge(phrase);
  },
  async accountOfKey(privateKey) {
    const digits = keyPattern.exec(privateKey.trim())?.[1]?.toLowerCase();
    if (digits === undefined) return null;
    const key = `0x${digits}` as const;
    const scalar = BigInt(key);
    return scalar >= 1n && scalar < N ? { key, ...accountOf(key) } : null;
  },
};

/** The number of words is looked at first, then each word, then the checksum. */
function judge(phrase: string): PhraseVerdict {
  const words = phrase
    .normalize('NFKD')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (!wordCounts.has(words.length)) return { ok: false, fault: 'word-count', words: words.length };
  const list = LangEn.wordlist();
  const index = words.findIndex((word) => list.getWordIndex(word) === -1);
  const unknown = words[index];
  if (unknown !== undefined)
    return { ok: false, fault: 'unknown-word', position: index + 1, word: unknown.normalize() };
  const clean = words.join(' ');
  return Mnemonic.isValidMnemonic(clean) ? { ok: true, phrase: clean } : { ok: false, fault: 'checksum' };
}
