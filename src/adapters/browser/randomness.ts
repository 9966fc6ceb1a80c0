import type { Randomness } from '../../services/ports';

export const randomness: Randomness = {
  hex(bits) {
    const bytes = crypto.getRandomValues(new Uint8Array(bits / 8));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  },
};
