import type { Settings } from '../core/settings';
import type { Millis } from '../core/units';
import { circumstances, commit } from './now';
import type { Ports, UnlockedKey } from './ports';

/** The data key while the vault is unlocked; null otherwise (SEC-16). */
export async function unlockedKey(ports: Ports): Promise<string | null> {
  return (await read(ports))?.dataKey ?? null;
}

/** When the vault will lock by itself; null where it is locked. */
export async function unlockedUntil(ports: Ports): Promise<Millis | null> {
  return (await read(ports))?.lockAt ?? null;
}

/** The person is at one of our pages: the time until the vault locks starts again. A lock that is due stays due. */
export async function keepUnlocked(ports: Ports): Promise<void> {
  if ((await read(ports)) === null) return;
  // From a moment that is stored: where the clock is set back after it, that is found.
  const lockAt = await commit(
    ports,
    async (writes, { now }) => now + (await writes.settings()).autoLockAfter,
  );
  await ports.keyHolder.keepUntil(lockAt);
}

/** Holds the data key of a vault that was made or opened at `now`. */
export async function holdKey(
  ports: Ports,
  dataKey: string,
  { now, settings }: { readonly now: Millis; readonly settings: Settings },
): Promise<void> {
  await ports.keyHolder.set({ dataKey, lockAt: now + settings.autoLockAfter });
  ports.attention.changed(['overview', 'devices']);
}

/** Every reader asks the clock itself: an alarm that comes late unlocks nothing, nor does a clock set back (SEC-20). */
async function read(ports: Ports): Promise<UnlockedKey | null> {
  const key = await ports.keyHolder.get();
  if (key === null) return null;
  const { now, isClockSetBack } = await circumstances(ports);
  if (!isClockSetBack && now < key.lockAt) return key;
  await ports.keyHolder.clear();
  ports.attention.changed(['overview']);
  return null;
}
