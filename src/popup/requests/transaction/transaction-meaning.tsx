import type { Network } from '../../../core/network';
import type { TransactionPreview } from '../../../protocol/ui';
import { Address } from '../../../ui/account/address';
import { Crest } from '../../../ui/account/crest';
import { Notice } from '../../../ui/feedback/notice';
import { useT } from '../../../ui/language';
import { KeyValue, KeyValueList } from '../../../ui/layout/key-value-list';
import { useQuery } from '../../../ui/use-query';
import { meaningSentence, otherParty, tokenName } from './meaning-words';

/** What the transaction does, in a sentence; with whom; and what to beware of. */
export function TransactionMeaning({ told, network }: { told: TransactionPreview; network: Network }) {
  const t = useT();
  const accounts = useQuery('accounts.list', {}, ['accounts']).value;
  const { meaning } = told;
  const other = otherParty(t, told);
  const own = accounts?.find(({ address }) => address === other?.address);
  const token = meaning.kind === 'token-transfer' || meaning.kind === 'token-approval' ? meaning.token : null;
  return (
    <>
      <p className="meaning">{meaningSentence(t, told, network)}</p>
      {meaning.kind === 'token-approval' && meaning.isUnlimited && (
        <Notice kind="caution" title={t('transactionUnlimitedTitle')}>
          {t('transactionUnlimitedWarning', { token: tokenName(t, meaning.token) })}
        </Notice>
      )}
      {meaning.kind === 'approval-for-all' && meaning.isApproved && (
        <Notice kind="caution" title={t('transactionUnlimitedTitle')}>
          {t('transactionApproveAllWarning')}
        </Notice>
      )}
      {told.failure !== null && (
        <Notice kind="caution">
          {told.failure === ''
            ? t('transactionWillFailNoReason')
            : t('transactionWillFail', { reason: told.failure })}
        </Notice>
      )}
      <KeyValueList>
        {other && (
          <KeyValue label={other.label} isStacked>
            <div className="party">
              <Crest address={other.address} size={36} />
              <Address address={own?.checksummed ?? other.address} canCopy={false} />
            </div>
            {own && <p className="party-own">{t('transactionToSelf')}</p>}
          </KeyValue>
        )}
        {token && (
          <KeyValue label={t('transactionToken')} isStacked>
            <Address address={token.address} canCopy={false} />
          </KeyValue>
        )}
        <KeyValue label={t('transactionNetwork')}>{network.name}</KeyValue>
      </KeyValueList>
    </>
  );
}
