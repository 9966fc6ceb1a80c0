import { expect } from 'vitest';
import { rivalsOf, type AccountClaims } from '../../../src/core/account-claims';
import { holdingOf } from '../../../src/core/claim';
import { freshFor } from '../../../src/core/decide-claim';
import type { Session } from '../../../src/core/session';
import type { Millis } from '../../../src/core/units';
import { createStore } from '../../../src/adapters/storage/store';
import type { Step } from './ledger';
import type { Outside } from './outside';
import type { Person } from './person';
import { ownKey } from './relays';

/** What holds of one active device at each step of a play, not only at its end. */
export async function expectOneActive({ net, ledger, factory }: Outside, person: Person): Promise<void> {
  const others = net?.claimsOn(0).filter(({ device }) => device.key !== ownKey) ?? [];
  expect(person.timesTold(), 'how often a person was told of another device').toBeLessThanOrEqual(
    others.length,
  );
  expect(answeredAgain(ledger), 'requests that had their answer').toEqual([]);
  if (net === null) return expect(person.timesAway()).toBe(0);
  const { broken, made } = replay(ledger);
  expect(broken).toEqual([]);
  const store = createStore(factory);
  const [claims = null] = await store.read((reads) => reads.everyClaims());
  for (const position of net.addresses.keys()) {
    const own = net.claimsOn(position).filter(({ device }) => device.key === ownKey);
    const ids = own.map(({ id }) => id);
    expect(ids, 'the own claim on a relay').toEqual(made.size === 0 ? [] : [claims?.record.own.claimId]);
  }
  const { items } = await store.read((reads) => reads.journal(200, null));
  expect(items.filter(({ event }) => event.kind === 'account-claimed')).toHaveLength(made.size);
}

/** A request that has its answer keeps it: nobody is asked again, and nothing is signed for it again. */
function answeredAgain(ledger: readonly Step[]): readonly string[] {
  const answered = new Set<string>();
  const again: string[] = [];
  for (const step of ledger) {
    // What was lost with the disk is asked again.
    if (step.kind === 'lost') answered.clear();
    for (const { id, stage } of step.kind === 'commit' ? step.requests : []) {
      if (answered.has(id)) again.push(`${id} is ${stage.step}`);
      if (stage.step === 'answered') answered.add(id);
    }
  }
  return again;
}

/** Goes through all that was done, and says what was not to be. */
function replay(ledger: readonly Step[]) {
  const broken: string[] = [];
  const made = new Set<string>();
  const claims = new Map<string, AccountClaims>();
  const sessions = new Map<string, Session>();
  for (const step of ledger) {
    switch (step.kind) {
      case 'commit': {
        for (const row of step.claims) {
          const wasTold = (claims.get(row.account)?.takenOver ?? null) !== null;
          if (wasTold && row.takenOver === null && !row.record.own.isWritten)
            broken.push('SEC-31: a takeover was forgotten before the account was taken back');
          claims.set(row.account, row);
          if (row.record.own.claimId !== null) made.add(row.record.own.claimId);
        }
        const before = new Map(sessions);
        for (const row of step.sessions) sessions.set(row.key, row);
        broken.push(...apart(claims, sessions, before));
        break;
      }
      case 'publish':
        if (!made.has(step.id)) broken.push('a claim was published before its row was stored');
        break;
      case 'sign':
        if (!isActive(claims.get(step.account), step.at))
          broken.push('SEC-29: signed where it is not active');
        break;
      case 'lost':
        break;
    }
  }
  return { broken, made };
}

/** The other device's claim and the end of the sessions come in one transaction: neither is ever there alone. */
function apart(
  claims: ReadonlyMap<string, AccountClaims>,
  sessions: ReadonlyMap<string, Session>,
  before: ReadonlyMap<string, Session>,
): readonly string[] {
  const isElsewhere = (account: string): boolean => {
    const row = claims.get(account);
    return row !== undefined && rivalsOf(row.record).length > 0;
  };
  return [...sessions.values()].flatMap(({ key, end, accounts }) => {
    if (end === null)
      return accounts.some(isElsewhere) ? ['a session lives beside the claim of another'] : [];
    const isNew = before.get(key)?.end === null;
    const isAlone = isNew && end.reason === 'taken-over' && !accounts.some(isElsewhere);
    return isAlone ? ['a session ended as taken over, and the claim is not there'] : [];
  });
}

/** By what was committed: it holds the account, a quorum has its claim, and was read not long ago. */
function isActive(row: AccountClaims | undefined, at: Millis): boolean {
  if (row === undefined) return false;
  const { memory, own, readAt } = row.record;
  const isHere = holdingOf(memory, own).holder === 'this' && own.isWritten;
  return isHere && readAt !== null && at - readAt < freshFor;
}
