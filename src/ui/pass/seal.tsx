import type { Millis } from '../../core/units';
import { formatTimeLeft } from '../format-time';
import { useT } from '../language';

const radius = 32;
const round = 2 * Math.PI * radius;

/** The time left, as a ring that empties and a number that says it too. */
export function Seal({ left, of }: { left: Millis; of: Millis }) {
  const t = useT();
  const time = formatTimeLeft(t, left);
  const share = of > 0 ? Math.min(1, Math.max(0, left / of)) : 0;
  return (
    <div className="seal">
      <svg viewBox="0 0 72 72" aria-hidden="true">
        <circle className="seal-track" cx="36" cy="36" r={radius} />
        <circle
          className="seal-ring"
          cx="36"
          cy="36"
          r={radius}
          strokeDasharray={`${round * share} ${round}`}
          transform="rotate(-90 36 36)"
        />
      </svg>
      <span className="seal-words">
        {time.before && <small>{time.before} </small>}
        <b>{time.number}</b>
        {time.after && <small> {time.after}</small>}
      </span>
    </div>
  );
}
