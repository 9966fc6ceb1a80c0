import { describe, expect, it } from 'vitest';
import { isExtendable, makeTerm } from '../../src/core/term';
import { day, hour, minute, second } from '../../src/core/units';

describe('a term', () => {
  it.each([
    ['the standard profile', { kind: 'profile-default' }, 'standard', 7 * day, 30 * day, 24 * hour],
    ['the trusted profile', { kind: 'profile-default' }, 'trusted', 14 * day, 60 * day, 24 * hour],
    ['the public profile', { kind: 'profile-default' }, 'public', 3 * day, 7 * day, 6 * hour],
    ['one hour', { kind: 'length', length: hour }, 'standard', hour, hour, 12 * minute],
    ['fourteen days', { kind: 'length', length: 14 * day }, 'standard', 7 * day, 14 * day, 24 * hour],
    ['one minute', { kind: 'length', length: minute }, 'standard', minute, minute, 12 * second],
    ['until the browser closes', { kind: 'until-browser-closes' }, 'standard', 7 * day, 90 * day, 24 * hour],
    ['until a public browser closes', { kind: 'until-browser-closes' }, 'public', 3 * day, 7 * day, 6 * hour],
  ] as const)('of %s has the limits of the product table', (_, choice, profile, idle, absolute, warn) => {
    expect(makeTerm(choice, profile)).toEqual({
      choice,
      idleLimit: idle,
      absoluteLimit: absolute,
      warnBefore: warn,
    });
  });

  it.each([
    ['nothing', 0, 'standard', 'too-short'],
    ['59 seconds', 59 * second, 'standard', 'too-short'],
    ['no number', Number.NaN, 'standard', 'too-short'],
    ['half a millisecond more than a minute', minute + 0.5, 'standard', 'too-short'],
    ['91 days', 91 * day, 'standard', 'too-long'],
    ['8 days on a public device', 8 * day, 'public', 'too-long'],
  ] as const)('of %s is not made', (_, length, profile, fault) => {
    expect(makeTerm({ kind: 'length', length }, profile)).toBe(fault);
  });

  it('can be extended only where use moves its deadline', () => {
    expect(
      [hour, 7 * day, 14 * day].map((length) => {
        const term = makeTerm({ kind: 'length', length }, 'standard');
        return typeof term !== 'string' && isExtendable(term);
      }),
    ).toEqual([false, false, true]);
  });
});
