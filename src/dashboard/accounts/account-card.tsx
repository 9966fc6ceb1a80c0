import { useId, useRef, useState } from 'react';
import type { Account } from '../../core/account';
import { Address } from '../../ui/account/address';
import { CopyButton } from '../../ui/account/copy-button';
import { Crest } from '../../ui/account/crest';
import { QrCode } from '../../ui/account/qr-code';
import { Button } from '../../ui/controls/button';
import { useT } from '../../ui/language';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { RenameAccount } from './rename-account';

/** One account: its name, its whole address, what it holds, and what can be done with it. */
export function AccountCard({
  account,
  balance,
  isSelected,
  isOnly,
  hasCodeFirst,
  onRemove,
}: {
  account: Account;
  balance: string;
  isSelected: boolean;
  /** The last account stays. */
  isOnly: boolean;
  /** Opens with its QR code, to receive. */
  hasCodeFirst: boolean;
  onRemove: () => void;
}) {
  const t = useT();
  const { call } = useWorker();
  const task = useTask();
  const id = useId();
  const [open, setOpen] = useState<'nothing' | 'code' | 'name'>(hasCodeFirst ? 'code' : 'nothing');
  const renameButton = useRef<HTMLButtonElement>(null);
  const { address, checksummed, name, source } = account;
  const closeName = () => {
    setOpen('nothing');
    renameButton.current?.focus();
  };
  const toggle = (part: 'code' | 'name') => setOpen(open === part ? 'nothing' : part);
  return (
    <li className="card">
      <div className="card-head">
        <Crest address={address} size={42} />
        <div className="card-words">
          <h2 id={id} className="name">
            {name}
          </h2>
          <span className="numeric">{balance}</span>
        </div>
        {source.kind === 'private-key' && <span className="tag">{t('accountsImported')}</span>}
        {isSelected && (
          <span className="tag" data-strong>
            {t('accountsSelected')}
          </span>
        )}
      </div>
      {open === 'name' && <RenameAccount account={account} onClose={closeName} />}
      <Address address={checksummed} canCopy={false} />
      {open === 'code' && (
        <div className="code">
          <QrCode text={checksummed} label={t('accountsQrLabel', { address: checksummed })} />
          <p>{t('accountsReceiveLead')}</p>
        </div>
      )}
      <div className="card-actions">
        <CopyButton text={checksummed} label={t('accountsCopyAddress')} />
        {!isSelected && (
          <Button
            kind="quiet"
            describedBy={id}
            onClick={() => void task.run(() => call('accounts.select', { account: address }))}
          >
            {t('accountsSelect')}
          </Button>
        )}
        <Button kind="quiet" describedBy={id} onClick={() => toggle('code')}>
          {t(open === 'code' ? 'accountsHideQr' : 'accountsShowQr')}
        </Button>
        <Button ref={renameButton} kind="quiet" describedBy={id} onClick={() => toggle('name')}>
          {t('accountsRename')}
        </Button>
        {!isOnly && (
          <Button kind="quiet" describedBy={id} onClick={onRemove}>
            {t('accountsRemove')}
          </Button>
        )}
      </div>
      {task.sentence && (
        <p className="said" role="alert">
          {task.sentence}
        </p>
      )}
    </li>
  );
}
