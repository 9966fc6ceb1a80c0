import { useEffect, useRef } from 'react';

/** Calls `act` once each time that `isTrue` becomes true. */
export function useWhenTrue(isTrue: boolean, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  }, [act]);
  useEffect(() => {
    if (isTrue) latest.current();
  }, [isTrue]);
}
