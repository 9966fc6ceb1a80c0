/**
 * The name of a site, as the browser reports it (SEC-13), never shortened in what is read aloud or copied.
 * `line`: on one line; where it is too long the beginning is left out, so that the registrable end stays in view.
 * `wrap`: in full, over as many lines as it needs; for every screen that asks for a decision.
 */
export function HostName({ host, fit = 'wrap' }: { host: string; fit?: 'line' | 'wrap' }) {
  return (
    <b className="host" data-fit={fit} title={fit === 'line' ? host : undefined}>
      {fit === 'line' ? <bdi dir="ltr">{host}</bdi> : host}
    </b>
  );
}
