import { useState } from 'react';
import type { Field } from '../../../core/typed-data-fields';
import { Button } from '../../../ui/controls/button';
import { useT } from '../../../ui/language';

/** Shown at first; thousands of lines would hold up the screen. */
const shownFirst = 200;
const deepest = 6;

/** The fields of typed data, one line each, those of a structure under its name. */
export function TypedFields({ fields }: { fields: readonly Field[] }) {
  const t = useT();
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? fields : fields.slice(0, shownFirst);
  return (
    <section className="section" aria-label={t('typedDataMessage')}>
      <h2>{t('typedDataMessage')}</h2>
      <dl className="typed-fields">
        {shown.map(({ name, value, depth }, index) => (
          // Fields are told apart by their place only, and never move.
          <div key={index} data-depth={Math.min(depth, deepest)} data-heads={value === null || undefined}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {shown.length < fields.length && (
        <Button kind="quiet" onClick={() => setIsWhole(true)}>
          {t('commonShowAll')} ({fields.length})
        </Button>
      )}
    </section>
  );
}
