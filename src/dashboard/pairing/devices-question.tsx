import { Button } from '../../ui/controls/button';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { Panel } from '../panel';
import { FirstRelays } from './first-relays';

/** Asks, once, whether other devices have this wallet too. */
export function DevicesQuestion() {
  const t = useT();
  const { call } = useWorker();
  const task = useTask();
  return (
    <Panel title={t('relaysQuestion')} lead={t('relaysQuestionLead')}>
      <FirstRelays suggest={t('relaysYes')}>
        <Button
          isBusy={task.isRunning}
          onClick={() => void task.run(() => call('relays.set', { relays: [] }))}
        >
          {t('relaysNotNow')}
        </Button>
      </FirstRelays>
      {task.sentence && <Notice isAnnounced>{task.sentence}</Notice>}
    </Panel>
  );
}
