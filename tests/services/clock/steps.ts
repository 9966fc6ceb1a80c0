import fc from 'fast-check';
import { day, hour, minute, second, type Millis } from '../../../src/core/units';
import type { TermChoice } from '../../../src/core/term';
import type { Meanwhile } from './device';

/** What a person, a site or a browser does, once the time has come. */
export type Act =
  | { readonly kind: 'connect'; readonly site: number; readonly choice: TermChoice }
  | { readonly kind: 'reconnect'; readonly site: number; readonly hasPassword: boolean }
  | { readonly kind: 'look' | 'use' | 'sign' | 'extend' | 'end'; readonly site: number }
  | { readonly kind: 'unlock' | 'lock' | 'here' | 'sweep' }
  | { readonly kind: 'wrong-password'; readonly times: number };

export type Step =
  | { readonly kind: 'pass'; readonly by: Millis; readonly isAsleep: boolean }
  | { readonly kind: 'set-clock'; readonly by: Millis }
  | { readonly kind: 'set-clock-right' | 'restart-worker' | 'restart-browser' }
  | { readonly kind: 'act'; readonly act: Act; readonly meanwhile: Meanwhile | null };

/** Small, middle and large, with the edges of the rules among them. */
const span = fc.oneof(
  fc.constantFrom(
    second,
    30 * second,
    minute,
    2 * minute,
    2 * minute + 1,
    10 * minute,
    15 * minute,
    hour,
    day,
    7 * day,
  ),
  fc.integer({ min: 0, max: 3 * minute }),
  fc.integer({ min: 0, max: 3 * hour }),
  fc.integer({ min: 0, max: 20 * day }),
);

const move = fc
  .tuple(fc.oneof(span, fc.integer({ min: 0, max: 400 * day })), fc.constantFrom(-1, -1, 1))
  .map(([size, direction]) => size * direction);

const choice: fc.Arbitrary<TermChoice> = fc.oneof(
  fc.constantFrom<TermChoice>({ kind: 'profile-default' }, { kind: 'until-browser-closes' }),
  fc.constantFrom(minute, 10 * minute, hour, day).map((length) => ({ kind: 'length', length }) as const),
);

const site = fc.integer({ min: 0, max: 1 });

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('connect' as const), site, choice }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('reconnect' as const), site, hasPassword: fc.boolean() }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'look' as const,
        'look' as const,
        'use' as const,
        'sign' as const,
        'extend',
        'end',
      ),
      site,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('unlock' as const, 'lock' as const, 'here', 'sweep' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('wrong-password' as const),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
);

const meanwhile: fc.Arbitrary<Meanwhile | null> = fc.option(
  fc.record({
    atCall: fc.integer({ min: 1, max: 4 }),
    what: fc.constantFrom('dies-before' as const, 'dies-after' as const, 'clock-moves' as const),
    by: move,
  }),
  { freq: 5 },
);

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), by: span, isAsleep: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('set-clock' as const), by: move }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'set-clock-right' as const,
        'restart-worker' as const,
        'restart-browser' as const,
      ),
    }),
  },
  { weight: 9, arbitrary: fc.record({ kind: fc.constant('act' as const), act, meanwhile }) },
);
