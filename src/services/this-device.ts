import { deviceTextLimits, type Device, type OwnDevice } from '../core/device';
import { done, type Outcome } from '../core/outcome';
import type { RelayAddress } from '../core/relay-address';
import { markOfRelays } from '../core/relay-mark';
import { commit } from './now';
import type { Ports } from './ports';

/** This device, as it was first needed: made then, with the browser's name for its own. */
export async function thisDevice(ports: Ports): Promise<OwnDevice> {
  const known = await ports.store.read((reads) => reads.ownDevice());
  if (known !== null) return known;
  const keys = await ports.relays.createDevice();
  const { browser, system } = ports.platform;
  return commit(ports, async (writes, { now }) => {
    const meanwhile = await writes.ownDevice();
    if (meanwhile !== null) return meanwhile;
    const name = `${browser} on ${system}`.slice(0, deviceTextLimits.name);
    const device = { ...keys, name, since: now };
    await writes.putOwnDevice(device);
    return device;
  });
}

/** As it tells the other devices about itself. */
export function publicDevice(
  { platform }: Ports,
  { key, name, since }: OwnDevice,
  relays: readonly RelayAddress[],
): Device {
  return { key, name, since, ...platform, relays: markOfRelays(relays) };
}

/** Names it. */
export async function renameDevice(ports: Ports, name: string): Promise<Outcome<null>> {
  const device = await thisDevice(ports);
  await commit(ports, (writes) => writes.putOwnDevice({ ...device, name }));
  ports.attention.changed(['devices']);
  return done(null);
}
