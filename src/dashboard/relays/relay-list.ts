import { mostRelays, parseRelay } from '../../core/relay-address';
import type { Translate } from '../../ui/translate';

/** What is wrong with the address of one more relay that a person typed; undefined: nothing. */
export function relayError(t: Translate, text: string, known: readonly string[]): string | undefined {
  if (text.trim() === '') return t('commonRequired');
  const relay = parseRelay(text.trim());
  if (relay === null) return t('relaysBadAddress');
  if (known.includes(relay)) return t('relaysKnown');
  return known.length < mostRelays ? undefined : t('relaysTooMany', { count: mostRelays });
}

/** Whether two lists name the same relays, in whatever order. */
export function areSameRelays(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((relay) => others.includes(relay));
}
