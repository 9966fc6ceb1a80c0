import type { RequestView } from '../../protocol/ui';
import { HostName } from '../../ui/account/host-name';
import { Notice } from '../../ui/feedback/notice';
import { Said, useT } from '../../ui/language';

type Place = Pick<RequestView, 'host' | 'topHost'>;

/** For which site: "For tidepool.example". */
export function SiteLine({ place: { host } }: { place: Place }) {
  return <Said message="requestFor" with={{ host: <HostName host={host} /> }} />;
}

/** Says that a site asks from inside another one, by both names, and what it means; nothing where it stands alone. */
export function FramedNotice({ place: { host, topHost } }: { place: Place }) {
  const t = useT();
  if (topHost === null) return null;
  return (
    <Notice
      kind="caution"
      title={
        <Said
          message="requestFramed"
          with={{ host: <HostName host={host} />, top: <HostName host={topHost} /> }}
        />
      }
    >
      {t('requestFramedNote')}
    </Notice>
  );
}
