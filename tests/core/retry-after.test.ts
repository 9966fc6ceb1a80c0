import { expect, it } from 'vitest';
import { readRetryAfter } from '../../src/core/retry-after';

const wall = Date.UTC(2026, 10, 25, 12, 0, 0);

it.each([
  [null, null],
  ['', null],
  ['0', 0],
  ['120', 120_000],
  [' 5 ', 5_000],
  ['-1', null],
  ['1.5', null],
  ['1e3', null],
  ['99999999999', null],
  ['soon', null],
  ['2026', 2_026_000],
  ['Wed, 25 Nov 2026 12:01:30 GMT', 90_000],
  ['Wed, 25 Nov 2026 11:00:00 GMT', 0],
  ['Wed, 99 Nov 2026 12:00:00 GMT', null],
  ['2026-11-25T12:01:30Z', null],
  ['Wed, 25 Foo 2026 12:00:00 GMT', null],
])('Retry-After %j is %j ms', (header, millis) => {
  expect(readRetryAfter(header, wall)).toBe(millis);
});
