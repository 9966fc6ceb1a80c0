import type { NetworkAsk } from '../../../core/held-request';
import { cleanText } from '../../../core/page-text';
import type { RequestView } from '../../../protocol/ui';
import { HostName } from '../../../ui/account/host-name';
import { Button } from '../../../ui/controls/button';
import { CheckRow } from '../../../ui/controls/check-row';
import { Notice } from '../../../ui/feedback/notice';
import { Said, useT } from '../../../ui/language';
import { KeyValue, KeyValueList } from '../../../ui/layout/key-value-list';
import { useDraft } from '../../use-draft';
import { Preview } from '../preview';
import { Question } from '../question';
import { type PreviewOf, usePreview } from '../use-preview';

/** A site would like to add a network (EIP-3085). Nothing is switched unless the person ticks it. */
export function AddNetworkScreen({ view, asked }: { view: RequestView; asked: NetworkAsk }) {
  const t = useT();
  const preview = usePreview(view, 'network');
  const alsoSwitch = useDraft(`request:${view.id}`, true, readBoolean);
  const told = preview.value;
  return (
    <Question
      view={view}
      heading={t('networkAddHeading')}
      lead={<Said message="networkAddLead" with={{ host: <HostName host={view.host} /> }} />}
      account={view.session?.accounts[0] ?? null}
      refuse={t('networkReject')}
      approve={t('networkApprove')}
      isReady={told !== null && told.reportedChain === null && alsoSwitch.isKnown}
      onApprove={(decision) => decision.approve(view.subject, { alsoSwitch: alsoSwitch.value })}
    >
      <Preview preview={preview} loading={t('networkAddChecking')}>
        {(known) => <Findings told={known} asked={asked} onRetry={preview.reload} />}
      </Preview>
      <KeyValueList>
        <KeyValue label={t('networksName')}>{asked.name}</KeyValue>
        <KeyValue label={t('networkChainId')}>{asked.chain}</KeyValue>
        <KeyValue label={t('networkCurrency')}>{cleanText(asked.currency.symbol)}</KeyValue>
        {asked.endpoints.map((endpoint) => (
          <KeyValue key={endpoint} label={t('networkEndpoint')} isStacked>
            {endpoint}
          </KeyValue>
        ))}
        {asked.explorer !== null && (
          <KeyValue label={t('networkExplorer')} isStacked>
            {asked.explorer}
          </KeyValue>
        )}
      </KeyValueList>
      <CheckRow label={t('networkAlsoSwitch')} isChecked={alsoSwitch.value} onChange={alsoSwitch.change} />
    </Question>
  );
}

/** What asking the endpoints brought to light: one that lies, one that is silent, or a network that is new here. */
function Findings({
  told,
  asked,
  onRetry,
}: {
  told: PreviewOf<'network'>;
  asked: NetworkAsk;
  onRetry: () => void;
}) {
  const t = useT();
  if (told.reportedChain !== null) {
    return (
      <Notice kind="caution" isAnnounced>
        {t('networkAddLies', { actual: told.reportedChain, expected: asked.chain })}
      </Notice>
    );
  }
  return (
    <>
      {told.hasUnreachableEndpoint && (
        <Notice
          kind="caution"
          action={
            <Button kind="quiet" onClick={onRetry}>
              {t('commonTryAgain')}
            </Button>
          }
        >
          {t('networkAddUnreachable')}
        </Notice>
      )}
      {told.isKnown ? (
        <Notice>{t('networkAddKnown')}</Notice>
      ) : (
        <Notice kind="caution">{t('networkAddUnknown')}</Notice>
      )}
    </>
  );
}

function readBoolean(kept: unknown): boolean | null {
  return typeof kept === 'boolean' ? kept : null;
}
