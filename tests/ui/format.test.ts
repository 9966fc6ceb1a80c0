import { describe, expect, it } from 'vitest';
import { day, hour, minute, second } from '../../src/core/units';
import { formatAmount, shortAddress } from '../../src/ui/format-amount';
import {
  formatClock,
  formatLength,
  formatMoment,
  formatStamp,
  formatTerm,
  formatTimeLeft,
} from '../../src/ui/format-time';
import { createTranslator } from '../../src/ui/t';

const en = createTranslator('en');
const ja = createTranslator('ja');

describe('a term in words', () => {
  it.each([
    [7 * day, '7 days', '7日間', '7日'],
    [day, '1 day', '1日間', '1日'],
    [hour, '1 hour', '1時間', '1時間'],
    [minute, '1 minute', '1分間', '1分'],
    [30 * second, '30 seconds', '30秒間', '30秒'],
    [90 * minute, '1 hour 30 minutes', '1時間30分間', '1時間30分'],
    [day + 3 * hour + 5 * minute, '1 day 3 hours', '1日3時間', '1日3時間'],
    [0, '0 seconds', '0秒間', '0秒'],
  ])('%d ms: %s, %s, %s', (millis, english, span, length) => {
    expect(formatTerm(en, millis)).toBe(english);
    expect(formatLength(en, millis)).toBe(english);
    expect(formatTerm(ja, millis)).toBe(span);
    expect(formatLength(ja, millis)).toBe(length);
  });
});

describe('the time left', () => {
  it.each([
    [7 * day - 3 * second, '7 days left', '残り7日'],
    [6 * day - 13 * hour, '5 days left', '残り5日'],
    [2 * day - 2 * minute, '47 h left', '残り47時間'],
    [day - 2 * second, '24 h left', '残り24時間'],
    [3 * hour + 59 * minute, '4 h left', '残り4時間'],
    [3 * hour + 58 * minute, '3 h left', '残り3時間'],
    [hour - 200, '1 h left', '残り1時間'],
    [hour - 2 * second, '59 min left', '残り59分'],
    [minute, '1 min left', '残り1分'],
    [59_001, '1 min left', '残り1分'],
    [59_000, '59 s left', '残り59秒'],
    [1, '1 s left', '残り1秒'],
    [0, '0 s left', '残り0秒'],
    [-5 * second, '0 s left', '残り0秒'],
  ])('%d ms: %s, %s', (millis, english, japanese) => {
    expect(formatTimeLeft(en, millis).text).toBe(english);
    expect(formatTimeLeft(ja, millis).text).toBe(japanese);
  });

  it('comes in the parts of the seal, around its number', () => {
    expect(formatTimeLeft(en, 6 * day)).toMatchObject({ before: '', number: '6', after: 'days left' });
    expect(formatTimeLeft(ja, 6 * day)).toMatchObject({ before: '残り', number: '6', after: '日' });
  });

  it.each([
    [252 * second, '4:12'],
    [4_001, '0:05'],
    [0, '0:00'],
    [-1, '0:00'],
    [3_723 * second, '1:02:03'],
  ])('as a clock, %d ms: %s', (millis, clock) => {
    expect(formatClock(millis)).toBe(clock);
  });
});

describe('a moment', () => {
  const now = Date.UTC(2026, 10, 22, 20, 0);
  const at = (day: number, year = 2026) => Date.UTC(year, 10, day, 14, 2);
  it.each([
    [at(22), 'today 14:02', '今日 14:02'],
    [at(21), 'yesterday 14:02', '昨日 14:02'],
    [at(23), 'tomorrow 14:02', '明日 14:02'],
    [at(2), '2 Nov 14:02', '11月2日 14:02'],
    [at(22, 2025), '22 Nov 2025 14:02', '2025年11月22日 14:02'],
  ])('%d: %s, %s', (moment, english, japanese) => {
    expect(formatMoment(en, moment, now, 'UTC')).toBe(english);
    expect(formatMoment(ja, moment, now, 'UTC')).toBe(japanese);
  });

  it('is counted in days of the calendar, not of 24 hours', () => {
    const lateYesterday = Date.UTC(2026, 10, 21, 23, 59);
    expect(formatMoment(en, lateYesterday, Date.UTC(2026, 10, 22, 0, 1), 'UTC')).toBe('yesterday 23:59');
    expect(formatMoment(en, lateYesterday, Date.UTC(2026, 10, 22, 0, 1), 'Asia/Tokyo')).toBe('today 08:59');
    expect(formatMoment(en, Date.UTC(2026, 10, 22), now, 'UTC')).toBe('today 00:00');
  });

  it('has its date on a stamp, even today', () => {
    expect(formatStamp(en, at(22), now, 'UTC')).toBe('22 Nov 14:02');
    expect(formatStamp(ja, at(22), now, 'UTC')).toBe('11月22日 14:02');
  });
});

describe('an amount', () => {
  const eth = 10n ** 18n;
  it.each([
    [0n, '0 ETH'],
    [eth, '1 ETH'],
    [1_204_000_000_000_000_000n, '1.204 ETH'],
    [1_999_999_999_999_999_999n, '1.9999 ETH'],
    [12_345n * eth, '12,345 ETH'],
    [1n, '<0.0001 ETH'],
    [10n ** 14n, '0.0001 ETH'],
    [-eth, '-1 ETH'],
  ])('of %d wei is never rounded up: %s', (wei, text) => {
    expect(formatAmount(en, wei)).toBe(text);
    expect(formatAmount(ja, wei)).toBe(text);
  });

  it('that may be paid at most is never rounded down', () => {
    expect(formatAmount(en, 1_200_000_000_000_000_001n, { precision: 'atMost' })).toBe('1.2001 ETH');
    expect(formatAmount(en, 1n, { precision: 'atMost' })).toBe('0.0001 ETH');
    expect(formatAmount(en, 0n, { precision: 'atMost' })).toBe('0 ETH');
  });

  it('can be shown to the last digit', () => {
    expect(formatAmount(en, 1n, { precision: 'exact' })).toBe('0.000000000000000001 ETH');
  });

  it.each([
    [{ symbol: 'USDC', decimals: 6 }, 1_234_567n, '1.2345 USDC'],
    [{ symbol: 'YEN', decimals: 0 }, 1_000n, '1,000 YEN'],
    [{ symbol: '', decimals: 2 }, 150n, '1.5'],
  ])('follows its token: %o', (format, amount, text) => {
    expect(formatAmount(en, amount, format)).toBe(text);
  });
});

describe('an address in short', () => {
  it('keeps its two ends', () => {
    expect(shortAddress('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266')).toBe('0xf39F…2266');
  });
});
