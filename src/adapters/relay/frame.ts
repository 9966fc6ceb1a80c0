/** What a relay says (NIP-01, NIP-42): only what is acted upon. */
export type Frame =
  | { readonly kind: 'event'; readonly subscription: string; readonly event: unknown }
  | { readonly kind: 'end'; readonly subscription: string }
  | { readonly kind: 'closed'; readonly subscription: string; readonly words: string }
  | { readonly kind: 'taken'; readonly id: string; readonly isTaken: boolean; readonly words: string }
  /** A notice to people, or the wish for a log-in, which is never granted. */
  | { readonly kind: 'ignored' };

/** A frame as it came, or null for what is no message of the protocol. */
export function parseFrame(data: unknown): Frame | null {
  const parts = parseArray(data);
  if (parts === null) return null;
  const [type, name, third, fourth] = parts;
  switch (type) {
    case 'EVENT':
      return typeof name === 'string' ? { kind: 'event', subscription: name, event: third } : null;
    case 'EOSE':
      return typeof name === 'string' ? { kind: 'end', subscription: name } : null;
    case 'CLOSED':
      return typeof name === 'string' ? { kind: 'closed', subscription: name, words: wordsOf(third) } : null;
    case 'OK':
      if (typeof name !== 'string' || typeof third !== 'boolean') return null;
      return { kind: 'taken', id: name, isTaken: third, words: wordsOf(fourth) };
    case 'NOTICE':
    case 'AUTH':
      return { kind: 'ignored' };
    default:
      return null;
  }
}

function parseArray(data: unknown): readonly unknown[] | null {
  if (typeof data !== 'string') return null;
  try {
    const value: unknown = JSON.parse(data);
    return Array.isArray(value) ? value : null;
  } catch {
    // No JSON, or nested deeper than the platform can follow.
    return null;
  }
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
