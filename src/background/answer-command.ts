import * as v from 'valibot';
import { VaultDamaged } from '../adapters/vault/record';
import { failed } from '../core/outcome';
import { commandMessage, type UiMessage } from '../protocol/ui';
import { StoreFailed, type Ports } from '../services/ports';
import { runCommand } from './commands';
import { report } from './report';

/** The answer to a message of our own pages; null where it is no command at all. */
export async function answerCommand(ports: Ports, message: unknown): Promise<UiMessage | null> {
  const parsed = v.safeParse(commandMessage, message);
  if (!parsed.success) return null;
  const { id, name, params } = parsed.output;
  try {
    return { kind: 'reply', id, reply: await runCommand(ports, name, params) };
  } catch (error) {
    report(error);
    return { kind: 'reply', id, reply: failed({ fault: faultOf(error) }) };
  }
}

/** What a broken promise is called before a person. */
function faultOf(error: unknown): 'later-version' | 'store-failed' | 'vault-damaged' | 'unexpected' {
  if (error instanceof StoreFailed) return error.fault === 'later-version' ? error.fault : 'store-failed';
  return error instanceof VaultDamaged ? 'vault-damaged' : 'unexpected';
}
