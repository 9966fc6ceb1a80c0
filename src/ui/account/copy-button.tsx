import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useT } from '../language';

const shownFor = 2_000;

/** Copies a text and says so: to the eye by a tick and a word, to screen readers by a status. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useT();
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'failed'>('none');
  useEffect(() => {
    if (outcome !== 'copied') return;
    const timer = setTimeout(() => setOutcome('none'), shownFor);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      // The browser may refuse the clipboard; the text stays selectable, and the person is told.
      setOutcome('failed');
    }
  };
  const said = { none: '', copied: t('commonCopied'), failed: t('commonCopyFailed') }[outcome];
  return (
    <span className="copy">
      <button type="button" className="button button-quiet" onClick={() => void copy()}>
        {outcome === 'copied' ? (
          <Check size={15} aria-hidden="true" />
        ) : (
          <Copy size={15} aria-hidden="true" />
        )}
        {label}
      </button>
      <output className="copy-said">{said}</output>
    </span>
  );
}
