import { IDBFactory } from 'fake-indexeddb';
import { createCopy, type CopyArea } from '../../src/adapters/storage/copy';
import { createStore } from '../../src/adapters/storage/store';
import { cipher } from '../../src/adapters/vault/cipher';
import type { Ports } from '../../src/services/ports';
import { makeEmptyVaultWorld } from './vault-world';

/** `storage.local` in memory; it can be made to fail or to hang, and counts what was written. */
function createFakeArea() {
  let items: Record<string, unknown> = {};
  let fault: Error | 'hangs' | null = null;
  let writes = 0;
  let hung = 0;
  const check = async () => {
    if (fault === 'hangs') {
      hung += 1;
      await new Promise(() => {});
    }
    if (fault instanceof Error) throw fault;
  };
  const area: CopyArea = {
    async get(name) {
      await check();
      const found = name === null ? items : { [name]: items[name] };
      return structuredClone(found);
    },
    async set(added) {
      await check();
      writes += 1;
      items = { ...items, ...structuredClone(added) };
    },
    async remove(names) {
      await check();
      items = Object.fromEntries(Object.entries(items).filter(([name]) => !names.includes(name)));
    },
  };
  return {
    area,
    items: () => items,
    writes: () => writes,
    hung: () => hung,
    clear() {
      items = {};
    },
    put(name: string, value: unknown) {
      items = { ...items, [name]: value };
    },
    breakWith(next: Error | 'hangs' | null) {
      fault = next;
    },
  };
}

/** A world over the real store and its second copy, with real cryptography: what is lost and brought back in it is real. */
export async function makeCopyWorld() {
  const world = await makeEmptyVaultWorld();
  const kept = createFakeArea();
  const faults: unknown[] = [];
  let lost = 0;

  const portsOver = (factory: IDBFactory): Ports => {
    const copy = createCopy(kept.area, cipher);
    return {
      ...world.ports,
      copy,
      store: createStore(factory, {
        copy,
        onLost: () => {
          lost += 1;
        },
        onCopyFailed: (error) => faults.push(error),
        now: () => world.now(),
      }),
    };
  };
  let factory = new IDBFactory();
  let ports = portsOver(factory);
  return {
    ...world,
    kept,
    faults,
    get ports() {
      return ports;
    },
    get factory() {
      return factory;
    },
    losses: () => lost,
    /** The worker dies; its store and the copy are what they are. */
    restart(): void {
      ports = portsOver(factory);
    },
    /** The browser clears the database while nobody looks. */
    wipe(): void {
      factory = new IDBFactory();
      ports = portsOver(factory);
    },
    /** The database is what it was when `earlier` was taken. */
    putBack(earlier: IDBFactory): void {
      factory = earlier;
      ports = portsOver(factory);
    },
  };
}

export type CopyWorld = Awaited<ReturnType<typeof makeCopyWorld>>;
