import { useState } from 'react';
import type { ChainId } from '../../core/session';
import { second } from '../../core/units';
import type { EndpointView } from '../../protocol/ui';
import { Button } from '../../ui/controls/button';
import { CheckRow } from '../../ui/controls/check-row';
import { formatLength } from '../../ui/format-time';
import { useT } from '../../ui/language';
import type { Translate } from '../../ui/translate';
import { troubleWords } from '../../ui/trouble-words';
import { useRulesNow } from '../../ui/use-overview';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { hostOfEndpoint } from './endpoint';

/** One endpoint of a network: whether it is used, how it did last, and on demand how it does now. */
export function EndpointLine({ seen, chain }: { seen: EndpointView; chain: ChainId }) {
  const t = useT();
  const { call } = useWorker();
  const now = useRulesNow(second);
  const task = useTask();
  const switching = useTask();
  const [found, setFound] = useState<{ chain: ChainId; took: number } | null>(null);
  const { endpoint, isOn } = seen;
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
        <CheckRow
          label={endpoint}
          detail={endpointWords(t, seen, now)}
          isChecked={isOn}
          onChange={(isWanted) =>
            void switching.run(() => call('endpoints.switch', { chain, endpoint, isOn: isWanted }))
          }
        />
        <Button kind="quiet" onClick={() => void test()}>
          {t('networksTestShort')}
        </Button>
      </div>
      {switching.sentence && (
        <p className="said" role="alert">
          {switching.sentence}
        </p>
      )}
      <p role="status">{said()}</p>
    </li>
  );
}

/** How an endpoint was last seen, in words. */
function endpointWords(
  t: Translate,
  { isOn, state, latency, trouble, retryAt }: EndpointView,
  now: number,
): string {
  if (!isOn) return t('connectionEndpointOff');
  if (state === 'answers') return t('connectionAnswers', { millis: latency ?? 0 });
  if (state === 'untried' || trouble === null) return t('connectionEndpointUntried');
  const words = t(troubleWords[trouble].word);
  const seconds = Math.ceil((retryAt - now) / second);
  return seconds <= 0
    ? t('connectionEndpointAwayNow', { trouble: words })
    : t('connectionEndpointAway', { trouble: words, time: formatLength(t, seconds * second) });
}
