import type { SeenClaim } from '../../core/account-claims';
import type { RelayAccount } from './account';
import type { Connection } from './connection';
import { backOffAfter, type Patience } from './patience';
import { subscribe, type Subscription } from './subscription';

/** Listens to one relay until it is stopped; comes back to it, less and less often, when the connection is lost. */
export function watchRelay(
  connection: Connection,
  account: RelayAccount,
  heard: (seen: SeenClaim) => void,
  patience: Patience,
): { stop(): void } {
  let subscription: Subscription | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let failures = 0;

  async function listen(): Promise<void> {
    subscription = subscribe(connection, account, heard, patience);
    void subscription.stored.then(
      () => {
        failures = 0;
      },
      () => undefined,
    );
    await subscription.over;
    if (isStopped) return;
    failures += 1;
    timer = setTimeout(() => void listen(), backOffAfter(failures, patience));
  }

  void listen();
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
      subscription?.stop();
    },
  };
}
