import { RequestRefused } from '../core/errors';
import { isSameConnect, noteRefusal } from '../core/flood';
import type { HeldRequest, RequestId } from '../core/held-request';
import { done, failed, type Outcome } from '../core/outcome';
import type { SessionKey } from '../core/session';
import type { Millis } from '../core/units';
import { deliver } from './deliver-answers';
import { commit } from './now';
import type { Ports, Writes } from './ports';
import { schedule } from './schedule';
import { settle } from './write-outcome';

/** Refuses one waiting request with 4001; a connect request takes those that joined it along. */
export async function declineRequest(ports: Ports, id: RequestId): Promise<Outcome<null>> {
  return declineWhere(
    ports,
    (request, chosen) => request.id === id || (chosen !== null && isSameConnect(request, chosen)),
    id,
  );
}

/** "Not now" on the reconnect screen: refuses all that waits for this session. */
export async function declineReconnect(ports: Ports, key: SessionKey): Promise<Outcome<null>> {
  return declineWhere(ports, (request) => request.key === key, null);
}

/** Refuses everything that waits. */
export async function declineAll(ports: Ports): Promise<Outcome<null>> {
  return declineWhere(ports, () => true, null);
}

async function declineWhere(
  ports: Ports,
  isMeant: (request: HeldRequest, chosen: HeldRequest | null) => boolean,
  id: RequestId | null,
): Promise<Outcome<null>> {
  const count = await commit(ports, async (writes, at) => {
    const chosen = id === null ? null : await writes.request(id);
    const meant = (await writes.requests()).filter(
      (request) => request.stage.step === 'waiting' && isMeant(request, chosen),
    );
    for (const request of meant) await decline(writes, request, at.now);
    for (const site of new Set(meant.map((request) => request.place.topOrigin ?? request.place.origin))) {
      await writes.putSiteLimits(site, noteRefusal(await writes.siteLimits(site), at.now));
    }
    return meant.length;
  });
  ports.attention.changed(['requests', 'overview', 'journal']);
  await deliver(ports);
  await schedule(ports);
  return count === 0 ? failed({ fault: 'gone' }) : done(null);
}

async function decline(writes: Writes, request: HeldRequest, now: Millis): Promise<void> {
  const error = new RequestRefused('user-rejected').toPageError();
  await settle(writes, request, { ok: false, error }, now, 'declined');
}
