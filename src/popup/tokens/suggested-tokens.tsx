import type { Token } from '../../core/token';
import { Address } from '../../ui/account/address';
import { Button } from '../../ui/controls/button';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { useOverview } from '../../ui/use-overview';
import { useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import { useTokens } from './use-tokens';

/** A token that a site suggests (EIP-747), one at a time: shown, or not, at the person's word. */
export function SuggestedTokens() {
  const { network } = useOverview();
  const [first] = useTokens(network.chain).filter(({ isSuggested }) => isSuggested);
  return first ? <Suggestion key={first.address} token={first} /> : null;
}

function Suggestion({ token }: { token: Token }) {
  const t = useT();
  const { call } = useWorker();
  const { run, isRunning, sentence } = useTask();
  const { chain, address, symbol } = token;
  const decide = (isAccepted: boolean) =>
    void run(() => call('tokens.decide', { chain, address, isAccepted }));
  return (
    <Notice
      title={t('tokensSuggested', { symbol })}
      action={
        <div className="notice-choices">
          <Button kind="quiet" isDisabled={isRunning} onClick={() => decide(true)}>
            {t('tokensKeep')}
          </Button>
          <Button kind="quiet" isDisabled={isRunning} onClick={() => decide(false)}>
            {t('tokensDismiss')}
          </Button>
        </div>
      }
    >
      <p>{t('tokensSuggestedLead')}</p>
      <Address address={address} canCopy={false} />
      {sentence && <p role="alert">{sentence}</p>}
    </Notice>
  );
}
