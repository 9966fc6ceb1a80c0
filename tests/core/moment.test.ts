import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMoment } from '../../src/core/moment';

describe('an RFC 3339 moment', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2021-09-30T16:25:24.000Z', Date.UTC(2021, 8, 30, 16, 25, 24)],
    ['2021-09-30t16:25:24z', Date.UTC(2021, 8, 30, 16, 25, 24)],
    ['2024-02-29T23:59:59.9999Z', Date.UTC(2024, 1, 29, 23, 59, 59, 999)],
    ['1996-12-19T16:39:57-08:00', Date.UTC(1996, 11, 20, 0, 39, 57)],
    ['1937-01-01T12:00:27.87+00:20', Date.UTC(1937, 0, 1, 11, 40, 27, 870)],
    ['1990-12-31T23:59:60Z', Date.UTC(1991, 0, 1)],
    ['0000-03-01T00:00:00Z', Date.parse('0000-03-01T00:00:00Z')],
    ['9999-12-31T23:59:59Z', Date.UTC(9999, 11, 31, 23, 59, 59)],
  ])('%s is read', (text, moment) => {
    expect(parseMoment(text)).toBe(moment);
  });

  it.each([
    '',
    'now',
    '2021-09-30',
    '2021-09-30T16:25:24',
    '2021-09-30 16:25:24Z',
    '2021-13-01T00:00:00Z',
    '2021-00-01T00:00:00Z',
    '2021-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2021-04-31T00:00:00Z',
    '2021-01-00T00:00:00Z',
    '2021-01-01T24:00:00Z',
    '2021-01-01T00:60:00Z',
    '2021-01-01T00:00:61Z',
    '2021-01-01T00:00:00+24:00',
    '2021-01-01T00:00:00.Z',
    '2021-01-01T00:00:00Z\n',
    '12021-01-01T00:00:00Z',
  ])('%j is none', (text) => {
    expect(parseMoment(text)).toBeNull();
  });

  it('is what the platform makes of it', () => {
    const years = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z') };
    fc.assert(
      fc.property(fc.date({ ...years, noInvalidDate: true }), (date) => {
        expect(parseMoment(date.toISOString())).toBe(date.getTime());
      }),
    );
  });
});
