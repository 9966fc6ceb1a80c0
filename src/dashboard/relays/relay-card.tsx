import { useId } from 'react';
import { minute } from '../../core/units';
import { cleanText } from '../../core/page-text';
import type { RelayHealth } from '../../core/relay-health';
import { Button } from '../../ui/controls/button';
import { formatMoment } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { KeyValue, KeyValueList } from '../../ui/layout/key-value-list';
import { useRulesNow } from '../../ui/use-overview';
import { DroppedMessages } from './dropped-messages';
import { reachSentence, relayName } from './relay-words';
import { useTrial } from './use-trial';

/** One relay: whether it is reached, what it has told, and on demand how it does now. */
export function RelayCard({
  relay,
  isAlone,
  onRemove,
}: {
  relay: RelayHealth;
  /** There is no other to compare it with. */
  isAlone: boolean;
  /** Null where nobody here may. */
  onRemove: (() => void) | null;
}) {
  const t = useT();
  const now = useRulesNow(minute);
  const trial = useTrial();
  const id = useId();
  const { address, lastClaimAt, isAgreeing, refusal } = relay;
  return (
    <li className="row">
      <div className="card-head">
        <div className="card-words">
          <h3 id={id} className="name">
            {relayName(address)}
          </h3>
          {trial.said === '' && <span className="numeric">{reachSentence(t, relay)}</span>}
          <span className="numeric" role="status">
            {trial.said}
          </span>
        </div>
        <div className="card-actions">
          <Button
            kind="quiet"
            describedBy={id}
            isDisabled={trial.isRunning}
            onClick={() => void trial.test(address)}
          >
            {t('relaysTest')}
          </Button>
          {onRemove !== null && (
            <Button kind="quiet" describedBy={id} onClick={onRemove}>
              {t('relaysRemove')}
            </Button>
          )}
        </div>
      </div>
      <KeyValueList>
        <KeyValue label={t('relaysLastNote')}>
          {lastClaimAt === null ? t('relaysNoNote') : formatMoment(t, lastClaimAt, now)}
        </KeyValue>
        {!isAlone && isAgreeing !== null && (
          <KeyValue label={t('relaysCompared')}>{t(isAgreeing ? 'relaysAgrees' : 'relaysBehind')}</KeyValue>
        )}
        {refusal !== null && (
          <KeyValue label={t('relaysRefused')} isStacked>
            {cleanText(refusal, longestRefusal) || t('relaysRefusedUnsaid')}
          </KeyValue>
        )}
      </KeyValueList>
      <DroppedMessages dropped={relay.dropped} />
    </li>
  );
}

/** What a relay says is another's text: so many code points of it are shown (SEC-13). */
const longestRefusal = 200;
