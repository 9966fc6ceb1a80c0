import type { Ports } from './ports';

/** Locks the vault. Sessions live on, and no page notices. */
export async function lockVault(ports: Ports): Promise<void> {
  await ports.keyHolder.clear();
  ports.attention.changed(['overview']);
}
