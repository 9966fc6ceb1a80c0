import { day, hour, minute, second, type Millis } from './units';

const pattern = /^(\d{4})-(\d\d)-(\d\d)t(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:z|([+-])(\d\d):(\d\d))$/i;

/** The moment that an RFC 3339 `date-time` names, to the millisecond, or null where the text is none. */
export function parseMoment(text: string): Millis | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [, years, months, days, hours, minutes, seconds, fraction = '', sign, zoneHours, zoneMinutes] = match;
  const [y, mo, d] = [Number(years), Number(months), Number(days)];
  const [h, mi, s] = [Number(hours), Number(minutes), Number(seconds)];
  const [zh, zm] = [Number(zoneHours ?? 0), Number(zoneMinutes ?? 0)];
  // 60 is a leap second; it is read as the second after it.
  if (mo < 1 || mo > 12 || d < 1 || d > daysInMonth(y, mo) || h > 23 || mi > 59 || s > 60) return null;
  if (zh > 23 || zm > 59) return null;
  const zone = (sign === '-' ? -1 : 1) * (zh * hour + zm * minute);
  const time = h * hour + mi * minute + s * second + Number(fraction.slice(0, 3).padEnd(3, '0'));
  return daysSinceEpoch(y, mo, d) * day + time - zone;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days from 1970-01-01 in the Gregorian calendar. Years are counted from March, so that a leap day ends one. */
function daysSinceEpoch(year: number, month: number, dayOfMonth: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
