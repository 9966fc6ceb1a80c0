import { useMemo } from 'react';
import { cleanMessage } from '../../../core/page-text';
import type { RequestView } from '../../../protocol/ui';
import { useT } from '../../../ui/language';
import { Disclosure } from '../../../ui/layout/disclosure';
import { KeyValue, KeyValueList } from '../../../ui/layout/key-value-list';
import { MessageBox } from '../../../ui/layout/message-box';
import { PermitNotice } from './permit-notice';
import { Preview } from '../preview';
import { Question } from '../question';
import { SiteLine } from '../site-line';
import { TypedFields } from './typed-fields';
import { type PreviewOf, usePreview } from '../use-preview';

/** Structured data to sign (EIP-712): what it permits in words, its fields, the raw text on demand. */
export function TypedDataScreen({ view, data }: { view: RequestView; data: string }) {
  const t = useT();
  const preview = usePreview(view, 'typed-data');
  return (
    <Question
      view={view}
      heading={t('signHeading')}
      lead={<SiteLine place={view} />}
      refuse={t('signReject')}
      approve={t('signButton')}
      isReady={preview.value !== null}
    >
      <Preview preview={preview}>{(told) => <TypedData told={told} data={data} />}</Preview>
    </Question>
  );
}

function TypedData({ told, data }: { told: PreviewOf<'typed-data'>; data: string }) {
  const t = useT();
  const raw = useMemo(() => cleanMessage(indented(data)), [data]);
  return (
    <>
      {told.permit ? <PermitNotice permit={told.permit} /> : <p className="lead">{t('typedDataLead')}</p>}
      <KeyValueList>
        {told.domainName !== null && <KeyValue label={t('typedDataDomain')}>{told.domainName}</KeyValue>}
        <KeyValue label={t('typedDataType')}>{told.primaryType}</KeyValue>
      </KeyValueList>
      <TypedFields fields={told.fields} />
      <Disclosure label={t('commonDetails')}>
        <MessageBox label={t('typedDataRaw')} text={raw} size="small" />
      </Disclosure>
    </>
  );
}

function indented(data: string): string {
  try {
    const parsed: unknown = JSON.parse(data);
    return JSON.stringify(parsed, null, 2);
  } catch {
    // What is held was checked when it was asked; as it stands it can still be read.
    return data;
  }
}
