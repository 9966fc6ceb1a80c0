import * as v from 'valibot';
import { parseAddress, type Address } from '../../core/address';
import type { Hex } from '../../core/hex';
import { parseOrigin, type Origin } from '../../core/origin';
import { mostRelays, parseRelay, type RelayAddress } from '../../core/relay-address';
import type { Millis } from '../../core/units';
import { StoreFailed } from '../../services/ports';

/** The object stores of the present version. */
export const storeNames = [
  'sessions',
  'requests',
  'transactions',
  'journal',
  'quarantine',
  'siteLimits',
  'vault',
  'accounts',
  'settings',
  'networks',
  'tokens',
  'claims',
  'meta',
] as const;
export type StoreName = (typeof storeNames)[number];

/** A kind of record: where its rows are, and what a row must be. The schema is built when it is first needed. */
export interface Table<Row> {
  readonly store: StoreName;
  readonly schema: () => v.GenericSchema<unknown, Row>;
  /**
   * Where a damaged row must not read as none, because none allows more: what stands in its place from then on.
   * Until it does, reading the row fails. `moment`: the latest that the store knows of.
   */
  readonly substitute?: (moment: Millis) => Row;
}

export type RowKey = IDBValidKey;

/** The schema as first made. */
export function once<Schema>(make: () => Schema): () => Schema {
  let made: Schema | undefined;
  return () => (made ??= make());
}

// The fields that records share.

export const text = v.string();
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A moment or a length, in whole milliseconds. */
export const millis = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const chainId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** 128 random bits. */
export const randomId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
/** Bytes or a quantity. */
export const hex = v.custom<Hex>((value) => typeof value === 'string' && /^0x[0-9a-f]*$/i.test(value));
export const plainHex = v.pipe(v.string(), v.regex(/^[0-9a-f]*$/));
export const address = v.custom<Address>(
  (value) => typeof value === 'string' && parseAddress(value) === value,
);
export const origin = v.custom<Origin>((value) => typeof value === 'string' && parseOrigin(value) !== null);
/** Each once, also where a row is of a time in which one relay had two forms. */
export const relays = v.pipe(
  v.array(
    v.pipe(
      v.string(),
      v.transform(parseRelay),
      v.custom<RelayAddress>((value) => value !== null),
    ),
  ),
  v.maxLength(mostRelays),
  v.transform((list): readonly RelayAddress[] => [...new Set(list)]),
);
/** Anything that JSON can say. */
export const json = v.custom<unknown>(isJson);
export const place = {
  origin,
  topOrigin: v.nullable(origin),
  cookieStore: v.nullable(text),
  isPrivate: v.boolean(),
};
export const currency = v.strictObject({ name: text, symbol: text, decimals: count });

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(isJson);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isJson);
}

/** Where a record is malformed, without what it holds: its content belongs in no log. */
export function faultOf(issues: readonly v.BaseIssue<unknown>[]): string {
  const [issue] = issues;
  return issue === undefined ? '' : (v.getDotPath(issue) ?? 'the row itself');
}

/** The index key that a page's `next` names. @throws StoreFailed where it names none */
export function parseCursor<Key>(schema: v.GenericSchema<unknown, Key>, next: string): Key {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), next);
  if (!parsed.success) throw new StoreFailed('failed', 'There is no such place in the list.');
  return parsed.output;
}
