import { capText, cleanMessage, cleanText } from './page-text';
import type { TypedData, TypedDataValue } from './typed-data-value';

/** A line of typed data; `depth` counts from 0. A line without a value heads those that are deeper. */
export interface Field {
  readonly name: string;
  readonly value: string | null;
  readonly depth: number;
}

/** How many code points of one value are shown. */
const valueLimit = 1_000;

/** Typed data as lines for people, the domain first; every text is cleaned (SEC-13). */
export function listFields({ domain, message }: TypedData): readonly Field[] {
  const fields: Field[] = [];
  if (Object.keys(domain).length > 0) add('domain', domain, 0);
  for (const [name, value] of Object.entries(message)) add(name, value, 0);
  return fields;

  function add(name: string, value: TypedDataValue, depth: number): void {
    if (typeof value === 'object') {
      fields.push({ name: cleanText(name), value: null, depth });
      const entries = Array.isArray(value)
        ? value.map((element, index) => [`${index + 1}.`, element] as const)
        : Object.entries(value);
      for (const [inner, element] of entries) add(inner, element, depth + 1);
    } else {
      fields.push({ name: cleanText(name), value: showValue(value), depth });
    }
  }
}

function showValue(value: string | boolean): string {
  return capText(cleanMessage(`${value}`), valueLimit);
}
