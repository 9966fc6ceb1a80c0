import { useMemo } from 'react';
import { cleanMessage } from '../../../core/page-text';
import type { RequestView } from '../../../protocol/ui';
import { Notice } from '../../../ui/feedback/notice';
import { useT } from '../../../ui/language';
import { MessageBox } from '../../../ui/layout/message-box';
import { Preview } from '../preview';
import { Question } from '../question';
import { SiteLine } from '../site-line';
import { usePreview } from '../use-preview';

/** A message to sign (`personal_sign`), letter by letter. */
export function MessageScreen({
  view,
  isMalformedSignIn,
}: {
  view: RequestView;
  isMalformedSignIn: boolean;
}) {
  const t = useT();
  const preview = usePreview(view, 'message');
  return (
    <Question
      view={view}
      heading={t('signHeading')}
      lead={<SiteLine place={view} />}
      refuse={t('signReject')}
      approve={t('signButton')}
      isReady={preview.value !== null}
    >
      {isMalformedSignIn && <Notice kind="caution">{t('signLooksLikeSignIn')}</Notice>}
      <Preview preview={preview}>
        {({ text, hex }) => <Message text={text} hex={hex} label={t('signMessage')} />}
      </Preview>
    </Question>
  );
}

/** The text that is signed, with what is hidden in it made visible; its bytes where it is no text. */
export function Message({
  text,
  hex,
  label,
  size = 'fill',
}: {
  text: string | null;
  hex: string;
  label: string;
  size?: 'fill' | 'small';
}) {
  const t = useT();
  const shown = useMemo(() => (text === null ? null : cleanMessage(text)), [text]);
  const hasHidden = shown !== null && shown !== text?.replace(/\r\n?/g, '\n');
  return (
    <>
      {shown === null && <Notice>{t('signHex')}</Notice>}
      {hasHidden && <Notice kind="caution">{t('signHiddenCharacters')}</Notice>}
      <MessageBox label={label} text={shown ?? hex} size={size} />
    </>
  );
}
