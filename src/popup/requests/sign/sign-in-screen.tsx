import { parseMoment } from '../../../core/moment';
import { cleanMessage, cleanText } from '../../../core/page-text';
import type { SignIn } from '../../../core/sign-in';
import { minute } from '../../../core/units';
import type { RequestView } from '../../../protocol/ui';
import { formatMoment } from '../../../ui/format-time';
import { useT } from '../../../ui/language';
import { Disclosure } from '../../../ui/layout/disclosure';
import { KeyValue, KeyValueList } from '../../../ui/layout/key-value-list';
import { useRulesNow } from '../../../ui/use-overview';
import { useQuery } from '../../../ui/use-query';
import { Message } from './message-screen';
import { Preview } from '../preview';
import { Question } from '../question';
import { usePreview } from '../use-preview';

/** "Sign-In with Ethereum" (EIP-4361), checked: what it says in words, the whole text on demand. */
export function SignInScreen({ view, signIn }: { view: RequestView; signIn: SignIn }) {
  const t = useT();
  const preview = usePreview(view, 'message');
  const heading = t('signInHeading', { host: view.host });
  return (
    <Question
      view={view}
      heading={heading}
      lead={t('signInLead')}
      refuse={t('signReject')}
      approve={t('signButton')}
      isReady={preview.value !== null}
    >
      {signIn.statement !== null && (
        <blockquote className="statement">{cleanMessage(signIn.statement)}</blockquote>
      )}
      <SignInFacts view={view} signIn={signIn} />
      <Disclosure label={t('commonDetails')}>
        <Preview preview={preview}>
          {({ text, hex }) => <Message text={text} hex={hex} label={t('signInFullMessage')} size="small" />}
        </Preview>
      </Disclosure>
    </Question>
  );
}

function SignInFacts({ view, signIn }: { view: RequestView; signIn: SignIn }) {
  const t = useT();
  const now = useRulesNow(minute);
  const networks = useQuery('networks.list', {}, ['networks']).value;
  const network = networks?.find(({ chain }) => chain === signIn.chain)?.name ?? String(signIn.chain);
  const momentOf = (text: string) => {
    const moment = parseMoment(text);
    return moment === null ? cleanText(text) : formatMoment(t, moment, now);
  };
  return (
    <KeyValueList>
      <KeyValue label={t('signWith')}>{view.account?.name ?? t('commonUnknown')}</KeyValue>
      <KeyValue label={t('commonNetwork')}>{network}</KeyValue>
      <KeyValue label={t('signInAddress')} isStacked={signIn.uri.length > 34}>
        {cleanText(signIn.uri, 300)}
      </KeyValue>
      <KeyValue label={t('signInIssued')}>{momentOf(signIn.issuedAt)}</KeyValue>
      {signIn.notBefore !== null && (
        <KeyValue label={t('signInNotBefore')}>{momentOf(signIn.notBefore)}</KeyValue>
      )}
      {signIn.expirationTime !== null && (
        <KeyValue label={t('signInExpires')}>{momentOf(signIn.expirationTime)}</KeyValue>
      )}
      {signIn.requestId !== null && (
        <KeyValue label={t('signInRequestId')}>{cleanText(signIn.requestId)}</KeyValue>
      )}
      {signIn.resources.length > 0 && (
        <KeyValue label={t('signInResources')} isStacked>
          <ul>
            {signIn.resources.map((resource) => (
              <li key={resource}>{cleanText(resource, 300)}</li>
            ))}
          </ul>
        </KeyValue>
      )}
    </KeyValueList>
  );
}
