import { derivePasswordKey } from '../adapters/vault/key-derivation';
import type { Call } from '../protocol/ui';
import type { Loaded } from '../ui/watch';

/** The key of the vault's password (SEC-14): derived in this page, so that no dApp waits for it and no password crosses. */
export async function passwordKeyOf(call: Call, password: string): Promise<Loaded<string>> {
  const asked = await call('vault.derivation', {});
  if (!asked.ok) return asked;
  if (asked.value.current === null) return { ok: false, fault: 'no-vault' };
  await paintFirst();
  return { ok: true, value: await derivePasswordKey(password, asked.value.current) };
}

/** Lets the page show that it is at work: the derivation holds it for half a second. */
function paintFirst(): Promise<void> {
  return new Promise((resolve) => {
    if (document.visibilityState === 'visible') requestAnimationFrame(() => setTimeout(resolve, 0));
    else resolve();
  });
}
