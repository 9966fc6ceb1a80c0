import { ArchiveRestore, KeyRound, ScrollText } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { goTo } from '../route';

/** The three ways in: a new wallet, a phrase that is already there, or a backup. */
export function Beginning() {
  const t = useT();
  return (
    <>
      <Title lead={t('welcomeLead')}>{t('welcomeTitle')}</Title>
      <div className="doors">
        <Door
          icon={<ScrollText size={22} strokeWidth={1.5} aria-hidden="true" />}
          label={t('welcomeCreate')}
          hint={t('welcomeCreateHint')}
          onOpen={() => goTo('welcome', 'create')}
        />
        <Door
          icon={<KeyRound size={22} strokeWidth={1.5} aria-hidden="true" />}
          label={t('welcomeImport')}
          hint={t('welcomeImportHint')}
          onOpen={() => goTo('welcome', 'import')}
        />
        <Door
          icon={<ArchiveRestore size={22} strokeWidth={1.5} aria-hidden="true" />}
          label={t('backupRestore')}
          hint={t('backupRestoreHint')}
          onOpen={() => goTo('welcome', 'restore')}
        />
      </div>
    </>
  );
}

function Door({
  icon,
  label,
  hint,
  onOpen,
}: {
  icon: ReactNode;
  label: string;
  hint: string;
  onOpen: () => void;
}) {
  const id = useId();
  return (
    <button
      type="button"
      className="door"
      aria-labelledby={`${id}label`}
      aria-describedby={`${id}hint`}
      onClick={onOpen}
    >
      {icon}
      <span className="door-words">
        <b id={`${id}label`}>{label}</b>
        <small id={`${id}hint`}>{hint}</small>
      </span>
    </button>
  );
}
