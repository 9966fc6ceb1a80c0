import type english from '../../public/_locales/en/messages.json';

/** The languages of the product. */
export type Language = 'en' | 'ja';

type English = typeof english;

/** A key of `public/_locales/<language>/messages.json`. */
export type MessageKey = keyof English;

/** The names between dollar signs in a message, as its `placeholders` declare them. */
type PlaceholderOf<Key extends MessageKey> = English[Key] extends { placeholders: infer Placeholders }
  ? keyof Placeholders & string
  : never;

/** Keys whose message stands alone. */
export type PlainKey = {
  [Key in MessageKey]: [PlaceholderOf<Key>] extends [never] ? Key : never;
}[MessageKey];

/** Keys whose message has placeholders to fill. */
export type FilledKey = Exclude<MessageKey, PlainKey>;

/** What fills the placeholders of a message: one value per name, none missing, none beside. */
export type Values<Key extends FilledKey, Value = string | number> = Record<PlaceholderOf<Key>, Value>;

/** `requestWaiting` for the pair `requestWaiting_one`, `requestWaiting_other`. */
export type CountedKey = MessageKey extends infer Key
  ? Key extends `${infer Base}_other`
    ? Base
    : never
  : never;

/** What a counted message needs beside `count`. */
type BesideCount<Base extends CountedKey> = Exclude<
  PlaceholderOf<Extract<MessageKey, `${Base}_other`>>,
  'count'
>;

/** Says a message in one language. Names and values are checked against the English messages. */
export interface Translate {
  /** `t('commonCopy')` */
  (key: PlainKey): string;
  /** `t('connectHeading', { host })` */
  // oxlint-disable-next-line typescript/no-generated-empty-object-type -- Record<never, …> stands for the keys of a generic, which it never is
  <Key extends FilledKey>(key: Key, values: Values<Key>): string;
  /** The language in which it speaks, as BCP 47. */
  readonly language: Language;
  /** `t.count('requestWaiting', 1)` is "1 request is waiting": the form that the language's plural rules pick. */
  count<Base extends CountedKey>(
    base: Base,
    count: number,
    // oxlint-disable-next-line typescript/no-generated-empty-object-type -- Record<never, …> stands for the keys of a generic, which it never is
    ...rest: [BesideCount<Base>] extends [never] ? [] : [values: Record<BesideCount<Base>, string | number>]
  ): string;
  /** The message in pieces, so that a value can be more than text: `t.parts('signInHeading', { host: <b>…</b> })`. */
  parts<Key extends FilledKey, Value>(key: Key, values: Values<Key, Value>): (string | Value)[];
  /** As `count`, in pieces; `count` itself is the piece given. */
  countParts<Value>(base: CountedKey, count: number, shown: Value): (string | Value)[];
}

/** Chrome's `_locales` format, as far as it is used here. */
export type Catalogue = Record<string, { message: string }>;

const placeholder = /\$(\w+)\$/g;

/**
 * Makes a `Translate` that speaks from one language's messages. It holds no messages itself, so that the worker
 * can hand it the one file that it read.
 * @throws if a key is in neither catalogue (a broken build; tests/ui/messages.test.ts keeps them equal).
 */
export function translateFrom(language: Language, catalogue: Catalogue): Translate {
  const plural = new Intl.PluralRules(language);
  const integer = new Intl.NumberFormat(language);

  const messageOf = (key: string): string => {
    const entry = catalogue[key];
    if (!entry) throw new Error(`No message for the key ${key} in ${language}`);
    return entry.message;
  };
  const fill = (message: string, values: Record<string, string | number>): string =>
    message.replace(placeholder, (whole, name: string) => String(values[name] ?? whole));
  const split = <Value>(message: string, values: Record<string, Value>): (string | Value)[] =>
    message
      .split(placeholder)
      .map((piece, index) => (index % 2 === 0 ? piece : (values[piece] ?? piece)))
      .filter((piece) => piece !== '');
  const countedKey = (base: string, count: number): string => {
    const exact = `${base}_${plural.select(count)}`;
    return exact in catalogue ? exact : `${base}_other`;
  };

  return Object.assign(
    (key: MessageKey, values: Record<string, string | number> = {}) => fill(messageOf(key), values),
    {
      language,
      count: (base: string, count: number, values: Record<string, string | number> = {}) =>
        fill(messageOf(countedKey(base, count)), { ...values, count: integer.format(count) }),
      parts: <Value>(key: string, values: Record<string, Value>) => split(messageOf(key), values),
      countParts: <Value>(base: string, count: number, shown: Value) =>
        split(messageOf(countedKey(base, count)), { count: shown }),
    },
  );
}
