import { RequestRefused } from '../core/errors';
import { accountOf } from '../core/held-request';
import type { Session } from '../core/session';
import type { Writes } from './ports';
import { settle } from './write-outcome';

/** Refuses what waits for accounts that its session no longer holds. */
export async function dropForeign(writes: Writes, session: Session, now: number): Promise<void> {
  for (const request of await writes.requests()) {
    const account = accountOf(request.ask);
    if (request.key !== session.key || request.stage.step !== 'waiting') continue;
    if (account === null || session.accounts.includes(account)) continue;
    const error = new RequestRefused('superseded', { data: { reason: 'account_changed' } }).toPageError();
    await settle(writes, request, { ok: false, error }, now, 'changed');
  }
}
