import type { TypedData, TypedDataStruct, TypedDataValue } from './typed-data-value';

/** A signature that lets somebody spend tokens (EIP-2612 and its kin). */
export interface PermitView {
  /** The token's address; for several tokens their addresses, parted by ", ". */
  readonly token: string;
  readonly spender: string;
  /** A decimal text of the token's smallest unit; null where the permit names none, or several. */
  readonly amount: string | null;
  readonly isUnlimited: boolean;
  /** Seconds since the Unix epoch as a decimal text; null where it names none. */
  readonly deadline: string | null;
}

/** Permit2 keeps amounts as uint160, of which the highest means "unlimited". */
const unlimitedOfPermit2 = 2n ** 160n - 1n;

/** No supply comes near it, and tokens that count it down never get there. */
const unlimited = 2n ** 255n;

/**
 * Finds what a permit allows: EIP-2612 `Permit`, DAI's `Permit`, and Permit2's `PermitSingle`, `PermitBatch`,
 * `PermitTransferFrom` and its kin. Null for typed data that is none.
 */
export function findPermit({ primaryType, domain, message }: TypedData): PermitView | null {
  switch (primaryType) {
    case 'Permit':
      return findTokenPermit(textOf(domain, 'verifyingContract'), message);
    case 'PermitSingle':
    case 'PermitBatch':
      return findPermit2(message, 'details', 'sigDeadline');
    case 'PermitTransferFrom':
    case 'PermitBatchTransferFrom':
    case 'PermitWitnessTransferFrom':
    case 'PermitBatchWitnessTransferFrom':
      return findPermit2(message, 'permitted', 'deadline');
    default:
      return null;
  }
}

function findTokenPermit(token: string | null, message: TypedDataStruct): PermitView | null {
  const spender = textOf(message, 'spender');
  if (token === null || spender === null) return null;
  const { allowed } = message;
  if (typeof allowed === 'boolean') {
    const expiry = textOf(message, 'expiry');
    // DAI: 0 never expires.
    return { token, spender, amount: null, isUnlimited: allowed, deadline: expiry === '0' ? null : expiry };
  }
  const amount = textOf(message, 'value');
  return {
    token,
    spender,
    amount,
    isUnlimited: isAtLeast(amount, unlimited),
    deadline: textOf(message, 'deadline'),
  };
}

function findPermit2(message: TypedDataStruct, detailsName: string, deadlineName: string): PermitView | null {
  const spender = textOf(message, 'spender');
  const details = listOf(message[detailsName]);
  const tokens = details.flatMap((detail) => textOf(detail, 'token') ?? []);
  if (spender === null || tokens.length === 0) return null;
  const amounts = details.map((detail) => textOf(detail, 'amount'));
  return {
    token: tokens.join(', '),
    spender,
    amount: amounts.length === 1 ? (amounts[0] ?? null) : null,
    isUnlimited: amounts.some((amount) => isAtLeast(amount, unlimitedOfPermit2)),
    deadline: textOf(message, deadlineName),
  };
}

function listOf(value: TypedDataValue | undefined): readonly TypedDataStruct[] {
  if (typeof value !== 'object') return [];
  return isList(value) ? value.filter((element) => isStruct(element)) : [value];
}

function isList(value: readonly TypedDataValue[] | TypedDataStruct): value is readonly TypedDataValue[] {
  return Array.isArray(value);
}

function isStruct(value: TypedDataValue): value is TypedDataStruct {
  return typeof value === 'object' && !Array.isArray(value);
}

function textOf(struct: TypedDataStruct, name: string): string | null {
  const value = Object.hasOwn(struct, name) ? struct[name] : undefined;
  return typeof value === 'string' ? value : null;
}

function isAtLeast(amount: string | null, limit: bigint): boolean {
  return amount !== null && /^\d+$/.test(amount) && BigInt(amount) >= limit;
}
