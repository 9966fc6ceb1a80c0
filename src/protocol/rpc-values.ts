import * as v from 'valibot';
import { parseAddress, type Address } from '../core/address';
import { RequestRefused } from '../core/errors';
import { isHex, isQuantity, toQuantity, type Hex } from '../core/hex';
import { capText, cleanText } from '../core/page-text';
import type { ChainId } from '../core/session';

/** The largest data of a transaction, in bytes; nodes take no more than 128 KiB. */
const calldataLimit = 131_072;

const symbolLimit = 11;

/** A schema from a function that answers undefined for what it does not accept; `expectation` completes "<path> …". */
export function parsed<Output>(parse: (input: unknown) => Output | undefined, expectation: string) {
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, Output>(({ dataset, addIssue, NEVER }) => {
      const output = parse(dataset.value);
      if (output !== undefined) return output;
      addIssue({ message: expectation });
      return NEVER;
    }),
  );
}

/** What is said of a parameter that is no object. */
export const objectExpected = 'must be an object';

const addressExpected = 'must be an address: 0x and 40 hex digits';

/** An address in any case, as the canonical one. */
export const address = parsed(readAddress, addressExpected);

/** An address, or null where there is none in one of the ways in which pages say so. */
export const optionalAddress = v.optional(
  parsed((input) => (isAbsent(input) ? null : readAddress(input)), addressExpected),
  null,
);

/** A quantity of at most 256 bits. */
export const quantity = parsed(readQuantity, 'must be a hex quantity of at most 256 bits, such as 0x1');

/** A chain id as EIP-3326 and EIP-3085 have it. */
export const chain = parsed(readChain, 'must be a chain id as a hex quantity, such as 0x1');

/** A chain id as a hex quantity or a number. */
export const looseChain = parsed(
  (input) => (typeof input === 'number' ? toChain(input) : readChain(input)),
  'must be a chain id, such as 0x1',
);

/** A transaction's data. */
export const calldata = parsed(readCalldata, `must be hex with whole bytes, at most ${calldataLimit} bytes`);

/** What is only accepted where it says nothing. */
export const unsupported = v.optional(
  parsed(
    (input) => (isAbsent(input) || (Array.isArray(input) && input.length === 0) ? null : undefined),
    'is not supported: leave it out',
  ),
);

/** A name, cleaned and cut (SEC-13). */
export const name = parsed(readName, 'must be a text with something to read in it');

/** A currency's or token's symbol, cleaned. */
export const symbol = parsed((input) => {
  const text = readName(input);
  return text !== undefined && capText(text, symbolLimit) === text ? text : undefined;
}, `must be a text of 1 to ${symbolLimit} characters`);

/** A token's decimals. */
export const decimals = parsed(readDecimals, 'must be a whole number from 0 to 36');

/**
 * The first parameter, as the schema reads it; further ones are ignored, as other wallets do.
 * @throws RequestRefused -32602
 */
export function first<Schema extends v.GenericSchema>(
  method: string,
  schema: Schema,
  params: unknown,
): v.InferOutput<Schema> {
  const [param] = listOf(method, params);
  const result = v.safeParse(schema, param, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  // A path holds names of the schema and positions in lists, nothing that a page wrote.
  const path = v.getDotPath(issue) ?? '';
  const isMissing = issue.path !== undefined && issue.path.at(-1)?.value === undefined;
  throw invalid(
    method,
    `${path === '' ? 'the first parameter' : path} ${isMissing ? 'is missing' : issue.message}`,
  );
}

/** @throws RequestRefused -32602 */
export function listOf(method: string, params: unknown): readonly unknown[] {
  if (Array.isArray(params)) return params;
  throw invalid(method, 'the parameters must be an array');
}

/** The refusal of parameters, with a sentence that names what is wrong. */
export function invalid(method: string, problem: string): RequestRefused {
  return new RequestRefused('invalid-params', `${method}: ${problem}.`);
}

/** The canonical address, or undefined. */
export function readAddress(input: unknown): Address | undefined {
  return typeof input === 'string' && input.length === 42 ? (parseAddress(input) ?? undefined) : undefined;
}

/** The canonical quantity, or undefined. Leading zeros, "0x" and whole numbers pass: pages send them, and each means one thing only. */
export function readQuantity(input: unknown): Hex | undefined {
  if (typeof input === 'number') {
    return Number.isSafeInteger(input) && input >= 0 ? toQuantity(BigInt(input)) : undefined;
  }
  if (typeof input !== 'string' || !/^0x[0-9a-f]{0,64}$/i.test(input)) return undefined;
  return toQuantity(input.length === 2 ? 0n : BigInt(input));
}

/** Hex in its canonical, lower case. */
export function toLowerHex(hex: Hex): Hex {
  return `0x${hex.slice(2).toLowerCase()}`;
}

function readChain(input: unknown): ChainId | undefined {
  return typeof input === 'string' && isQuantity(input) ? toChain(Number(BigInt(input))) : undefined;
}

function toChain(chain: number): ChainId | undefined {
  return Number.isSafeInteger(chain) && chain > 0 ? chain : undefined;
}

function readCalldata(input: unknown): Hex | undefined {
  if (input === '') return '0x';
  return typeof input === 'string' && input.length <= 2 * calldataLimit + 2 && isHex(input)
    ? toLowerHex(input)
    : undefined;
}

function readName(input: unknown): string | undefined {
  if (typeof input !== 'string') return undefined;
  const text = cleanText(input);
  return text === '' ? undefined : text;
}

function readDecimals(input: unknown): number | undefined {
  const count = typeof input === 'string' && /^\d{1,2}$/.test(input) ? Number(input) : input;
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 && count <= 36
    ? count
    : undefined;
}

function isAbsent(input: unknown): boolean {
  return input === undefined || input === null || input === '' || input === '0x';
}
