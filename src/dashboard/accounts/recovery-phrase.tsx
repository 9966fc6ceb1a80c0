import { useEffect, useState } from 'react';
import { minute, type Millis, second } from '../../core/units';
import { WordGrid } from '../../ui/account/word-grid';
import { Button, SubmitButton } from '../../ui/controls/button';
import { wordsOf } from '../../ui/controls/masked-phrase-field';
import { formatClock } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { useNow } from '../../ui/use-now';
import { useWorker } from '../../ui/use-query';
import { AskedPasswordField, useAskedPassword } from '../password/asked-password';
import { Form, FormFoot } from '../form';
import { Panel } from '../panel';
import { goTo } from '../route';

/** How long the words stay in view. */
const shownFor: Millis = minute;

/** Shows the phrase for a minute, for its password. It goes too when nobody looks at the tab (SEC-15). */
export function RecoveryPhrase({ isOpen }: { isOpen: boolean }) {
  const t = useT();
  const [shown, setShown] = useState<{ phrase: string; until: Millis } | null>(null);
  const close = () => {
    setShown(null);
    goTo('accounts');
  };
  if (!isOpen) {
    return (
      <div className="actions">
        <Button onClick={() => goTo('accounts', 'phrase')}>{t('accountsShowPhrase')}</Button>
      </div>
    );
  }
  return (
    <Panel title={t('accountsShowPhrase')} lead={t('accountsShowPhraseLead')}>
      {shown === null ? (
        <AskPassword
          onPhrase={(phrase) => setShown({ phrase, until: Date.now() + shownFor })}
          onClose={close}
        />
      ) : (
        <Words words={wordsOf(shown.phrase)} until={shown.until} onClose={close} />
      )}
    </Panel>
  );
}

function Words({ words, until, onClose }: { words: readonly string[]; until: Millis; onClose: () => void }) {
  const t = useT();
  const left = until - useNow(second);
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver, onClose]);
  useEffect(() => {
    const hide = () => {
      if (document.visibilityState === 'hidden') onClose();
    };
    document.addEventListener('visibilitychange', hide);
    return () => document.removeEventListener('visibilitychange', hide);
  }, [onClose]);
  return (
    <>
      <WordGrid words={words} isHidden={isOver} label={t('welcomeWordsList', { count: words.length })} />
      <FormFoot>
        <span className="quiet numeric" role="timer" aria-live="off">
          {t('accountsHidesIn', { clock: formatClock(left) })}
        </span>
        <Button onClick={onClose}>{t('commonHide')}</Button>
      </FormFoot>
    </>
  );
}

function AskPassword({ onPhrase, onClose }: { onPhrase: (phrase: string) => void; onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const asked = useAskedPassword();
  const reveal = async () => {
    const outcome = await asked.use((passwordKey) => call('vault.showPhrase', { passwordKey }));
    if (outcome?.ok) onPhrase(outcome.value.phrase);
  };
  return (
    <Form isBusy={asked.isRunning} onSubmit={reveal}>
      <AskedPasswordField asked={asked} label={t('accountsRevealPassword')} hasFocusFirst />
      <FormFoot>
        <Button onClick={onClose}>{t('commonCancel')}</Button>
        <SubmitButton isBusy={asked.isRunning} isDisabled={asked.delay !== null}>
          {t('accountsRevealButton')}
        </SubmitButton>
      </FormFoot>
    </Form>
  );
}
