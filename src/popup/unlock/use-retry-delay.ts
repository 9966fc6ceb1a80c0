import { second } from '../../core/units';
import type { CommandFault } from '../../protocol/ui';
import { faultSentence } from '../../ui/fault-sentence';
import { useT } from '../../ui/language';
import { useOverview, useRulesNow } from '../../ui/use-overview';

/** While no password may be tried (SEC-17): the sentence that counts down; otherwise null. */
export function useRetryDelay(fault: CommandFault | null): string | null {
  const t = useT();
  const { retryAt } = useOverview();
  const now = useRulesNow(second);
  const told =
    fault?.fault === 'wrong-password' || fault?.fault === 'too-many-attempts' ? fault.retryAt : null;
  const until = Math.max(retryAt ?? 0, told ?? 0);
  return until > now ? faultSentence(t, { fault: 'too-many-attempts', retryAt: until }, now) : null;
}
