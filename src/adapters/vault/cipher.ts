import type { Cipher } from '../../services/ports';
import { bytesOf, hexOf, seal, unseal } from './seal';

/**
 * WebCrypto for what lies outside the vault. A purpose's key comes from the data key by HKDF-SHA-256 (RFC 5869), so
 * that who learns it can open neither the vault nor what another purpose sealed.
 */
export const cipher: Cipher = {
  async deriveKey(dataKey, purpose) {
    const material = await crypto.subtle.importKey('raw', bytesOf(dataKey), 'HKDF', false, ['deriveBits']);
    const info = new TextEncoder().encode(`sekisho ${purpose}`);
    const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info };
    return hexOf(new Uint8Array(await crypto.subtle.deriveBits(parameters, material, 256)));
  },
  seal: (key, label, text) => seal(key, label, new TextEncoder().encode(text)),
  async unseal(key, label, sealed) {
    const content = await unseal(key, label, sealed);
    return content === null ? null : new TextDecoder().decode(content);
  },
};
