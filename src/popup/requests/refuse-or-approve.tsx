import type { ReactNode, RefObject } from 'react';
import { ApproveButton } from '../../ui/controls/approve-button';
import { Button, RefuseButton } from '../../ui/controls/button';
import { useT } from '../../ui/language';
import { Foot } from '../../ui/layout/screen-layout';
import { openDashboard } from '../place';
import type { Decision } from './use-decision';

/** The two buttons of a request: the refusing one, which has the focus first, and the one that approves (SEC-7). */
export function RefuseOrApprove({
  refuse,
  approve,
  subject,
  decision,
  isDisabled = false,
  note,
  button,
  onApprove,
}: {
  refuse: string;
  approve: string;
  /** What will be approved; when it changes, the delay begins again. */
  subject: string;
  decision: Decision;
  /** Cannot be approved as it stands; the screen says why. */
  isDisabled?: boolean;
  /** Stands above the buttons, in the place of why the decision came to nothing. */
  note?: ReactNode;
  /** The approving button, for who leads the focus there. */
  button?: RefObject<HTMLButtonElement | null> | undefined;
  onApprove: () => Promise<unknown>;
}) {
  return (
    <Foot note={note ?? (decision.sentence && <WhyNot decision={decision} />)}>
      <RefuseButton isDisabled={decision.isBusy} onClick={() => void decision.decline()}>
        {refuse}
      </RefuseButton>
      <ApproveButton
        buttonRef={button}
        subject={subject}
        isDisabled={isDisabled}
        isBusy={decision.isBusy}
        onApprove={() => void onApprove()}
      >
        {approve}
      </ApproveButton>
    </Foot>
  );
}

/** Why the decision came to nothing; where a device stands in the way, that the request waits, and what can be done. */
function WhyNot({ decision: { fault, sentence } }: { decision: Decision }) {
  const t = useT();
  const isElsewhere = fault?.fault === 'active-elsewhere';
  return (
    <>
      <span className="foot-fault" role="alert">
        {sentence}
      </span>
      {(isElsewhere || fault?.fault === 'relays-away') && <span>{t('takeOverKeepsWaiting')}</span>}
      {isElsewhere && (
        <span>
          <Button kind="quiet" onClick={() => openDashboard('devices')}>
            {t('takeOverUseHere')}
          </Button>
        </span>
      )}
    </>
  );
}
