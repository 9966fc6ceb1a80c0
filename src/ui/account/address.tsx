import { useT } from '../language';
import { CopyButton } from './copy-button';

/** A whole address in groups of four for checking by eye; selecting and copying gives it without gaps. */
export function Address({ address, canCopy = true }: { address: string; canCopy?: boolean }) {
  const t = useT();
  const groups = address.slice(2).match(/.{1,4}/g) ?? [];
  return (
    <div className="address">
      <code>
        <i>0x</i>
        {groups.map((group, index) => (
          <span key={`${index}${group}`}>{group}</span>
        ))}
      </code>
      {canCopy && <CopyButton text={address} label={t('accountsCopyAddress')} />}
    </div>
  );
}
