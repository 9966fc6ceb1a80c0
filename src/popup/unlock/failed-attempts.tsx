import { create } from 'zustand';
import { Button } from '../../ui/controls/button';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';

/** Wrong passwords that were entered before this popup opened; told once, after the unlock (SEC-17). */
interface FailedAttempts {
  readonly count: number;
  readonly tell: (count: number) => void;
}

export const useFailedAttempts = create<FailedAttempts>()((set) => ({
  count: 0,
  tell: (count) => set({ count }),
}));

/** Says after an unlock that somebody had entered wrong passwords. */
export function FailedAttemptsNotice() {
  const t = useT();
  const { count, tell } = useFailedAttempts();
  if (count === 0) return null;
  return (
    <Notice
      kind="caution"
      action={
        <Button kind="quiet" onClick={() => tell(0)}>
          {t('commonClose')}
        </Button>
      }
    >
      {t.count('unlockFailedBefore', count)}
    </Notice>
  );
}
