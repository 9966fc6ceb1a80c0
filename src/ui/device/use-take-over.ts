import { useState } from 'react';
import type { Account } from '../../core/account';
import type { DeviceFacts } from '../../core/one-device';
import { minute } from '../../core/units';
import type { CommandFault } from '../../protocol/ui';
import { useT } from '../language';
import { useRulesNow } from '../use-overview';
import { useQuery } from '../use-query';
import { useWhenTrue } from '../use-when-true';
import { awayOf, awaySentence, questionAbout, takeOverQuestion } from './take-over-words';

/** What stands between accounts and their use on this device. */
export interface TakeOver {
  /** Another device is active: the person is asked whether to use them here, and gives the password for it (SEC-31). */
  readonly question: string | null;
  /** The relays cannot be reached. */
  readonly away: string | null;
  /** These two say what the last attempt came to; its own sentence would say it again. */
  readonly isFaultSaid: boolean;
}

/** What a refusal said, and of which accounts. */
interface Told {
  readonly accounts: string;
  readonly devices: readonly DeviceFacts[];
}

/**
 * Asks who is active for these accounts. What is known stays while it is asked again. `fault`: how the last attempt
 * ended; it may tell of a device that could not be known of before, as while the vault was locked.
 */
export function useTakeOver(
  accounts: readonly Pick<Account, 'address' | 'name'>[],
  fault: CommandFault | null,
): TakeOver {
  const t = useT();
  const now = useRulesNow(minute);
  const addresses = accounts.map(({ address }) => address);
  const { value, reload } = useQuery(
    'devices.standing',
    addresses.length === 0 ? null : { accounts: addresses },
    ['devices', 'standing'],
  );
  const [known, setKnown] = useState(value);
  if (value !== null && value !== known) setKnown(value);

  const refusal = fault?.fault === 'active-elsewhere' ? fault : null;
  const [told, setTold] = useState<Told | null>(null);
  if (refusal !== null && refusal.devices !== told?.devices)
    setTold({ accounts: addresses.join(), devices: refusal.devices });
  const awayFault = fault?.fault === 'relays-away' ? fault : null;
  const isFaultSaid = refusal !== null || awayFault !== null;
  useWhenTrue(isFaultSaid, reload);

  const toldNow = told?.accounts === addresses.join() ? questionAbout(t, told.devices, now) : null;
  return {
    question: takeOverQuestion(t, accounts, known ?? [], now) ?? toldNow,
    away: awayOf(t, accounts, known ?? [], now) ?? (awayFault && awaySentence(t, awayFault.since, now)),
    isFaultSaid,
  };
}
