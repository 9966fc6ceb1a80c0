import { useT } from '../../ui/language';
import { hrefOf } from '../route';

/** Where the recovery phrase is asked for, when only it can take an account back (SEC-27). */
export function PhraseLink() {
  const t = useT();
  return (
    <p>
      <a className="link" href={hrefOf('forgot')}>
        {t('devicesUsePhrase')}
      </a>
    </p>
  );
}
