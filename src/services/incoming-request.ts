import type { PageDocument, RequestId } from '../core/held-request';
import type { Origin } from '../core/origin';
import type { SessionKey, SessionPlace } from '../core/session';
import type { SiteRequest } from '../core/site-request';

/** A request as it comes from a page, with what the browser says of its sender. */
export interface IncomingRequest {
  readonly id: RequestId;
  readonly key: SessionKey;
  readonly place: SessionPlace;
  readonly document: PageDocument;
  /** The top-level origin of the tab; flood limits count against it. */
  readonly site: Origin;
  readonly request: SiteRequest;
}
