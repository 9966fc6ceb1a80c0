import { X } from 'lucide-react';
import { Crest } from '../../ui/account/crest';
import { IconButton } from '../../ui/controls/icon-button';
import { shortAddress } from '../../ui/format-amount';
import { useT } from '../../ui/language';
import { Section } from '../../ui/layout/heading';
import { useOverview } from '../../ui/use-overview';
import { useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import { useTokens } from './use-tokens';

/** The tokens that the person watches on the current network; nothing where there is none. */
export function TokenList() {
  const t = useT();
  const { call } = useWorker();
  const { network } = useOverview();
  const { run, isRunning } = useTask();
  const watched = useTokens(network.chain).filter(({ isSuggested }) => !isSuggested);
  if (watched.length === 0) return null;
  return (
    <Section title={t('tokensHeading')}>
      <ul className="rows">
        {watched.map(({ chain, address, symbol }) => (
          <li key={address}>
            <Crest address={address} size={30} />
            <span className="row-words">
              <b>{symbol}</b>
              <span className="numeric">{shortAddress(address)}</span>
            </span>
            <IconButton
              label={t('tokensForget', { symbol })}
              icon={<X />}
              isDisabled={isRunning}
              onClick={() => void run(() => call('tokens.decide', { chain, address, isAccepted: false }))}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
