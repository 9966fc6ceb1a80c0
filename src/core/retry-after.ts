import { second, type Millis } from './units';

/**
 * How long a `Retry-After` header asks to wait: seconds, or a date (RFC 9110, 10.2.3). Null where it says neither.
 * @param wall the time, to read a date by
 */
export function readRetryAfter(header: string | null, wall: Millis): Millis | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * second;
  // Only the form of a date that servers must send: Date.parse itself takes almost anything.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - wall);
}
