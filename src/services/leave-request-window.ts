import type { HeldRequest } from '../core/held-request';
import { circumstances } from './now';
import type { Ports } from './ports';

/**
 * The request window has nothing left to ask. Whether it may close: then whatever is asked from now on opens another
 * one, and what came in that very moment is shown again.
 */
export async function leaveRequestWindow(ports: Ports): Promise<boolean> {
  if ((await firstWaiting(ports)) !== undefined) return false;
  await ports.attention.forgetRequestWindow();
  const late = await firstWaiting(ports);
  if (late !== undefined) await ports.attention.showRequests(late.id);
  return true;
}

async function firstWaiting(ports: Ports): Promise<HeldRequest | undefined> {
  const { run } = await circumstances(ports);
  const requests = await ports.store.read((reads) => reads.requests());
  return requests.find(({ stage, browserRun }) => stage.step === 'waiting' && browserRun === run.id);
}
