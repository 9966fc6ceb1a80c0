import type { Millis } from '../../core/units';
import { formatStamp } from '../format-time';
import { useT } from '../language';

/** The stamp across an ended pass: that it ended, and when. */
export function Stamp({ at, now, size = 'small' }: { at: Millis; now: Millis; size?: 'small' | 'big' }) {
  const t = useT();
  return (
    <div className="stamp" data-size={size}>
      <b>{t('endStamp')}</b>
      <time dateTime={new Date(at).toISOString()}>{formatStamp(t, at, now)}</time>
    </div>
  );
}
