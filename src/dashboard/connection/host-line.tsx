import { Ban, Check, CircleDashed, CloudAlert, CloudOff, type LucideIcon } from 'lucide-react';
import type { CheckedHost, ContactedHost, HostResult } from '../../core/connection';
import { useT } from '../../ui/language';
import { Disclosure } from '../../ui/layout/disclosure';
import { troubleWords } from '../../ui/trouble-words';
import { hostSentence, wordsOfUses } from './connection-words';

const pictures: Record<HostResult, LucideIcon> = {
  answers: Check,
  blocked: Ban,
  silent: CloudOff,
  unreachable: Ban,
  intercepted: CloudAlert,
  down: CloudAlert,
};

/** One host: what it is for, and what a check found, by shape and word; what exactly was seen on demand. */
export function HostLine({ host, found }: { host: ContactedHost; found: CheckedHost | null }) {
  const t = useT();
  const Picture = found === null ? CircleDashed : pictures[found.result];
  const uses = wordsOfUses(t, host.uses);
  return (
    <li className="row host-line" data-result={found?.result}>
      <span className="entry-mark">
        <Picture size={18} strokeWidth={1.75} aria-hidden="true" />
      </span>
      <div className="entry-words">
        <code>{host.host}</code>
        <span className="entry-facts">
          {t(host.isLocal ? 'connectionUsesHere' : 'connectionUses', { uses })}
        </span>
        <b className="numeric">{found === null ? t('connectionEndpointUntried') : hostSentence(t, found)}</b>
        {found !== null && found.trouble !== null && (
          <Disclosure label={t('commonDetails')}>
            <p className="quiet">{t(troubleWords[found.trouble].detail)}</p>
          </Disclosure>
        )}
      </div>
    </li>
  );
}
