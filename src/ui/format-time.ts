import { day, hour, type Millis, minute, second } from '../core/units';
import type { Translate } from './translate';

type Unit = 'Days' | 'Hours' | 'Minutes' | 'Seconds';
const units: readonly [Unit, number][] = [
  ['Days', day],
  ['Hours', hour],
  ['Minutes', minute],
  ['Seconds', second],
];

/** The one or two largest units that make up a length of time; what is smaller is left out. */
function largestUnits(millis: Millis): [Unit, number][] {
  const first = units.findIndex(([, size]) => millis >= size);
  if (first < 0) return [['Seconds', 0]];
  return units
    .slice(first, first + 2)
    .map(([unit, size], index): [Unit, number] => [
      unit,
      Math.floor((index === 0 ? millis : millis % (units[first]?.[1] ?? day)) / size),
    ])
    .filter(([, count]) => count > 0);
}

/** A span of time, as in "not used for 7 days": `7 days`, `1 hour 30 minutes`; `7日間`, `1時間30分間`. */
export function formatTerm(t: Translate, millis: Millis): string {
  const [first, rest] = largestUnits(millis);
  if (!first) return t.count('timeTermSeconds', 0);
  if (!rest) return t.count(`timeTerm${first[0]}`, first[1]);
  return t('timeTwoParts', {
    first: t.count(`timeLength${first[0]}`, first[1]),
    second: t.count(`timeTerm${rest[0]}`, rest[1]),
  });
}

/** A length of time that stands for itself, as in "its limit of 30 days": in Japanese `30日`, without `間`. */
export function formatLength(t: Translate, millis: Millis): string {
  const [first, rest] = largestUnits(millis);
  if (!first) return t.count('timeLengthSeconds', 0);
  const whole = t.count(`timeLength${first[0]}`, first[1]);
  return rest ? t('timeTwoParts', { first: whole, second: t.count(`timeLength${rest[0]}`, rest[1]) }) : whole;
}

/** The time left in one unit: the number, and the words that the language puts before and after it. */
export interface TimeLeft {
  before: string;
  number: string;
  after: string;
  /** All of it: "6 days left", "残り6日". */
  text: string;
}

/**
 * The one unit to tell the time left in, and how many of it. A session that has just begun says what was chosen:
 * days count to the nearest from two days on, hours have a minute's grace. It is 0 only when the time is up.
 */
function coarsest(millis: Millis): [Unit, number] {
  const seconds = Math.max(0, Math.ceil(millis / second)) * second;
  if (seconds >= 2 * day) return ['Days', Math.round(seconds / day)];
  if (seconds >= hour) return ['Hours', Math.floor((seconds + minute) / hour)];
  if (seconds >= minute) return ['Minutes', Math.floor(seconds / minute)];
  return ['Seconds', seconds / second];
}

/** The time left, for the seal of a pass and for "3 h left" in a line. */
export function formatTimeLeft(t: Translate, millis: Millis): TimeLeft {
  const [unit, count] = coarsest(millis);
  const number = String(count);
  const pieces = t.countParts(`timeLeft${unit}`, count, { number });
  const at = pieces.findIndex((piece) => typeof piece !== 'string');
  const textOf = (some: typeof pieces) =>
    some.map((piece) => (typeof piece === 'string' ? piece : number)).join('');
  return {
    before: textOf(pieces.slice(0, at)).trim(),
    number,
    after: textOf(pieces.slice(at + 1)).trim(),
    text: textOf(pieces),
  };
}

/** A countdown as a clock: `4:12`, `1:02:03`. Rounds up, so that it shows 0:00 only when the time is up. */
export function formatClock(millis: Millis): string {
  const seconds = Math.max(0, Math.ceil(millis / second));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A date as `22 Nov`, `11月22日`; with its year where that is not the year of `now`. */
function formatDate(t: Translate, at: Millis, now: Millis, timeZone: string | undefined): string {
  const zone = timeZone ? { timeZone } : {};
  const yearOf = (moment: Millis) =>
    new Intl.DateTimeFormat('en', { year: 'numeric', ...zone }).format(moment);
  return new Intl.DateTimeFormat(t.language === 'ja' ? 'ja-JP' : 'en-GB', {
    day: 'numeric',
    month: t.language === 'ja' ? 'long' : 'short',
    ...(yearOf(at) === yearOf(now) ? {} : { year: 'numeric' }),
    ...zone,
  }).format(at);
}

/** The time of day: `14:02`, in both languages. */
function formatTimeOfDay(at: Millis, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone ? { timeZone } : {}),
  }).format(at);
}

/** A moment seen from `now`: `today 14:02`, `22 Nov 14:02`; `今日 14:02`, `11月22日 14:02`. Zone: the computer's. */
export function formatMoment(t: Translate, at: Millis, now: Millis, timeZone?: string): string {
  const time = formatTimeOfDay(at, timeZone);
  const dayOf = (moment: Millis) =>
    new Intl.DateTimeFormat('en-CA', timeZone ? { timeZone } : {}).format(moment);
  const days = Math.round((Date.parse(dayOf(at)) - Date.parse(dayOf(now))) / day);
  if (days === 0) return t('timeToday', { time });
  if (days === -1) return t('timeYesterday', { time });
  if (days === 1) return t('timeTomorrow', { time });
  return `${formatDate(t, at, now, timeZone)} ${time}`;
}

/** A moment as a stamp gives it, always with its date: `22 Nov 14:02`, `11月22日 14:02`. */
export function formatStamp(t: Translate, at: Millis, now: Millis, timeZone?: string): string {
  return `${formatDate(t, at, now, timeZone)} ${formatTimeOfDay(at, timeZone)}`;
}
