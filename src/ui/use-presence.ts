import { useEffect } from 'react';
import { type Millis, second } from '../core/units';
import { useWorker } from './use-query';

/** The worker is told at most this often. */
const toldEvery: Millis = 20 * second;

/** Tells the worker that the person is at this page, with each click or key, so that the auto-lock starts again. */
export function usePresence(): void {
  const { call } = useWorker();
  useEffect(() => {
    let toldAt = Number.NEGATIVE_INFINITY;
    const tell = ({ isTrusted }: Event) => {
      if (!isTrusted || performance.now() - toldAt < toldEvery) return;
      toldAt = performance.now();
      call('person.isHere', {}).catch(() => {
        // A worker that cannot be reached locks by its own clock; the next click tells it again.
        toldAt = Number.NEGATIVE_INFINITY;
      });
    };
    const events = ['pointerdown', 'keydown'] as const;
    for (const event of events) window.addEventListener(event, tell, { capture: true });
    return () => {
      for (const event of events) window.removeEventListener(event, tell, { capture: true });
    };
  }, [call]);
}
