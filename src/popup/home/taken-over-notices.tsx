import { minute } from '../../core/units';
import type { TakenOverView } from '../../protocol/ui';
import { Button } from '../../ui/controls/button';
import { disownPage } from '../../ui/device/disown-page';
import { Notice } from '../../ui/feedback/notice';
import { formatMoment } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { useOverview, useRulesNow } from '../../ui/use-overview';
import { useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import { openDashboard } from '../place';

/** For each account that another device took over: which device and when, until the person has read it. */
export function TakenOverNotices() {
  const { takenOver } = useOverview();
  return takenOver.map((each) => <TakenOver key={each.account.address} takenOver={each} />);
}

function TakenOver({ takenOver: { account, device, at } }: { takenOver: TakenOverView }) {
  const t = useT();
  const { call } = useWorker();
  const now = useRulesNow(minute);
  const { run, isRunning, sentence } = useTask();
  const { name, browser, system } = device;
  return (
    <Notice
      kind="caution"
      title={t('takeOverNow', { account: account.name, device: name })}
      action={
        <span className="notice-actions">
          <Button kind="quiet" onClick={() => openDashboard('devices')}>
            {t('takeOverUseHere')}
          </Button>
          <Button kind="quiet" onClick={() => openDashboard(disownPage(account))}>
            {t('takeOverNotMe')}
          </Button>
          <Button
            kind="quiet"
            isDisabled={isRunning}
            onClick={() => void run(() => call('devices.dismiss', { account: account.address }))}
          >
            {t('commonClose')}
          </Button>
          {sentence && <span role="alert">{sentence}</span>}
        </span>
      }
    >
      {t('takeOverNowLead', { moment: formatMoment(t, at, now), browser, system })}
    </Notice>
  );
}
