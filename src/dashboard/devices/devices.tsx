import { useQuery } from '../../ui/use-query';
import { Disown } from '../safety/disown';
import { disownedAddress } from '../safety/disown-part';
import { LostDevice } from '../safety/lost-device';
import { AllDevices } from './all-devices';

/** The devices of every account, what to do when one is lost, and how an account is taken back. */
export function Devices({ part }: { part: string }) {
  const devices = useQuery('devices.list', {}, ['devices', 'standing', 'accounts', 'settings']);
  const disowned = disownedAddress(part);
  if (disowned !== null) return <Disown key={disowned} address={disowned} devices={devices} />;
  if (part === 'lost') return <LostDevice devices={devices} />;
  return <AllDevices devices={devices} />;
}
