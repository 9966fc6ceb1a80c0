import type { Account } from '../core/account';
import { elsewhereOf, factsOf, longGoneAfter, standingOf, type AccountClaims } from '../core/account-claims';
import type { Address } from '../core/address';
import type { KnownClaim } from '../core/claim';
import { isReadFresh } from '../core/decide-claim';
import type { OwnDevice } from '../core/device';
import type { DeviceStanding } from '../core/one-device';
import { quorumOf } from '../core/quorum';
import { markOfRelays } from '../core/relay-mark';
import { suggestedRelays } from '../core/suggested-relays';
import type { Millis } from '../core/units';
import type { DevicesView, OtherDevice, RelaysView } from '../protocol/ui';
import { coordinationOf } from '../services/coordination';
import { claimsWithin, claimViewWithin } from '../services/note-claims';
import { isAlone } from '../services/hold-account';
import { circumstances } from '../services/now';
import type { Ports } from '../services/ports';
import { readAtFirstLook, readClaims } from '../services/read-claims';
import { borrowClaims } from '../services/share-claims';
import { thisDevice } from '../services/this-device';
import { writeAgain } from '../services/write-again';
import { report } from './report';

/** Who is active for these accounts; the relays are read first where that was a while ago. */
export async function viewStandings(
  ports: Ports,
  addresses: readonly Address[],
): Promise<readonly { account: string; standing: DeviceStanding }[]> {
  await borrowClaims(ports);
  const own = await ports.store.read((reads) => reads.accounts());
  const accounts = own.filter(({ address }) => addresses.includes(address));
  return Promise.all(
    accounts.map(async (account) => ({
      account: account.address,
      standing: (await isAlone(ports, account.address))
        ? ({ standing: 'only' } as const)
        : (await lookAt(ports, account)).standing,
    })),
  );
}

export async function viewDevices(ports: Ports): Promise<DevicesView> {
  await borrowClaims(ports);
  const device = await thisDevice(ports);
  const { accounts, settings } = await ports.store.read(async (reads) => ({
    accounts: await reads.accounts(),
    settings: await reads.settings(),
  }));
  const { key, name, since } = device;
  const { browser, system } = ports.platform;
  const mark = markOfRelays(settings.relays);
  return {
    relays: settings.relays.length,
    self: { key, name, browser, system, since, profile: settings.profile },
    accounts: await Promise.all(
      accounts.map(async (account) => {
        const { claims, standing, now } = await lookAt(ports, account);
        return { account, standing, others: othersOf(claims, device, ports, mark, now) };
      }),
    ),
  };
}

/** How the relays do. Who looks at them for the first time hears of it when they were read (topic `relays`). */
export async function viewRelays(ports: Ports): Promise<RelaysView> {
  void readAtFirstLook(ports).catch(report);
  const { relays } = await ports.store.read((reads) => reads.settings());
  return {
    relays: await ports.relays.health(relays),
    suggested: suggestedRelays,
    quorum: quorumOf(relays.length),
  };
}

interface Look {
  readonly claims: AccountClaims;
  readonly standing: DeviceStanding;
  readonly now: Millis;
}

async function lookAt(ports: Ports, account: Account): Promise<Look> {
  const { key } = await thisDevice(ports);
  const first = await look(ports, account, key);
  if (first.isFresh) return first;
  if ((await coordinationOf(ports, account)) === null) return { ...first, standing: { standing: 'locked' } };
  if ((await readClaims(ports, account)) === 'quorum') await writeAgain(ports, account);
  return look(ports, account, key);
}

async function look(ports: Ports, account: Account, key: string): Promise<Look & { isFresh: boolean }> {
  const at = await circumstances(ports);
  return ports.store.read(async (reads) => {
    const claims = await claimsWithin(reads, account.address, key);
    const view = await claimViewWithin(reads, claims, at, true);
    return { claims, standing: standingOf(view), now: at.now, isFresh: isReadFresh(view) };
  });
}

function othersOf(
  { record, forgotten }: AccountClaims,
  own: OwnDevice,
  { platform }: Ports,
  relays: string,
  now: Millis,
): readonly OtherDevice[] {
  const active = elsewhereOf(record);
  const isForgotten = ({ id, device }: KnownClaim) =>
    forgotten.some(({ key, claimId }) => key === device.key && claimId === id);
  return record.memory.claims
    .filter((claim) => claim.device.key !== own.key && !isForgotten(claim))
    .map((claim) => {
      const facts = factsOf(claim, now);
      const isSame = facts.browser === platform.browser && facts.system === platform.system;
      return {
        ...facts,
        key: claim.device.key,
        activeSince: active.includes(claim) ? Math.min(claim.at, claim.firstSeenAt) : null,
        isPerhapsThis: isSame && facts.lastSeenAt <= own.since,
        hasOtherRelays: claim.device.relays !== relays,
        isLongGone: now - facts.lastSeenAt > longGoneAfter,
      };
    });
}
