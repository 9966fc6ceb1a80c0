import { parseAddress } from './address';
import { isHex } from './hex';
import { encodeText } from './message-text';
import { cleanText } from './page-text';

/** A member of a struct type (EIP-712). */
export interface TypedDataMember {
  readonly name: string;
  readonly type: string;
}

/** Struct types by name. */
export type TypedDataTypes = Readonly<Record<string, readonly TypedDataMember[]>>;

/** A value in its one canonical form: integers as decimal texts, addresses and bytes as lower-case hex. */
export type TypedDataValue = string | boolean | readonly TypedDataValue[] | TypedDataStruct;

/** The members of a struct, in the order of its type. */
export interface TypedDataStruct {
  readonly [name: string]: TypedDataValue;
}

/**
 * EIP-712 typed data in canonical form: `types` holds `EIP712Domain` and what the primary type is made of, and
 * nothing else; domain and message hold what is signed, and nothing else.
 */
export interface TypedData {
  readonly types: TypedDataTypes;
  readonly primaryType: string;
  readonly domain: TypedDataStruct;
  readonly message: TypedDataStruct;
}

/** What is wrong with typed data, as the end of a sentence that is safe for a page. */
export class TypedDataMalformed extends Error {
  override readonly name = 'TypedDataMalformed';
}

/** How deep values may be nested, and how many there may be in all. */
const limits = { depth: 32, values: 10_000 };

const arrayPattern = /^(.*)\[(\d{0,5})\]$/s;
const integerPattern = /^(u?)int(\d{1,3})$/;
const bytesPattern = /^bytes(\d{1,2})$/;

/** The element type and fixed length (null: any) of an array type, or null for a type that is none. */
function arrayOf(type: string): { readonly element: string; readonly length: number | null } | null {
  const [, element, length] = arrayPattern.exec(type) ?? [];
  return element === undefined || length === undefined
    ? null
    : { element, length: length === '' ? null : Number(length) };
}

/** The type without its array brackets. */
export function baseOf(type: string): string {
  const array = arrayOf(type);
  return array === null ? type : baseOf(array.element);
}

/** Whether the name is one of EIP-712's atomic or dynamic types. There are no aliases "uint" and "int". */
export function isAtomic(type: string): boolean {
  return atomReader(type) !== null;
}

/**
 * Brings a struct's value into its canonical form and leaves out what its type does not name.
 * @throws TypedDataMalformed
 */
export function readStruct(
  types: TypedDataTypes,
  type: string,
  value: unknown,
  path: string,
): TypedDataStruct {
  let count = 0;
  return struct(type, value, path, 0);

  function struct(type: string, value: unknown, path: string, depth: number): TypedDataStruct {
    const members = Object.hasOwn(types, type) ? types[type] : undefined;
    if (members === undefined)
      throw new TypedDataMalformed(`${show(path)} has the unknown type ${show(type)}`);
    if (!isObject(value)) throw new TypedDataMalformed(`${show(path)} must be an object`);
    return Object.fromEntries(
      members.map(({ name, type }) => {
        const member = Object.hasOwn(value, name) ? value[name] : undefined;
        return [name, any(type, member, `${path}.${name}`, depth + 1)];
      }),
    );
  }

  function any(type: string, value: unknown, path: string, depth: number): TypedDataValue {
    count += 1;
    if (count > limits.values)
      throw new TypedDataMalformed(`it holds too many values: at most ${limits.values}`);
    if (depth > limits.depth) throw new TypedDataMalformed(`${show(path)} is nested too deep`);
    if (value === undefined || value === null) throw new TypedDataMalformed(`${show(path)} is missing`);
    const array = arrayOf(type);
    if (array !== null) {
      if (!Array.isArray(value) || (array.length !== null && array.length !== value.length)) {
        const size = array.length === null ? '' : ` of ${array.length}`;
        throw new TypedDataMalformed(`${show(path)} must be a list${size}`);
      }
      return value.map((element, index) => any(array.element, element, `${path}[${index}]`, depth + 1));
    }
    const atom = atomReader(type);
    if (atom === null) return struct(type, value, path, depth);
    const result = atom.read(value);
    if (result === null) throw new TypedDataMalformed(`${show(path)} must be ${atom.expected}`);
    return result;
  }
}

/** A name or path that a page gave, within a sentence for it. */
function show(text: string): string {
  return `"${cleanText(text)}"`;
}

/** Whether a JSON value is an object and no array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface AtomReader {
  readonly expected: string;
  read(value: unknown): string | boolean | null;
}

function atomReader(type: string): AtomReader | null {
  switch (type) {
    case 'address':
      return {
        expected: 'an address',
        read: (value) => (typeof value === 'string' ? parseAddress(value) : null),
      };
    case 'bool':
      return { expected: 'true or false', read: readBoolean };
    case 'string':
      return { expected: 'a well-formed text', read: readText };
    case 'bytes':
      return { expected: 'hex with whole bytes', read: readBytes };
    default:
      return integerReader(type) ?? fixedBytesReader(type);
  }
}

function integerReader(type: string): AtomReader | null {
  const [, sign, width] = integerPattern.exec(type) ?? [];
  const bits = Number(width);
  if (width === undefined || `${bits}` !== width || bits < 8 || bits > 256 || bits % 8 !== 0) return null;
  const isSigned = sign === '';
  const max = (1n << BigInt(isSigned ? bits - 1 : bits)) - 1n;
  const min = isSigned ? -max - 1n : 0n;
  return {
    expected: `an integer that fits ${type}, as a decimal or hex text`,
    read(value) {
      const integer = readInteger(value);
      return integer !== null && integer >= min && integer <= max ? `${integer}` : null;
    },
  };
}

/** Numbers beyond 2^53 have lost digits by the time they come here, and are refused. */
function readInteger(value: unknown): bigint | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : null;
  if (typeof value !== 'string' || value.length > 80) return null;
  if (/^-\d+$/.test(value)) return -BigInt(value.slice(1));
  return /^(?:\d+|0x[0-9a-f]+)$/i.test(value) ? BigInt(value) : null;
}

function fixedBytesReader(type: string): AtomReader | null {
  const [, width] = bytesPattern.exec(type) ?? [];
  const size = Number(width);
  if (width === undefined || `${size}` !== width || size < 1 || size > 32) return null;
  return {
    expected: `hex of ${size} bytes`,
    // Shorter values are filled up on the right, as the encoding has it and other wallets do.
    read: (value) =>
      typeof value === 'string' && value.length <= 2 * size + 2 && isHex(value)
        ? value.toLowerCase().padEnd(2 * size + 2, '0')
        : null,
  };
}

function readBoolean(value: unknown): boolean | null {
  if (value === 0 || value === 1) return value === 1;
  return typeof value === 'boolean' ? value : null;
}

/** A lone surrogate has no UTF-8 form: libraries would sign different bytes for it. */
function readText(value: unknown): string | null {
  return typeof value === 'string' && !/\p{Cs}/u.test(value) ? value : null;
}

/** What is not hex is a text, and stands for its UTF-8 bytes, as in other wallets; half a byte is an error. */
function readBytes(value: unknown): string | null {
  const text = readText(value);
  if (text === null || isHex(text)) return text === null ? null : text.toLowerCase();
  return /^0x[0-9a-f]*$/i.test(text) ? null : encodeText(text);
}
