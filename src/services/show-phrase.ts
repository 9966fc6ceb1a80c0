import { done, type Outcome } from '../core/outcome';
import { checkPassword } from './check-password';
import { commit } from './now';
import type { Ports } from './ports';

/** The recovery phrase, for who knows the password. The journal says so before it is shown. */
export async function showPhrase(
  ports: Ports,
  passwordKey: string,
): Promise<Outcome<{ readonly phrase: string }>> {
  const opened = await checkPassword(ports, passwordKey);
  if (!opened.ok) return opened;
  const phrase = await ports.keystore.phrase(opened.value.vault, opened.value.dataKey);
  await commit(ports, (writes, { now }) => writes.appendJournal(now, { kind: 'phrase-shown' }));
  ports.attention.changed(['journal']);
  return done({ phrase });
}
