import type { ContactedHost } from '../../core/connection';
import { CopyButton } from '../../ui/account/copy-button';
import { useT } from '../../ui/language';
import { Section } from '../../ui/layout/heading';
import { MessageBox } from '../../ui/layout/message-box';

/** The hosts outside this computer, one a line, for whoever runs a firewall. */
export function AllowList({ hosts }: { hosts: readonly ContactedHost[] }) {
  const t = useT();
  const text = hosts
    .filter(({ isLocal }) => !isLocal)
    .map(({ host }) => host)
    .join('\n');
  if (text === '') return null;
  return (
    <Section title={t('connectionAllowTitle')}>
      <p className="quiet">{t('connectionAllowLead')}</p>
      <div className="diagnostics">
        <MessageBox label={t('connectionAllowTitle')} text={text} size="small" />
        <CopyButton text={text} label={t('commonCopy')} />
      </div>
    </Section>
  );
}
