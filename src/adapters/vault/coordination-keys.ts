import { SigningKey } from 'ethers/crypto';
import type { Hex } from '../../core/hex';
import type { CoordinationKeys } from '../../services/ports';
import { keyOf } from './keystore';
import { bytesOf, hexOf } from './seal';

/**
 * What is needed on relays, from an account's private key by HKDF (RFC 5869), a purpose each (SEC-28): nothing that
 * leaves this machine tells of the key, the address, or one purpose's secret of another's.
 */
export const coordinationKeys: CoordinationKeys = {
  async coordination(vault, dataKey, account) {
    const key = await keyOf(vault, dataKey, account);
    const [secret, generationSecret] = await Promise.all([
      derive(key, purposes.events),
      derive(key, purposes.generation),
    ]);
    // BIP-340: a public key is the first coordinate alone.
    const generationKey = SigningKey.computePublicKey(`0x${generationSecret}`, true).slice(4);
    return { secret, generationKey };
  },
  async generationSecret(vault, dataKey, account) {
    return derive(await keyOf(vault, dataKey, account), purposes.generation);
  },
};

const purposes = { events: 'sekisho coordination v1', generation: 'sekisho generation v1' };

async function derive(privateKey: Hex, purpose: string): Promise<string> {
  const material = bytesOf(privateKey.slice(2));
  const key = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveBits']);
  const info = new TextEncoder().encode(purpose);
  const salt = new TextEncoder().encode('sekisho');
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt, info };
  return hexOf(new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256)));
}
