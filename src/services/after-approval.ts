import { done, type Outcome } from '../core/outcome';
import type { Session, SessionKey } from '../core/session';
import { deliver } from './deliver-answers';
import type { Ports } from './ports';
import { schedule } from './schedule';

/** Once a session was opened or changed and committed: tells its pages and our own screens. */
export async function afterApproval(
  ports: Ports,
  key: SessionKey | null,
  outcome: Outcome<Session>,
): Promise<Outcome<null>> {
  const changed = outcome.ok ? outcome.value.key : key;
  if (changed !== null) ports.pages.refresh([changed]);
  ports.attention.changed(['requests', 'sessions', 'overview', 'journal']);
  await deliver(ports);
  await schedule(ports);
  return outcome.ok ? done(null) : outcome;
}
