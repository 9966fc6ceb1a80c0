import { type ReactNode, useEffect } from 'react';
import { useT } from '../../ui/language';
import { Page } from '../page';
import { hrefOf } from '../route';

/** A page under "Devices": shown from its beginning, with the way back at its end. */
export function SubPage({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const t = useT();
  // In newer browsers scrolling gives a promise, which is nothing to clean up with.
  useEffect(() => {
    window.scrollTo(0, 0);
  }, []);
  return (
    <Page title={title} lead={lead}>
      {children}
      <p>
        <a className="link" href={hrefOf('devices')}>
          {t('devicesBack')}
        </a>
      </p>
    </Page>
  );
}

/** One thing to do, among others in their order. */
export function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li>
      <div className="step">
        <b>{title}</b>
        {children}
      </div>
    </li>
  );
}
