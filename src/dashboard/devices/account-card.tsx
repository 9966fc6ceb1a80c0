import {
  CircleDashed,
  CloudOff,
  LockKeyhole,
  type LucideIcon,
  MonitorCheck,
  MonitorSmartphone,
} from 'lucide-react';
import { useId } from 'react';
import { minute } from '../../core/units';
import type { DeviceStanding } from '../../core/one-device';
import type { AccountDevices } from '../../protocol/ui';
import { Crest } from '../../ui/account/crest';
import { Button } from '../../ui/controls/button';
import { shortAddress } from '../../ui/format-amount';
import { useT } from '../../ui/language';
import { useRulesNow } from '../../ui/use-overview';
import { goTo, hrefOf } from '../route';
import { disownPart } from '../safety/disown-part';
import { Activate } from './activate';
import { OtherDevices } from './other-devices';
import { standingWords } from './standing-words';

const pictures: Record<DeviceStanding['standing'], LucideIcon> = {
  only: MonitorCheck,
  here: MonitorCheck,
  free: CircleDashed,
  elsewhere: MonitorSmartphone,
  away: CloudOff,
  locked: LockKeyhole,
};

/** One account: which device is active, by shape and words, what can be done about it, and the other devices. */
export function AccountCard({ account: known }: { account: AccountDevices }) {
  const t = useT();
  const id = useId();
  const now = useRulesNow(minute);
  const { account, standing } = known;
  const { title, meaning } = standingWords(t, known, now);
  const Picture = pictures[standing.standing];
  return (
    <li className="card">
      <div className="card-head">
        <Crest address={account.address} size={42} />
        <div className="card-words">
          <h3 id={id} className="name">
            {account.name}
          </h3>
          <span className="numeric">{shortAddress(account.checksummed)}</span>
        </div>
      </div>
      <div className="standing" data-standing={standing.standing}>
        <span className="entry-mark">
          <Picture size={18} strokeWidth={1.75} aria-hidden="true" />
        </span>
        <div className="entry-words">
          <b>{title}</b>
          {meaning !== '' && <span className="entry-facts">{meaning}</span>}
        </div>
      </div>
      <div className="card-actions">
        <Activate account={known} describedBy={id} />
        {standing.standing === 'elsewhere' && (
          <Button kind="quiet" describedBy={id} onClick={() => goTo('devices', disownPart(account.address))}>
            {t('devicesDisown')}
          </Button>
        )}
        {standing.standing === 'away' && (
          <a className="link" href={hrefOf('relays')} aria-describedby={id}>
            {t('devicesToRelays')}
          </a>
        )}
      </div>
      {standing.standing !== 'locked' && <OtherDevices account={known} />}
    </li>
  );
}
