import type { ReactNode } from 'react';
import type { Account } from '../../core/account';
import type { Network } from '../../core/network';
import type { RequestView } from '../../protocol/ui';
import { RefuseOrApprove } from './refuse-or-approve';
import { RequestLayout } from './request-layout';
import { FramedNotice } from './site-line';
import { type Decision, useDecision } from './use-decision';

/** The screen of one request: what is asked, who asks it, and the two answers. */
export function Question({
  view,
  heading,
  lead,
  account = view.account,
  network = view.network,
  refuse,
  approve,
  subject = view.subject,
  isReady,
  onApprove = (decision) => decision.approve(subject),
  offline,
  children,
}: {
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
  onApprove?: (decision: Decision) => Promise<unknown>;
  /** What is said while the network is away, where the question itself needs it. */
  offline?: ReactNode;
  children: ReactNode;
}) {
  const decision = useDecision(view);
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
          onApprove={() => onApprove(decision)}
        />
      }
    >
      <FramedNotice place={view} />
      {children}
    </RequestLayout>
  );
}
