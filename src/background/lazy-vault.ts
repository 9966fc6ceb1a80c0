import type { Keystore, PhraseRules } from '../services/ports';

const loadKeystore = async (): Promise<Keystore> => (await import('../adapters/vault/keystore')).keystore;
const loadPhraseRules = async (): Promise<PhraseRules> =>
  (await import('../adapters/vault/phrase-rules')).phraseRules;

/** The keystore, evaluated when a key is first needed: the curves and ciphers stay out of an `eth_accounts`. */
export const lazyKeystore: Keystore = {
  create: async (...given) => (await loadKeystore()).create(...given),
  open: async (...given) => (await loadKeystore()).open(...given),
  rewrap: async (...given) => (await loadKeystore()).rewrap(...given),
  phrase: async (...given) => (await loadKeystore()).phrase(...given),
  deriveAccount: async (...given) => (await loadKeystore()).deriveAccount(...given),
  sealKey: async (...given) => (await loadKeystore()).sealKey(...given),
  moveKey: async (...given) => (await loadKeystore()).moveKey(...given),
  signMessage: async (...given) => (await loadKeystore()).signMessage(...given),
  signTypedData: async (...given) => (await loadKeystore()).signTypedData(...given),
  signTransaction: async (...given) => (await loadKeystore()).signTransaction(...given),
};

/** The word list and its rules, evaluated when a phrase or key is first typed. */
export const lazyPhraseRules: PhraseRules = {
  create: async (...given) => (await loadPhraseRules()).create(...given),
  check: async (...given) => (await loadPhraseRules()).check(...given),
  accountOfKey: async (...given) => (await loadPhraseRules()).accountOfKey(...given),
};
