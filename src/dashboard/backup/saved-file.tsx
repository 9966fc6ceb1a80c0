import { useEffect } from 'react';
import { Button } from '../../ui/controls/button';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { download } from './file';

/** Says where a backup is that the browser has just saved, and saves it once more where that was missed. */
export function SavedFile({ name, url }: { name: string; url: string }) {
  const t = useT();
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <Notice
      isAnnounced
      title={t('backupSaved', { name })}
      action={
        <Button kind="quiet" onClick={() => download(name, url)}>
          {t('backupSaveAgain')}
        </Button>
      }
    >
      {t('backupSavedLead')}
    </Notice>
  );
}
