import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import type { Millis } from '../../core/units';
import { useT } from '../language';

interface Saying {
  text: string;
  /** Takes back what was done; shows "Undo". */
  undo?: (() => void) | undefined;
}

/** Says what was done: `const say = useToast(); say({ text: t('sessionsExtended', { moment }) })`. */
type Say = (saying: Saying) => void;

const ToastContext = createContext<Say>(() => {});

const shownFor: Millis = 5_000;
const shownForUndo: Millis = 12_000;

/** Holds the one line at the bottom that says what was done. Put it around the whole page. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useT();
  const [saying, setSaying] = useState<Saying | null>(null);
  const [isHeld, setIsHeld] = useState(false);
  const say = useCallback<Say>((next) => setSaying(next), []);
  const undo = saying?.undo;
  useEffect(() => {
    if (!saying || isHeld) return;
    const timer = setTimeout(() => setSaying(null), saying.undo ? shownForUndo : shownFor);
    return () => clearTimeout(timer);
  }, [saying, isHeld]);
  return (
    <ToastContext value={say}>
      {children}
      <output className="toast-place">
        {saying && (
          <span
            className="toast"
            onPointerEnter={() => setIsHeld(true)}
            onPointerLeave={() => setIsHeld(false)}
            onFocus={() => setIsHeld(true)}
            onBlur={() => setIsHeld(false)}
          >
            <span>{saying.text}</span>
            {undo && (
              <button
                type="button"
                className="button button-quiet"
                onClick={() => {
                  setSaying(null);
                  undo();
                }}
              >
                {t('commonUndo')}
              </button>
            )}
          </span>
        )}
      </output>
    </ToastContext>
  );
}

/** Says what was done, for a moment, to the eye and to screen readers. */
export function useToast(): Say {
  return useContext(ToastContext);
}
