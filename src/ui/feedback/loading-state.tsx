import { useT } from '../language';

/** Something is being read: quiet bars in place of words, which appear only when it takes more than 150 ms. */
export function LoadingState({ lines = 3, label }: { lines?: number; label?: string }) {
  const t = useT();
  return (
    <output className="loading" aria-label={label ?? t('commonLoading')}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className="loading-line" />
      ))}
    </output>
  );
}
