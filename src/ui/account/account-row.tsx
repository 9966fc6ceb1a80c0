import type { ReactNode } from 'react';
import { shortAddress } from '../format-amount';
import { Crest } from './crest';

/** An account: crest, name, short address and what else belongs on its line, such as its balance. */
export function AccountRow({
  name,
  address,
  detail,
  trailing,
  size = 'row',
}: {
  name: string;
  address: string;
  /** After the short address: a balance, "Imported". */
  detail?: ReactNode;
  /** At the end of the row: a button, a word. */
  trailing?: ReactNode;
  /** `line`: without the air around a row. */
  size?: 'row' | 'line' | undefined;
}) {
  return (
    <div className="account" data-size={size}>
      <Crest address={address} size={size === 'row' ? 38 : 30} />
      <div className="account-words">
        <b>{name}</b>
        <span className="numeric">
          {shortAddress(address)}
          {detail && <> · {detail}</>}
        </span>
      </div>
      {trailing && <div className="account-trailing">{trailing}</div>}
    </div>
  );
}
