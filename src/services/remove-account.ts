import type { Address } from '../core/address';
import { done, failed, type Outcome } from '../core/outcome';
import type { SessionKey } from '../core/session';
import { withoutKey } from '../core/vault';
import { checkPassword } from './check-password';
import { afterEnds } from './end-session';
import { leaveInPrivate } from './follow-in-private';
import { leaveSessions } from './leave-sessions';
import { commit } from './now';
import type { Ports } from './ports';

/**
 * Removes an account: an imported key for good, an account of the phrase until it is added again. It leaves its
 * sessions; those that have no other end with `account-removed`. The last account stays.
 */
export async function removeAccount(
  ports: Ports,
  address: Address,
  passwordKey: string,
): Promise<Outcome<null>> {
  const opened = await checkPassword(ports, passwordKey);
  if (!opened.ok) return opened;
  const outcome = await commit(ports, async (writes, at): Promise<Outcome<ReadonlySet<SessionKey>>> => {
    const accounts = await writes.accounts();
    const vault = await writes.vault();
    const [next] = accounts.filter((account) => account.address !== address);
    if (vault === null || !accounts.some((account) => account.address === address)) {
      return failed({ fault: 'gone' });
    }
    if (next === undefined) return failed({ fault: 'last-account' });
    await writes.putVault(withoutKey(vault, address));
    await writes.putAccounts(accounts.filter((account) => account.address !== address));
    const settings = await writes.settings();
    if (settings.account === address) await writes.putSettings({ ...settings, account: next.address });
    const claims = await writes.claims(address);
    // Added again, it brings back no notice of what was before.
    if (claims !== null) await writes.putClaims({ ...claims, takenOver: null });
    return done(await leaveSessions(writes, new Set([address]), at));
  });
  if (!outcome.ok) return outcome;
  ports.attention.changed(['accounts', 'settings']);
  await afterEnds(ports, [...outcome.value]);
  await leaveInPrivate(ports, address);
  return done(null);
}
