import { useState } from 'react';
import { CheckRow } from '../../ui/controls/check-row';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { SheetLayout } from '../../ui/layout/page-layout';
import { useQuery, useWorker } from '../../ui/use-query';
import { useTabTitle } from '../page';
import type { FreshKey } from '../password/password-key';
import { goTo } from '../route';
import { PhraseForm } from './phrase-form';

/** A new password by the recovery phrase: sessions end with `wallet-reset`, imported keys are lost, and it says so. */
export function ForgottenPassword() {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const accounts = useQuery('accounts.list', {}, ['accounts']);
  const hasImported = accounts.value?.some((account) => account.source.kind === 'private-key') ?? false;
  const [isOther, setIsOther] = useState(false);
  const [isReplacing, setIsReplacing] = useState(false);
  const reset = async (phrase: string, key: FreshKey) => {
    const replacement = { accountName: t('accountsNameDefault', { number: 1 }) };
    const reply = await call('vault.reset', { ...key, phrase, ...(isReplacing ? { replacement } : {}) });
    setIsOther(!reply.ok && reply.fault === 'wrong-phrase');
    return reply;
  };
  useTabTitle(t('forgotTitle'));
  return (
    <SheetLayout>
      <Title lead={t('forgotLead')}>{t('forgotTitle')}</Title>
      {hasImported && <Notice kind="caution">{t('forgotImportedKept')}</Notice>}
      <PhraseForm
        passwordLabel={t('forgotNewPassword')}
        submitLabel={t('forgotButton')}
        onUse={reset}
        onDone={() => {
          say({ text: t('forgotDone') });
          goTo('overview');
        }}
        onBack={() => goTo('overview')}
        onPhraseChange={() => {
          setIsOther(false);
          setIsReplacing(false);
        }}
      >
        {isOther && (
          <CheckRow
            label={t('forgotReplace')}
            detail={t('forgotReplaceHint')}
            isChecked={isReplacing}
            onChange={setIsReplacing}
          />
        )}
      </PhraseForm>
    </SheetLayout>
  );
}
