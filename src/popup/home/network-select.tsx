import { useT } from '../../ui/language';
import { useOverview } from '../../ui/use-overview';
import { useQuery, useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';

/** The network of the first screen, and of the next connection. */
export function NetworkSelect() {
  const t = useT();
  const { call } = useWorker();
  const { network } = useOverview();
  const { run, isRunning } = useTask();
  const networks = useQuery('networks.list', {}, ['networks']).value ?? [network];
  const select = (chain: number) => void run(() => call('networks.select', { chain }));
  return (
    <div className="select select-small">
      <select
        className="input"
        aria-label={t('networksCurrent')}
        value={network.chain}
        aria-busy={isRunning}
        onChange={(event) => select(Number(event.target.value))}
      >
        {networks.map(({ chain, name }) => (
          <option key={chain} value={chain}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
