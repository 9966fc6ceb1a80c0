import { useId } from 'react';
import type { Network } from '../../core/network';
import { Button } from '../../ui/controls/button';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { Disclosure } from '../../ui/layout/disclosure';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { Endpoints } from './endpoints';

/** One network: its chain, its endpoints, and whether it is the one in use. */
export function NetworkCard({
  network,
  isCurrent,
  onRemove,
}: {
  network: Network;
  isCurrent: boolean;
  onRemove: () => void;
}) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const id = useId();
  const { chain, name, currency, endpoints, source, isTestnet } = network;
  const select = async () => {
    const outcome = await task.run(() => call('networks.select', { chain }));
    if (outcome.ok) say({ text: t('networksSelected', { name }) });
  };
  return (
    <li className="row">
      <div className="card-head">
        <div className="card-words">
          <h3 id={id} className="name">
            {name}
          </h3>
          <span className="numeric">
            {t('networksFacts', { chain, symbol: currency.symbol })}
            {isTestnet && ` · ${t('networkTestnet')}`}
            {source === 'added-by-site' && ` · ${t('networksAddedBySite')}`}
          </span>
        </div>
        <div className="card-actions">
          {source !== 'built-in' && (
            <Button kind="quiet" describedBy={id} onClick={onRemove}>
              {t('networksRemove')}
            </Button>
          )}
          {isCurrent ? (
            <span className="tag" data-strong>
              {t('networksCurrent')}
            </span>
          ) : (
            <Button kind="quiet" describedBy={id} onClick={() => void select()}>
              {t('networksSelect')}
            </Button>
          )}
        </div>
      </div>
      <Disclosure label={t.count('networksEndpoints', endpoints.length)}>
        <Endpoints chain={chain} />
      </Disclosure>
      {task.sentence && (
        <p className="said" role="alert">
          {task.sentence}
        </p>
      )}
    </li>
  );
}
