import { useState } from 'react';
import type { ChainId } from '../../core/session';
import { Button } from '../../ui/controls/button';
import { useT } from '../../ui/language';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { hostOfEndpoint } from './endpoint';

/** One endpoint of a network, and on demand whether it answers, how fast, and as which chain. */
export function EndpointLine({ endpoint, chain }: { endpoint: string; chain: ChainId }) {
  const t = useT();
  const { call } = useWorker();
  const task = useTask();
  const [found, setFound] = useState<{ chain: ChainId; took: number } | null>(null);
  const test = async () => {
    setFound(null);
    const outcome = await task.run(() => call('networks.test', { endpoint }));
    if (outcome.ok) setFound(outcome.value);
  };
  const host = hostOfEndpoint(endpoint);
  const said = () => {
    if (task.isRunning) return t('networksTesting');
    if (task.fault?.fault === 'chain-unreachable') return t('errorEndpointDead', { host });
    if (task.sentence) return task.sentence;
    if (found === null) return '';
    if (found.chain !== chain) return t('networksOtherChain', { host, actual: found.chain, expected: chain });
    return t('networksTestGood', { chain: found.chain, millis: Math.round(found.took) });
  };
  return (
    <li className="endpoint">
      <div className="endpoint-head">
        <code>{endpoint}</code>
        <Button kind="quiet" onClick={() => void test()}>
          {t('networksTestShort')}
        </Button>
      </div>
      <p role="status">{said()}</p>
    </li>
  );
}
