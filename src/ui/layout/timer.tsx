import { second, type Millis } from '../../core/units';
import { formatClock } from '../format-time';
import { useT } from '../language';
import { useRulesNow } from '../use-overview';

/** A countdown in words: "4:12 left". Not announced as it runs. */
export function Timer({ until }: { until: Millis }) {
  const t = useT();
  const left = until - useRulesNow(second);
  return (
    <span className="timer numeric" role="timer" aria-live="off">
      {left > 0 ? t('timeLeftClock', { clock: formatClock(left) }) : t('timeUp')}
    </span>
  );
}
