import type { DeviceFacts } from '../../core/one-device';
import type { Millis } from '../../core/units';
import type { AccountDevices, OtherDevice, TakenOverView } from '../../protocol/ui';

/** A device that is active for an account, or claimed it together with another one. */
export interface Taker extends DeviceFacts {
  /** Null where that is not known. */
  readonly since: Millis | null;
}

/** Which other devices have the account now, as far as is known. `told`: what the person was told of it before. */
export function takersOf({ standing, others }: AccountDevices, told?: TakenOverView): readonly Taker[] {
  if (standing.standing === 'here') return [];
  const active = others.filter(({ activeSince }) => activeSince !== null);
  if (standing.standing === 'elsewhere') {
    const since = standing.devices.length === 1 ? (active[0]?.activeSince ?? null) : null;
    return standing.devices.map((device) => ({ ...device, since }));
  }
  if (active.length > 0) return active.map((device) => ({ ...device, since: device.activeSince }));
  return told === undefined ? [] : [{ ...told.device, since: told.at }];
}

/** The active ones first, then those seen last. One that is not seen any more stands apart, unless it is active. */
export function listedDevices(others: readonly OtherDevice[]): {
  readonly shown: readonly OtherDevice[];
  readonly longGone: readonly OtherDevice[];
} {
  const ordered = others.toSorted(
    (a, b) => Number(b.activeSince !== null) - Number(a.activeSince !== null) || b.lastSeenAt - a.lastSeenAt,
  );
  const isApart = ({ isLongGone, activeSince }: OtherDevice) => isLongGone && activeSince === null;
  return { shown: ordered.filter((device) => !isApart(device)), longGone: ordered.filter(isApart) };
}
