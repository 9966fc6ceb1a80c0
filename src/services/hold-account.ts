import type { Account } from '../core/account';
import { devicesElsewhere } from '../core/account-claims';
import type { Address } from '../core/address';
import type { CommandFault } from '../core/command-fault';
import type { Circumstances } from '../core/decide';
import { decideClaim, type ClaimView } from '../core/decide-claim';
import type { Epoch } from '../core/epoch';
import { done, failed, type Outcome } from '../core/outcome';
import { planClaim, type PlanView } from '../core/plan-claim';
import { checkPassword } from './check-password';
import { coordinationOf } from './coordination';
import { makeClaim, publishClaim } from './make-claim';
import { areRelaysLost, claimsWithin, claimViewWithin } from './note-claims';
import { circumstances } from './now';
import type { Ports, Reads } from './ports';
import { borrowClaims } from './share-claims';
import { readClaims } from './read-claims';
import { thisDevice } from './this-device';

/** How an account came to be held: `isReadTried`, where no quorum answered and the grace is used. */
export interface Held {
  readonly isReadTried: boolean;
}

/** A claim, its writing, and the reads between them. More often only others claim at the same time. */
const mostSteps = 8;

/**
 * Makes sure that this device is the active one of the account, and knows so freshly: reads the relays, and claims it
 * where nobody else has. What another device holds is taken over at the person's word only (SEC-29, SEC-31).
 */
export async function holdAccount(
  ports: Ports,
  account: Account,
  given: 'none' | 'word',
): Promise<Outcome<Held>> {
  await borrowClaims(ports);
  // Without relays nobody is asked, and nothing is claimed that nobody would read (SEC-32).
  if (await isAlone(ports, account.address)) return done({ isReadTried: false });
  const { key } = await thisDevice(ports);
  const word = given === 'word' && (await ports.coordinations.isPhraseTyped()) ? 'phrase' : given;
  let isReadTried = false;
  let seenBefore: Epoch | null | undefined;
  for (let step = 0; step < mostSteps; step += 1) {
    const at = await circumstances(ports);
    const { claims, view } = await ports.store.read(async (reads) => {
      const known = await claimsWithin(reads, account.address, key);
      return { claims: known, view: await claimViewWithin(reads, known, at, isReadTried) };
    });
    if (seenBefore === undefined) seenBefore = view.memory.mark;
    const planView: PlanView = { ...view, seenBefore };
    const plan = planClaim(planView, word);
    switch (plan.plan) {
      case 'keep':
        return done({ isReadTried });
      case 'read': {
        const read = await readClaims(ports, account);
        if (read === 'locked') return failed({ fault: 'locked' });
        isReadTried = read === 'no-quorum';
        continue;
      }
      case 'wait':
        return failed({ fault: 'relays-away', since: plan.since });
      case 'ask-word':
        return failed(activeElsewhere(planView));
      case 'ask-phrase':
        return failed({ fault: 'claim-needs-phrase' });
      case 'claim':
      case 'write': {
        // Private windows leave nothing behind, and a claim is never made and forgotten.
        if (ports.wallet === 'borrowed') return failed({ fault: 'private-window' });
        const coordination = await coordinationOf(ports, account);
        if (coordination === null) return failed({ fault: 'locked' });
        const own =
          plan.plan === 'claim'
            ? await makeClaim(ports, account, coordination, plan.epoch)
            : (claims.kept.find(({ id }) => id === view.own.claimId) ?? null);
        // Others were quicker: it is planned anew.
        if (own === null) continue;
        const written = await publishClaim(ports, account, coordination, own);
        if (!written) return failed({ fault: 'relays-away', since: view.readAt });
        // A claim counts after a read that began once a quorum had it.
        isReadTried = false;
      }
    }
  }
  return failed({ fault: 'relays-away', since: null });
}

/** No relay is chosen, and no other device was ever seen: this is the only one. */
export function isAlone(ports: Ports, account: Address): Promise<boolean> {
  return ports.store.read(
    async (reads) => (await reads.claims(account)) === null && (await areNoneChosen(reads)),
  );
}

/** The person uses no relays; that none are known, because the settings were lost, says no such thing. */
async function areNoneChosen(reads: Reads): Promise<boolean> {
  return (await reads.settings()).relays.length === 0 && !(await areRelaysLost(reads));
}

/** The same for several; the first that cannot be held stops it. */
export async function holdAccounts(
  ports: Ports,
  accounts: readonly Account[],
  word: 'none' | 'word',
): Promise<Outcome<Held>> {
  let isReadTried = false;
  for (const account of accounts) {
    const held = await holdAccount(ports, account, word);
    if (!held.ok) return held;
    isReadTried ||= held.value.isReadTried;
  }
  return done({ isReadTried });
}

/** For a session of these accounts: `passwordKey`, where the person was asked whether to use them here (SEC-31). */
export async function claimForSession(
  ports: Ports,
  addresses: readonly Address[],
  passwordKey: string | null,
): Promise<Outcome<Held>> {
  if (passwordKey !== null) {
    const checked = await checkPassword(ports, passwordKey);
    if (!checked.ok) return checked;
  }
  const accounts = await ownAccounts(ports, addresses);
  return holdAccounts(ports, accounts, passwordKey === null ? 'none' : 'word');
}

/** The accounts of these addresses that are in the vault. */
export async function ownAccounts(ports: Ports, addresses: readonly Address[]): Promise<readonly Account[]> {
  const own = await ports.store.read((reads) => reads.accounts());
  return own.filter(({ address }) => addresses.includes(address));
}

/** Decided again, in the transaction in which the account is used (SEC-8): null where this device may. */
export async function faultWithin(
  reads: Reads,
  account: Address,
  at: Circumstances,
  { isReadTried }: Held,
): Promise<CommandFault | null> {
  const known = await reads.claims(account);
  // With no claims known there are no relays either: `holdAccount` went before.
  if (known === null) return (await areNoneChosen(reads)) ? null : { fault: 'relays-away', since: null };
  const view = await claimViewWithin(reads, known, at, isReadTried);
  const state = decideClaim(view);
  if (state.state === 'active') return null;
  const isElsewhere = state.state === 'taken-over' || state.state === 'contested';
  return isElsewhere ? activeElsewhere(view) : { fault: 'relays-away', since: view.readAt };
}

/** Of several accounts; null where all may be used. What is not in the vault is used by nobody, and stops nothing. */
export async function firstFault(
  reads: Reads,
  accounts: readonly Address[],
  at: Circumstances,
  held: Held,
): Promise<CommandFault | null> {
  const own = new Set((await reads.accounts()).map(({ address }) => address));
  for (const account of accounts.filter((each) => own.has(each))) {
    const fault = await faultWithin(reads, account, at, held);
    if (fault !== null) return fault;
  }
  return null;
}

function activeElsewhere(view: ClaimView): CommandFault {
  return { fault: 'active-elsewhere', devices: devicesElsewhere(view) };
}
