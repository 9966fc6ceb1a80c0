import type { Address } from './address';
import { cleanText } from './page-text';
import { findPermit, type PermitView } from './permit';
import type { ChainId } from './session';
import { listFields, type Field } from './typed-data-fields';
import { domainMembers, domainType, readDomainType, typesOf } from './typed-data-types';
import {
  isObject,
  readStruct,
  TypedDataMalformed,
  type TypedData,
  type TypedDataMember,
} from './typed-data-value';

export type TypedDataReading =
  /** `data` is the canonical JSON text of `typedData`; reading it again gives the same. */
  | { readonly ok: true; readonly data: string; readonly typedData: TypedData }
  /** The end of a sentence, safe for a page. */
  | { readonly ok: false; readonly problem: string };

/** The largest typed data, in characters of JSON; and how many types it may define. */
const limits = { characters: 1_000_000, types: 200 };

/**
 * Reads EIP-712 typed data (v4) from a JSON text or a JSON value, as `eth_signTypedData_v4` gets it, and brings
 * it into the one form that every encoder hashes alike.
 */
export function readTypedData(input: unknown): TypedDataReading {
  try {
    const typedData = canonical(typeof input === 'string' ? parseJson(input) : input);
    const data = JSON.stringify(typedData);
    if (data.length > limits.characters) throw tooLarge();
    return { ok: true, data, typedData };
  } catch (error) {
    if (!(error instanceof TypedDataMalformed)) throw error;
    return { ok: false, problem: `the typed data is not valid: ${error.message}` };
  }
}

/** What typed data must fit (SEC-11). */
export interface TypedDataCircumstances {
  /** The session's active chain. */
  readonly chain: ChainId;
  /** Every account in the vault. */
  readonly ownAccounts: readonly Address[];
}

/**
 * Why typed data must not be signed, as a sentence that is safe for a page; null where it may be (SEC-11).
 * @throws TypedDataMalformed for a text that `readTypedData` did not give
 */
export function checkTypedData(data: string, { chain, ownAccounts }: TypedDataCircumstances): string | null {
  const { chainId, verifyingContract } = parseTypedData(data).domain;
  if (typeof chainId === 'string' && BigInt(chainId) !== BigInt(chain)) {
    return `The typed data is for chain ${cleanText(chainId)}, but the site is on chain ${chain}.`;
  }
  return ownAccounts.some((account) => account === verifyingContract)
    ? "The typed data names the person's own account as its contract."
    : null;
}

/**
 * The typed data that a canonical text holds.
 * @throws TypedDataMalformed for a text that `readTypedData` did not give
 */
export function parseTypedData(data: string): TypedData {
  const reading = readTypedData(data);
  if (!reading.ok) throw new TypedDataMalformed(reading.problem);
  return reading.typedData;
}

/** What typed data says, for people: its texts cleaned (SEC-13), long values cut. */
export interface TypedDataDescription {
  readonly domainName: string | null;
  readonly primaryType: string;
  /** The domain first, then the message. */
  readonly fields: readonly Field[];
  readonly permit: PermitView | null;
}

/**
 * Puts typed data into lines for people.
 * @throws TypedDataMalformed for a text that `readTypedData` did not give
 */
export function describeTypedData(data: string): TypedDataDescription {
  const typedData = parseTypedData(data);
  const { name } = typedData.domain;
  return {
    domainName: typeof name === 'string' ? cleanText(name) : null,
    primaryType: cleanText(typedData.primaryType),
    fields: listFields(typedData),
    permit: findPermit(typedData),
  };
}

function parseJson(text: string): unknown {
  if (text.length > limits.characters) throw tooLarge();
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TypedDataMalformed('it is no JSON', { cause });
  }
}

function tooLarge(): TypedDataMalformed {
  return new TypedDataMalformed(`it is too large: at most ${limits.characters} characters of JSON`);
}

function canonical(input: unknown): TypedData {
  if (!isObject(input)) throw new TypedDataMalformed('it must be an object');
  const { types: givenTypes, primaryType, domain: givenDomain = {}, message: givenMessage } = input;
  if (!isObject(givenTypes)) throw new TypedDataMalformed('"types" must be an object');
  if (typeof primaryType !== 'string') throw new TypedDataMalformed('"primaryType" must be a text');
  if (!isObject(givenDomain)) throw new TypedDataMalformed('"domain" must be an object');
  if (primaryType === domainType) throw new TypedDataMalformed(`"primaryType" must not be ${domainType}`);
  const every = Object.keys(givenTypes);
  if (every.length > limits.types)
    throw new TypedDataMalformed(`it has too many types: at most ${limits.types}`);
  const types = typesOf(primaryType, givenTypes);
  const ofDomain = Object.hasOwn(givenTypes, domainType)
    ? readDomainType(givenTypes[domainType])
    : domainMembers.filter(({ name }) => isGiven(givenDomain, name));
  refuseUnsigned(givenDomain, ofDomain);
  const domain = readStruct({ [domainType]: ofDomain }, domainType, givenDomain, 'domain');
  const message = readStruct(types, primaryType, givenMessage, 'message');
  return { types: { [domainType]: ofDomain, ...types }, primaryType, domain, message };
}

function isGiven(value: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.hasOwn(value, name) && value[name] !== undefined && value[name] !== null;
}

/** A chain or contract that the domain's type leaves out would be shown to be checked, and not be signed. */
function refuseUnsigned(
  domain: Readonly<Record<string, unknown>>,
  members: readonly TypedDataMember[],
): void {
  for (const name of ['chainId', 'verifyingContract']) {
    if (isGiven(domain, name) && !members.some((member) => member.name === name)) {
      throw new TypedDataMalformed(`"domain" has a ${name} that ${domainType} does not name`);
    }
  }
}
