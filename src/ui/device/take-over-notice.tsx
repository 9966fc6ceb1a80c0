import { Notice } from '../feedback/notice';
import { useT } from '../language';
import type { TakeOver } from './use-take-over';

/** The question whether to use accounts here, with what comes of it, in few lines; and that the relays are away. Nothing otherwise. */
export function TakeOverNotice({ takeOver: { question, away } }: { takeOver: TakeOver }) {
  const t = useT();
  return (
    <>
      {question !== null && (
        <p className="take-over" role="alert">
          <b>{question}</b> {t('takeOverEnds')}
        </p>
      )}
      {away !== null && (
        <Notice kind="offline" isAnnounced>
          {away}
        </Notice>
      )}
    </>
  );
}
