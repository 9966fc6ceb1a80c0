import type { Address } from '../core/address';
import { done, failed, type Outcome } from '../core/outcome';
import { checkPassword } from './check-password';
import { afterEnds } from './end-session';
import { holdAccount, ownAccounts } from './hold-account';
import { commit } from './now';
import type { Ports } from './ports';
import { schedule } from './schedule';
import { writeEnds } from './write-ends';

/** "Make this the active device": at the person's word, which is the password (SEC-31). */
export async function activateDevice(
  ports: Ports,
  address: Address,
  passwordKey: string,
): Promise<Outcome<null>> {
  const opened = await checkPassword(ports, passwordKey);
  if (!opened.ok) return opened;
  const [account] = await ownAccounts(ports, [address]);
  if (account === undefined) return failed({ fault: 'gone' });
  const { relays } = await ports.store.read((reads) => reads.settings());
  if (relays.length === 0) return failed({ fault: 'no-relays' });
  const held = await holdAccount(ports, account, 'word');
  ports.attention.changed(['devices', 'overview']);
  return held.ok ? done(null) : held;
}

/**
 * "This wasn't me": takes the account back, and ends every session of it here. What the other device was let into ends
 * there, as soon as it hears of it.
 */
export async function disownTakeOver(
  ports: Ports,
  address: Address,
  passwordKey: string,
): Promise<Outcome<{ readonly ended: number }>> {
  const taken = await activateDevice(ports, address, passwordKey);
  if (!taken.ok) return taken;
  const ended = await endSessionsOf(ports, address);
  if (ports.inPrivate !== null) await endSessionsOf(ports.inPrivate, address);
  return done({ ended });
}

async function endSessionsOf(ports: Ports, address: Address): Promise<number> {
  const ended = await commit(ports, async (writes, { now }) =>
    writeEnds(writes, await writes.liveSessionsOf(address), {
      reason: 'ended-by-you',
      at: now,
      limit: null,
      device: null,
    }),
  );
  await afterEnds(
    ports,
    ended.map(({ key }) => key),
  );
  return ended.length;
}

/** The person has read it. */
export async function dismissTakeOver(ports: Ports, address: Address): Promise<Outcome<null>> {
  await commit(ports, async (writes) => {
    const known = await writes.claims(address);
    if (known !== null) await writes.putClaims({ ...known, takenOver: null });
  });
  ports.attention.changed(['overview']);
  await schedule(ports);
  return done(null);
}

/**
 * Leaves a device out of the account's list until it claims anew. Merged, it was this one: it is left out for every
 * account that knows it, and this device is as old as that one was.
 */
export async function forgetDevice(
  ports: Ports,
  address: Address,
  key: string,
  isMerging: boolean,
): Promise<Outcome<null>> {
  const isKnown = await commit(ports, async (writes) => {
    const known = (await writes.everyClaims()).flatMap((claims) => {
      const claim = claims.record.memory.claims.find(({ device }) => device.key === key);
      return claim === undefined ? [] : [{ claims, claim }];
    });
    if (!known.some(({ claims }) => claims.account === address)) return false;
    for (const { claims, claim } of known) {
      if (!isMerging && claims.account !== address) continue;
      const others = claims.forgotten.filter((forgotten) => forgotten.key !== key);
      await writes.putClaims({ ...claims, forgotten: [...others, { key, claimId: claim.id }] });
    }
    const own = await writes.ownDevice();
    if (isMerging && own !== null) {
      const since = Math.min(own.since, ...known.map(({ claim }) => claim.device.since));
      await writes.putOwnDevice({ ...own, since });
    }
    return true;
  });
  ports.attention.changed(['devices']);
  return isKnown ? done(null) : failed({ fault: 'gone' });
}
