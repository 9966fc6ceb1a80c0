import { cleanText } from './page-text';
import {
  baseOf,
  isAtomic,
  isObject,
  TypedDataMalformed,
  type TypedDataMember,
  type TypedDataTypes,
} from './typed-data-value';

/** The name of the domain's type. */
export const domainType = 'EIP712Domain';

/** The members of a domain, in the order in which EIP-712 has them. */
export const domainMembers: readonly TypedDataMember[] = [
  { name: 'name', type: 'string' },
  { name: 'version', type: 'string' },
  { name: 'chainId', type: 'uint256' },
  { name: 'verifyingContract', type: 'address' },
  { name: 'salt', type: 'bytes32' },
];

/** How many members a type may have. */
const memberLimit = 200;

/** How long the text of a member's type may be, brackets included. */
const typeLimit = 200;

/**
 * Letters, digits and a little punctuation: nothing that could pass for another member in the text that is hashed.
 * Colons are in use ("HyperliquidTransaction:UsdSend").
 */
const namePattern = /^[\p{L}_$][\p{L}\p{N}_$:.-]{0,127}$/u;

/**
 * The domain's type: some of the standard members, in their order, which every encoder hashes alike.
 * @throws TypedDataMalformed
 */
export function readDomainType(given: unknown): readonly TypedDataMember[] {
  const members = readMembers(domainType, given);
  const standard = domainMembers.filter(({ name }) => members.some((member) => member.name === name));
  const isStandard =
    members.length === standard.length &&
    members.every(
      (member, index) => member.name === standard[index]?.name && member.type === standard[index].type,
    );
  if (!isStandard) {
    throw new TypedDataMalformed(
      `${domainType} must have some of name, version, chainId, verifyingContract and salt, in this order and with the types of EIP-712`,
    );
  }
  return members;
}

/**
 * The types that a type is made of, itself first. Cycles are refused: EIP-712 leaves them undefined.
 * @throws TypedDataMalformed
 */
export function typesOf(primaryType: string, given: Readonly<Record<string, unknown>>): TypedDataTypes {
  const reached = new Map<string, readonly TypedDataMember[]>();
  const above = new Set<string>();
  visit(primaryType);
  return Object.fromEntries(reached);

  function visit(type: string): void {
    if (above.has(type)) throw new TypedDataMalformed(`the type ${show(type)} contains itself`);
    if (reached.has(type)) return;
    if (!Object.hasOwn(given, type)) throw new TypedDataMalformed(`the type ${show(type)} is not defined`);
    if (!namePattern.test(type) || type === '__proto__' || isAtomic(type) || type === domainType) {
      throw new TypedDataMalformed(`${show(type)} cannot be the name of a type`);
    }
    const members = readMembers(type, given[type]);
    reached.set(type, members);
    above.add(type);
    for (const member of members) {
      const base = baseOf(member.type);
      if (!isAtomic(base)) visit(base);
    }
    above.delete(type);
  }
}

function readMembers(type: string, given: unknown): readonly TypedDataMember[] {
  if (!Array.isArray(given)) throw new TypedDataMalformed(`the type ${show(type)} must be a list of members`);
  if (given.length > memberLimit) {
    throw new TypedDataMalformed(`the type ${show(type)} has too many members: at most ${memberLimit}`);
  }
  const names = new Set<string>();
  return given.map((member: unknown) => {
    if (!isObject(member) || typeof member.name !== 'string' || typeof member.type !== 'string') {
      throw new TypedDataMalformed(`a member of the type ${show(type)} has no name or no type`);
    }
    const { name, type: memberType } = member;
    if (!namePattern.test(name) || name === '__proto__' || names.has(name)) {
      throw new TypedDataMalformed(
        `${show(name)} cannot be the name of a member of ${show(type)}, or is there twice`,
      );
    }
    if (memberType.length > typeLimit) throw new TypedDataMalformed(`the type of ${show(name)} is too long`);
    names.add(name);
    return { name, type: memberType };
  });
}

function show(text: string): string {
  return `"${cleanText(text, 32)}"`;
}
