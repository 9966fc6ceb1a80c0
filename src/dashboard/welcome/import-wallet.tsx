import { useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { useWorker } from '../../ui/use-query';
import { goInstead } from '../route';
import { PhraseForm } from './phrase-form';

/** A wallet from a phrase that is already there. */
export function ImportWallet({ onMade }: { onMade: () => void }) {
  const t = useT();
  const { call } = useWorker();
  return (
    <>
      <Title lead={t('welcomeImportLead')}>{t('welcomeImportTitle')}</Title>
      <PhraseForm
        passwordLabel={t('welcomePassword')}
        submitLabel={t('commonContinue')}
        onUse={(phrase, key) =>
          call('vault.create', {
            ...key,
            phrase,
            accountName: t('accountsNameDefault', { number: 1 }),
            isPhraseSaved: true,
          })
        }
        onDone={onMade}
        onBack={() => goInstead('welcome')}
      />
    </>
  );
}
