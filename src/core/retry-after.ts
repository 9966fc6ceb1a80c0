import { parseMoment } from './moment';
import { second, type Millis } from './units';

/** The form of a date that servers must send (RFC 9110, 5.6.7). */
const httpDate = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/;
const months: readonly string[] = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

/**
 * How long a `Retry-After` header asks to wait: seconds, or a date (RFC 9110, 10.2.3). Null where it says neither.
 * @param wall the time, to read a date by
 */
export function readRetryAfter(header: string | null, wall: Millis): Millis | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * second;
  const [, day = '', name = '', year = '', time = ''] = httpDate.exec(text) ?? [];
  const month = String(months.indexOf(name) + 1).padStart(2, '0');
  const at = parseMoment(`${year}-${month}-${day}T${time}Z`);
  return at === null ? null : Math.max(0, at - wall);
}
