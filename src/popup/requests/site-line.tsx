import type { RequestView } from '../../protocol/ui';
import { HostName } from '../../ui/account/host-name';
import { Notice } from '../../ui/feedback/notice';
import { Said, useT } from '../../ui/language';

type Place = Pick<RequestView, 'host' | 'topHost'>;

/** For which site: "For tidepool.example", with the site around it where it is framed. */
export function SiteLine({ place: { host, topHost } }: { place: Place }) {
  if (topHost === null) return <Said message="requestFor" with={{ host: <HostName host={host} /> }} />;
  return (
    <Said message="requestFramed" with={{ host: <HostName host={host} />, top: <HostName host={topHost} /> }} />
  );
}

/** Says what it means that a site asks from inside another one; nothing where it stands alone. */
export function FramedNotice({ place }: { place: Place }) {
  const t = useT();
  return place.topHost === null ? null : <Notice kind="caution">{t('requestFramedNote')}</Notice>;
}
