import type { ReactNode } from 'react';
import { ApproveButton } from '../../ui/controls/approve-button';
import { RefuseButton } from '../../ui/controls/button';
import { Foot } from '../../ui/layout/screen-layout';
import type { Decision } from './use-decision';

/** The two buttons of a request: the refusing one, which has the focus first, and the one that approves (SEC-7). */
export function RefuseOrApprove({
  refuse,
  approve,
  subject,
  decision,
  isDisabled = false,
  note,
  onApprove,
}: {
  refuse: string;
  approve: string;
  /** What will be approved; when it changes, the delay begins again. */
  subject: string;
  decision: Decision;
  /** Cannot be approved as it stands; the screen says why. */
  isDisabled?: boolean;
  /** Said above the buttons, unless the decision came to nothing and that is to be said. */
  note?: ReactNode;
  onApprove: () => Promise<unknown>;
}) {
  return (
    <Foot
      note={
        decision.sentence ? (
          <span className="foot-fault" role="alert">
            {decision.sentence}
          </span>
        ) : (
          note
        )
      }
    >
      <RefuseButton isDisabled={decision.isBusy} onClick={() => void decision.decline()}>
        {refuse}
      </RefuseButton>
      <ApproveButton
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
