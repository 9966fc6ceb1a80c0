import { useState } from 'react';
import { useT } from '../language';

/** Shown at first; a message of a megabyte would hold up the screen. */
const shownFirst = 20_000;

/**
 * What will be signed, letter by letter, in a box of its own that scrolls and can be reached by keyboard. Give it text
 * that was cleaned; a very long one is shown whole on demand.
 */
export function MessageBox({
  label,
  text,
  size = 'fill',
}: {
  label: string;
  text: string;
  /** `fill` takes the height that is left on the screen; `small` some lines. */
  size?: 'fill' | 'small' | undefined;
}) {
  const t = useT();
  const [isWhole, setIsWhole] = useState(false);
  const isCut = !isWhole && text.length > shownFirst;
  return (
    <div className="message" data-size={size}>
      <h2>{label}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <section className="message-box" aria-label={label} tabIndex={0}>
        <pre>{isCut ? `${text.slice(0, shownFirst)}…` : text}</pre>
        {isCut && (
          <button type="button" className="button button-quiet" onClick={() => setIsWhole(true)}>
            {t('commonShowAll')} ({t.count('signMessageSize', text.length)})
          </button>
        )}
      </section>
    </div>
  );
}
