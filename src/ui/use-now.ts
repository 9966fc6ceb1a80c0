import { useEffect, useState } from 'react';
import type { Millis } from '../core/units';

/**
 * The time for a display, told anew every `period` while the page is visible, and at once when it becomes visible
 * again. It shows; it never decides.
 */
export function useNow(period: Millis): Millis {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const tick = () => setNow(Date.now());
    const follow = () => {
      clearInterval(timer);
      if (document.visibilityState !== 'visible') return;
      tick();
      timer = setInterval(tick, period);
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', follow);
    };
  }, [period]);
  return now;
}
