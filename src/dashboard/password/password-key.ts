import { derivePasswordKey, deriveUnlockKeys, type UnlockKeys } from '../../adapters/vault/key-derivation';
import type { KeyDerivation } from '../../core/vault';
import type { Call } from '../../protocol/ui';
import type { Loaded } from '../../ui/watch';

/** A new password's key, and how it was made, for the vault to keep beside it. */
export interface FreshKey {
  readonly passwordKey: string;
  readonly derivation: KeyDerivation;
}

/** The key of the vault's own password (SEC-14): derived here, so that no dApp waits for it and no password crosses. */
export async function currentKey(call: Call, password: string): Promise<Loaded<string>> {
  const asked = await call('vault.derivation', {});
  if (!asked.ok) return asked;
  if (asked.value.current === null) return { ok: false, fault: 'no-vault' };
  await paintFirst();
  return { ok: true, value: await derivePasswordKey(password, asked.value.current) };
}

/** What unlocks the vault: its password's key and, where that was made too weakly by now, the one to raise it to. */
export async function unlockKeys(call: Call, password: string): Promise<Loaded<UnlockKeys>> {
  const asked = await call('vault.derivation', {});
  if (!asked.ok) return asked;
  const { current, fresh } = asked.value;
  if (current === null) return { ok: false, fault: 'no-vault' };
  await paintFirst();
  return { ok: true, value: await deriveUnlockKeys(password, current, fresh) };
}

/** The key of a password that is to be the vault's. */
export async function freshKey(call: Call, password: string): Promise<Loaded<FreshKey>> {
  const asked = await call('vault.derivation', {});
  if (!asked.ok) return asked;
  const derivation = asked.value.fresh;
  await paintFirst();
  return { ok: true, value: { passwordKey: await derivePasswordKey(password, derivation), derivation } };
}

/** The key of a backup's password, as its file says. */
export async function backupKey(password: string, derivation: KeyDerivation): Promise<string> {
  await paintFirst();
  return derivePasswordKey(password, derivation);
}

/** Lets the page show that it is at work: the derivation holds it for half a second. */
function paintFirst(): Promise<void> {
  return new Promise((resolve) => {
    if (document.visibilityState !== 'visible') resolve();
    else requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}
