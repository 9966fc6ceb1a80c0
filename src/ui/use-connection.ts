import { useCallback, useEffect, useState } from 'react';
import type { ChainId } from '../core/session';
import type { ConnectionView } from '../protocol/ui';
import { useQuery, useWorker } from './use-query';
import { useWhenTrue } from './use-when-true';

/** What is known of a network's connection, and the way to find out anew. */
export interface Connection {
  /** Null before the worker has told. */
  readonly view: ConnectionView | null;
  readonly isAway: boolean;
  readonly probe: () => void;
  /** The same, where there is hope: the person wants it tried. */
  readonly tryAgain: () => void;
  readonly isProbing: boolean;
}

/**
 * Follows whether a network can be reached, as calls to it have shown.
 * @param onBack it answers again after it was away
 */
export function useConnection(chain: ChainId | null, onBack: () => void = () => {}): Connection {
  const { call } = useWorker();
  const { value: view, reload } = useQuery('connection.get', chain === null ? null : { chain }, [
    'connection',
    'transactions',
    'networks',
  ]);
  const [isProbing, setProbing] = useState(false);
  const [wasAway, setWasAway] = useState(false);
  const isAway = view?.isAway ?? false;
  if (isAway && !wasAway) setWasAway(true);
  useWhenTrue(wasAway && !isAway, () => {
    setWasAway(false);
    onBack();
  });

  const ask = useCallback(
    (isHopeful: boolean) => {
      if (chain === null) return;
      setProbing(true);
      const settle = () => {
        setProbing(false);
        reload();
      };
      // A worker that cannot be reached is told by everything else on the screen.
      call('connection.probe', { chain, isHopeful }).then(settle, settle);
    },
    [call, chain, reload],
  );
  const probe = useCallback(() => ask(false), [ask]);
  const tryAgain = useCallback(() => ask(true), [ask]);

  // What the browser says is a reason to ask, not an answer.
  useEffect(() => {
    window.addEventListener('online', tryAgain);
    window.addEventListener('offline', probe);
    return () => {
      window.removeEventListener('online', tryAgain);
      window.removeEventListener('offline', probe);
    };
  }, [probe, tryAgain]);
  return { view, isAway, probe, tryAgain, isProbing };
}
