import { keccak256 } from 'ethers/crypto';
import { isHex, type Hex } from '../../core/hex';

// A file of its own, to be loaded when it is first needed: `import('ethers/crypto')` would bring all of it along.

/** The hash by which the chain knows a signed transaction. */
export function hashOf(raw: Hex): Hex {
  const hash = keccak256(raw);
  if (!isHex(hash)) throw new Error(`Not a hash: ${hash}`);
  return hash;
}
