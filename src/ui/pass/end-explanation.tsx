import type { SessionEnd } from '../../core/end-reason';
import type { Millis } from '../../core/units';
import { endWords } from '../end-reason';
import { useT } from '../language';
import { Disclosure } from '../layout/disclosure';
import { EndGlyph } from './end-glyph';

/** Why a session ended: its picture and sentence, and on demand the longer answer and what the person can do. */
export function EndExplanation({
  end,
  now,
  disownAt,
}: {
  end: SessionEnd;
  now: Millis;
  /** The page where the account is taken back, where another device took it over and it was not the person. */
  disownAt: string | undefined;
}) {
  const t = useT();
  const words = endWords(t, end, now);
  return (
    <div className="end-explanation">
      <EndGlyph reason={end.reason} size={28} />
      <p className="end-sentence">{words.sentence}</p>
      <Disclosure label={t('endWhyQuestion')}>
        <p>{words.why}</p>
        <p>{words.next}</p>
      </Disclosure>
      {end.reason === 'taken-over' && disownAt !== undefined && (
        <a className="link end-disown" href={disownAt} target="_blank" rel="noreferrer">
          {t('takeOverNotMe')}
        </a>
      )}
    </div>
  );
}

/** The end in a few words with its small picture, for a line under a host: "Not used for 7 days". */
export function EndLine({ end, now }: { end: SessionEnd; now: Millis }) {
  const t = useT();
  return (
    <span className="end-line">
      <EndGlyph reason={end.reason} size={15} />
      {endWords(t, end, now).sentence}
    </span>
  );
}
