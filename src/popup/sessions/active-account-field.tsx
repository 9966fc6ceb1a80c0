import type { Account } from '../../core/account';
import type { Address } from '../../core/address';
import { SelectField } from '../../ui/controls/select-field';
import { useT } from '../../ui/language';

/** The chosen accounts that the wallet still has, in the order of the choice: the first is the one in use. */
export function inUseFirst(accounts: readonly Account[], chosen: readonly string[]): readonly Account[] {
  return chosen.flatMap((address) => accounts.find((account) => account.address === address) ?? []);
}

/** Which of several accounts a site works with; nothing where there is no choice. */
export function ActiveAccountField({
  granted,
  onChange,
}: {
  /** The one in use first. */
  granted: readonly Account[];
  onChange: (chosen: readonly Address[]) => void;
}) {
  const t = useT();
  const [first] = granted;
  if (first === undefined || granted.length < 2) return null;
  return (
    <SelectField
      label={t('sessionActiveAccount')}
      value={first.address}
      options={granted.map(({ address, name }) => ({ value: address, label: name }))}
      onChange={(active) =>
        onChange([active, ...granted.map(({ address }) => address).filter((address) => address !== active)])
      }
    />
  );
}
