import { useRef, useState } from 'react';
import type { Account } from '../../../core/account';
import type { CommandParams } from '../../../protocol/ui';
import { TakeOverNotice } from '../../../ui/device/take-over-notice';
import { useTakeOver } from '../../../ui/device/use-take-over';
import { useT } from '../../../ui/language';
import { useWorker } from '../../../ui/use-query';
import { passwordKeyOf } from '../../password-key';
import { ApprovalPassword } from '../../unlock/approval-password';
import { useRetryDelay } from '../../unlock/use-retry-delay';
import { DecidedQuestion, type QuestionProps } from '../question';
import { useDecision } from '../use-decision';

/**
 * Whether a site may see accounts. Where another device is active for one of them, it also asks whether to use it here,
 * and for the password (SEC-31), which lives here only (SEC-15).
 */
export function ConnectQuestion({
  accounts,
  grant,
  isReady,
  ...question
}: Omit<QuestionProps, 'subject'> & {
  /** What the site will see, the one in use first. */
  accounts: readonly Account[];
  /** What it will be granted beside; null while that is not known. */
  grant: Pick<CommandParams<'request.connect'>, 'chain' | 'term'> | null;
}) {
  const t = useT();
  const { call } = useWorker();
  const { view } = question;
  const decision = useDecision(view);
  const { fault } = decision;
  const takeOver = useTakeOver(accounts, fault);
  const delay = useRetryDelay(fault);
  const [password, setPassword] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const isAsked = takeOver.question !== null;
  const sentence = takeOver.isFaultSaid ? undefined : decision.sentence;

  const connect = async () => {
    const isMissing = isAsked && password === '';
    setEmpty(isMissing);
    if (grant === null || isMissing) return;
    await decision.decide(async () => {
      const keyed = isAsked ? await passwordKeyOf(call, password) : null;
      if (keyed?.ok === false) return keyed;
      return call('request.connect', {
        id: view.id,
        accounts: accounts.map(({ address }) => address),
        ...grant,
        takeOver: keyed?.value ?? null,
      });
    });
  };
  const note = () => {
    if (isAsked) {
      return (
        <>
          <TakeOverNotice takeOver={takeOver} />
          <ApprovalPassword
            value={password}
            error={isEmpty ? t('errorPasswordEmpty') : (delay ?? sentence)}
            button={button}
            onChange={(next) => {
              setPassword(next);
              setEmpty(false);
              decision.forgetFault();
            }}
          />
        </>
      );
    }
    return sentence === undefined && takeOver.away !== null ? (
      <TakeOverNotice takeOver={takeOver} />
    ) : undefined;
  };
  return (
    <DecidedQuestion
      {...question}
      decision={decision}
      subject={isAsked ? `${view.subject} taking over` : view.subject}
      isReady={isReady && grant !== null && accounts.length > 0 && !(isAsked && delay !== null)}
      note={note()}
      button={button}
      onApprove={connect}
    />
  );
}
