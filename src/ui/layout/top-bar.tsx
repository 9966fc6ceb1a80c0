import { ChevronsUpDown, LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import { shortAddress } from '../format-amount';
import { useT } from '../language';
import { Mark } from '../pass/mark';

/** The bar of every popup screen: the mark, the account with its address and balance, and Lock. */
export function TopBar({
  account,
  onAccount,
  onLock,
  children,
}: {
  /** Null before there is one, and while locked. `balance` null: not known. */
  account: { name: string; address: string; balance: string | null } | null;
  /** Opens the accounts; without it the account is only told. */
  onAccount?: (() => void) | undefined;
  /** Locks the vault; without it there is no Lock. */
  onLock?: (() => void) | undefined;
  /** More buttons before Lock: the network, a menu. */
  children?: ReactNode;
}) {
  const t = useT();
  const words = account && (
    <span className="top-bar-words">
      <b>{account.name}</b>
      <span className="numeric">
        {shortAddress(account.address)}
        {account.balance !== null && ` · ${account.balance}`}
      </span>
    </span>
  );
  return (
    <div className="top-bar">
      <Mark size={30} label="Sekisho" />
      {words && onAccount ? (
        <button type="button" className="top-bar-account" onClick={onAccount}>
          {words}
          <ChevronsUpDown size={14} aria-hidden="true" />
        </button>
      ) : (
        <div className="top-bar-account">{words}</div>
      )}
      {children}
      {onLock && (
        <button type="button" className="top-bar-lock" onClick={onLock}>
          <LockKeyhole size={15} aria-hidden="true" />
          {t('commonLock')}
        </button>
      )}
    </div>
  );
}
