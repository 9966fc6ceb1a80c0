import { allowListOf, type ContactedHost } from '../../core/connection';
import { CopyButton } from '../../ui/account/copy-button';
import { useT } from '../../ui/language';
import { MessageBox } from '../../ui/layout/message-box';

/** The hosts outside this computer, one a line, for whoever runs a firewall. */
export function AllowList({ hosts }: { hosts: readonly ContactedHost[] }) {
  const t = useT();
  const lines = allowListOf(hosts);
  const text = lines.join('\n');
  const hasRelays = lines.some((line) => line.startsWith('wss:'));
  if (text === '') return null;
  return (
    <div className="diagnostics">
      <MessageBox label={t('connectionAllowTitle')} text={text} size="small" />
      <CopyButton text={text} label={t('commonCopy')} />
      <p className="quiet">{t(hasRelays ? 'connectionAllowLeadRelays' : 'connectionAllowLead')}</p>
    </div>
  );
}
