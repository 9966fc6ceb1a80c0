import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The bytes in the write log of an extension's IndexedDB: each change is appended to it. */
export function logBytes(profile: string, extensionId: string): number {
  const folder = join(profile, 'Default', 'IndexedDB', `chrome-extension_${extensionId}_0.indexeddb.leveldb`);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
