import { useState } from 'react';
import { WordGrid } from '../../ui/account/word-grid';
import { Button } from '../../ui/controls/button';
import { useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { FormFoot } from '../form';

/** The second step: the words, to be written down. There is no button that copies them: a clipboard is read by others. */
export function PhraseWords({ words, onWritten }: { words: readonly string[]; onWritten: () => void }) {
  const t = useT();
  const [isHidden, setIsHidden] = useState(false);
  return (
    <>
      <Title lead={t('welcomeWordsLead')}>{t('welcomeWordsTitle')}</Title>
      <WordGrid words={words} isHidden={isHidden} label={t('welcomeWordsList', { count: words.length })} />
      <FormFoot>
        <Button kind="quiet" onClick={() => setIsHidden(!isHidden)}>
          {t(isHidden ? 'welcomeWordsReveal' : 'welcomeWordsHide')}
        </Button>
        <Button kind="commit" onClick={onWritten}>
          {t('commonContinue')}
        </Button>
      </FormFoot>
    </>
  );
}
