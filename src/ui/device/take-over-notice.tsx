import { Notice } from '../feedback/notice';
import { useT } from '../language';
import type { TakeOver } from './use-take-over';

/** The question whether to use accounts here, with what comes of it; and that the relays are away. Nothing otherwise. */
export function TakeOverNotice({ takeOver: { question, away } }: { takeOver: TakeOver }) {
  const t = useT();
  return (
    <>
      {question !== null && (
        <Notice title={question} isAnnounced>
          <p className="quiet">{t('takeOverEnds')}</p>
        </Notice>
      )}
      {away !== null && (
        <Notice kind="offline" isAnnounced>
          {away}
        </Notice>
      )}
    </>
  );
}
