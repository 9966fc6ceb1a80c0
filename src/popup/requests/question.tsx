import type { ReactNode, RefObject } from 'react';
import type { Account } from '../../core/account';
import type { Network } from '../../core/network';
import type { RequestView } from '../../protocol/ui';
import { RefuseOrApprove } from './refuse-or-approve';
import { RequestLayout } from './request-layout';
import { FramedNotice } from './site-line';
import { type Decision, useDecision } from './use-decision';

export interface QuestionProps {
  view: RequestView;
  heading: string;
  lead: ReactNode;
  account?: Account | null;
  network?: Network | null;
  refuse: string;
  approve: string;
  /** What will be approved, where it is worked out only for the screen. */
  subject?: string;
  /** Whether it can be approved as it stands; where not, the screen says why. */
  isReady: boolean;
  /** What is said while the network is away, where the question itself needs it. */
  offline?: ReactNode;
  children: ReactNode;
}

/** The screen of one request: what is asked, who asks it, and the two answers. */
export function Question({
  onApprove = (decision, subject) => decision.approve(subject),
  ...question
}: QuestionProps & { onApprove?: (decision: Decision, subject: string) => Promise<unknown> }) {
  const decision = useDecision(question.view);
  const { subject = question.view.subject } = question;
  return <DecidedQuestion {...question} decision={decision} onApprove={() => onApprove(decision, subject)} />;
}

/** The same, for who gives the person's word in a way of its own. */
export function DecidedQuestion({
  view,
  heading,
  lead,
  account = view.account,
  network = view.network,
  refuse,
  approve,
  subject = view.subject,
  isReady,
  decision,
  note,
  button,
  onApprove,
  offline,
  children,
}: QuestionProps & {
  decision: Decision;
  /** Stands above the buttons, in the place of why the decision came to nothing. */
  note?: ReactNode;
  /** The approving button, for who leads the focus there. */
  button?: RefObject<HTMLButtonElement | null>;
  onApprove: () => Promise<unknown>;
}) {
  return (
    <RequestLayout
      heading={heading}
      lead={lead}
      account={account}
      network={network}
      deadline={view.deadline}
      windowTitle={heading}
      offline={offline}
      foot={
        <RefuseOrApprove
          refuse={refuse}
          approve={approve}
          subject={subject}
          decision={decision}
          isDisabled={!isReady}
          note={note}
          button={button}
          onApprove={onApprove}
        />
      }
    >
      <FramedNotice place={view} />
      {children}
    </RequestLayout>
  );
}
