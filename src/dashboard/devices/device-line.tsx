import { useId } from 'react';
import type { Address } from '../../core/address';
import { minute } from '../../core/units';
import type { OtherDevice } from '../../protocol/ui';
import { Button } from '../../ui/controls/button';
import { useToast } from '../../ui/feedback/toast';
import { formatMoment } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { useRulesNow } from '../../ui/use-overview';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';

/** Another device of an account: what it is, and when it was there. The active one cannot be forgotten. */
export function DeviceLine({
  device,
  account,
  onForget,
}: {
  device: OtherDevice;
  account: Address;
  onForget: () => void;
}) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const id = useId();
  const now = useRulesNow(minute);
  const { key, name, browser, system, lastSeenAt, activeSince, isPerhapsThis, hasOtherRelays } = device;
  const merge = async () => {
    const outcome = await task.run(() => call('devices.forget', { account, device: key, isMerging: true }));
    if (outcome.ok) say({ text: t('devicesMerged', { name }) });
  };
  return (
    <li className="device">
      <div className="entry-words">
        <b id={id}>{name}</b>
        <span className="entry-facts">{t('devicesFacts', { browser, system })}</span>
        <span className="entry-facts numeric">
          {t('devicesLastSeen', { moment: formatMoment(t, lastSeenAt, now) })}
          {activeSince !== null &&
            ` · ${t('devicesActiveSince', { moment: formatMoment(t, activeSince, now) })}`}
        </span>
        {hasOtherRelays && <span className="entry-facts">{t('devicesOtherRelays')}</span>}
        {isPerhapsThis && <span className="entry-facts">{t('devicesPerhapsThis')}</span>}
      </div>
      {activeSince === null ? (
        <div className="card-actions">
          {isPerhapsThis && (
            <Button kind="quiet" describedBy={id} isBusy={task.isRunning} onClick={() => void merge()}>
              {t('devicesMerge')}
            </Button>
          )}
          <Button kind="quiet" describedBy={id} isDisabled={task.isRunning} onClick={onForget}>
            {t('devicesForget')}
          </Button>
        </div>
      ) : (
        <span className="tag" data-strong>
          {t('devicesActive')}
        </span>
      )}
      {task.sentence && (
        <p className="said" role="alert">
          {task.sentence}
        </p>
      )}
    </li>
  );
}
