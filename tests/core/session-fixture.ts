import { parseAddress, type Address } from '../../src/core/address';
import { parseOrigin, type Origin } from '../../src/core/origin';
import { keyOf, type Session } from '../../src/core/session';
import { makeTerm, type Term, type TermChoice } from '../../src/core/term';
import { day } from '../../src/core/units';

/** A moment to count from; long after the epoch. */
export const start = 20_000 * day;

export function address(digit: string): Address {
  const parsed = parseAddress(`0x${digit.repeat(40)}`);
  if (parsed === null) throw new Error(`Not a hex digit: ${digit}`);
  return parsed;
}

export function origin(text: string): Origin {
  const parsed = parseOrigin(text);
  if (parsed === null) throw new Error(`Not an origin: ${text}`);
  return parsed;
}

export function term(choice: TermChoice = { kind: 'profile-default' }): Term {
  const made = makeTerm(choice, 'standard');
  if (typeof made === 'string') throw new Error(made);
  return made;
}

/** A live session of the standard profile, opened at `start`. */
export function session(over: Partial<Session> = {}): Session {
  const place = {
    origin: origin('https://app.example'),
    topOrigin: null,
    cookieStore: null,
    isPrivate: false,
  };
  return {
    ...place,
    id: '0'.repeat(32),
    key: keyOf(place),
    accounts: [address('a')],
    chains: [1],
    chain: 1,
    term: term(),
    openedAt: start,
    lastUsedAt: start,
    isWarned: false,
    browserRun: 'run-1',
    previousId: null,
    end: null,
    ...over,
  };
}
