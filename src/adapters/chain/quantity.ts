import { toQuantity, type Hex } from '../../core/hex';
import { ChainUnreachable } from '../../services/ports';

/** A node's quantity as a number; leading zeros are let pass. Null for anything else. */
export function readQuantity(answer: unknown): bigint | null {
  return typeof answer === 'string' && /^0x[0-9a-f]{1,64}$/i.test(answer) ? BigInt(answer) : null;
}

/** A node's quantity in canonical form. @throws ChainUnreachable for an answer that is none */
export function expectQuantity(answer: unknown): Hex {
  const quantity = readQuantity(answer);
  if (quantity === null) throw new ChainUnreachable('The node gave an answer that is no number.');
  return toQuantity(quantity);
}
