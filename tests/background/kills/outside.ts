import { IDBFactory } from 'fake-indexeddb';
import { hashOf } from '../../../src/adapters/chain/transaction-hash';
import { cipher as realCipher } from '../../../src/adapters/vault/cipher';
import { keystore as realKeystore } from '../../../src/adapters/vault/keystore';
import type { Address } from '../../../src/core/address';
import type { FilledTransaction } from '../../../src/core/held-request';
import type { Hex } from '../../../src/core/hex';
import {
  ChainRefused,
  type Chain,
  type Cipher,
  type Keystore,
  type Randomness,
} from '../../../src/services/ports';
import type { Millis } from '../../../src/core/units';
import { loadDatabase, type Dump } from '../../adapters/storage/raw-database';
import { start } from '../../core/session-fixture';
import { makeRelayNet, type RelayNet } from '../../services/relay-net';
import type { Step } from './ledger';

/** What the key was used for. */
export type Signed =
  | { readonly what: string; readonly signature: Hex }
  | { readonly transaction: FilledTransaction; readonly raw: Hex };

/** All that outlives the worker: the disk, the browser's memory, the chain, relays, time; and a note of each use of a key. */
export function makeOutside({ wall, randoms, session, local, net, steps }: Memory) {
  const ledger: Step[] = [...steps];
  const signed: Signed[] = [];
  const broadcast: Hex[] = [];
  const clock = { wall };
  const drawn = { randoms };
  const areas = { session: makeArea(session), local: makeArea(local) };
  const randomness: Randomness = {
    hex: (bits) => (drawn.randoms += 1).toString(16).padStart(bits / 4, '0'),
  };
  return {
    /** Another one once it was lost. */
    factory: new IDBFactory(),
    ...areas,
    clock,
    randomness,
    signed,
    broadcast,
    ledger,
    /** Null: none is chosen. */
    net,
    chain: makeChain(signed, broadcast),
    keystore: makeKeystore(signed, (account) => {
      ledger.push({ kind: 'sign', account, at: clock.wall });
    }),
    /** What `copies` are made of. */
    memory: (): Memory => ({
      wall: clock.wall,
      randoms: drawn.randoms,
      session: areas.session.items(),
      local: areas.local.items(),
      net,
      steps: [...ledger],
    }),
  };
}

export type Outside = ReturnType<typeof makeOutside>;

/** The same world as often as wanted, but for its disk, which is what it is said to be; to be asked for when no worker lives. */
export function copiesOf(outside: Outside): (disk: IDBFactory) => Outside {
  const memory = outside.memory();
  const lain = memory.net?.lain();
  return (disk) => {
    const net = lain === undefined ? null : makeRelayNet(lain.length, lain);
    const copy = makeOutside({ ...memory, net });
    copy.factory = disk;
    return copy;
  };
}

/** A disk with this on it; null: with nothing. */
export async function makeDisk(dump: Dump | null): Promise<IDBFactory> {
  const made = new IDBFactory();
  if (dump !== null) await loadDatabase(made, dump);
  return made;
}

/** What is neither on the disk nor on the chain. */
interface Memory {
  readonly wall: Millis;
  readonly randoms: number;
  readonly session: Items;
  readonly local: Items;
  readonly net: RelayNet | null;
  readonly steps: readonly Step[];
}

type Items = readonly (readonly [string, unknown])[];

export const nothingYet: Memory = { wall: start, randoms: 0, session: [], local: [], net: null, steps: [] };

function makeArea(items: Items) {
  const rows = new Map<string, unknown>(items);
  return {
    items: (): Items => structuredClone([...rows]),
    async get(key: string | null): Promise<Record<string, unknown>> {
      if (key === null) return structuredClone(Object.fromEntries(rows));
      return rows.has(key) ? { [key]: structuredClone(rows.get(key)) } : {};
    },
    set: async (items: Record<string, unknown>) => {
      for (const [key, item] of Object.entries(items)) rows.set(key, structuredClone(item));
    },
    async remove(keys: string | string[]) {
      for (const key of [keys].flat()) rows.delete(key);
    },
  };
}

/** The real keystore, which notes what it signs. A signature is the same each time, and is worked out once. */
function makeKeystore(signed: Signed[], begin: (account: Address) => void): Keystore {
  return {
    ...realKeystore,
    async signMessage(...given) {
      begin(given[2].address);
      const signature = await once(given, () => realKeystore.signMessage(...given));
      signed.push({ what: given[3], signature });
      return signature;
    },
    async signTransaction(...given) {
      begin(given[2].address);
      const result = await once(given, () => realKeystore.signTransaction(...given));
      signed.push({ transaction: given[4], raw: result.raw });
      return result;
    },
  };
}

/** The real cipher. What it made once it makes again: how long it takes is then no chance, and neither is what comes first. */
export const cipher: Cipher = {
  deriveKey: (...given) => once(['derive', given], () => realCipher.deriveKey(...given), 2),
  seal: (...given) => once(['seal', given], () => realCipher.seal(...given), 2),
  unseal: (...given) => once(['unseal', given], () => realCipher.unseal(...given), 2),
};

const workedOut = new Map<string, Promise<unknown>>();

async function once<Result>(given: unknown, work: () => Promise<Result>, turns = 20): Promise<Result> {
  const name = JSON.stringify(given);
  const known = workedOut.get(name) ?? work();
  workedOut.set(name, known);
  // It takes its time, in which other things happen.
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  return (await known) as Result;
}

function notWanted(): never {
  throw new Error('No flow of these asks the chain for that');
}

/** A chain that keeps what it was sent, and takes each nonce once. */
function makeChain(signed: readonly Signed[], broadcast: Hex[]): Chain {
  const nonceOf = (raw: Hex) =>
    signed.flatMap((each) => ('raw' in each && each.raw === raw ? [each.transaction.nonce] : []))[0];
  return {
    request: async () => '0x1',
    balance: async () => '0xde0b6b3a7640000',
    prepare: async (_network, transaction, speed) => ({
      transaction: {
        ...transaction,
        gas: '0x5208',
        maxFeePerGas: '0x2',
        maxPriorityFeePerGas: '0x1',
        nonce: transaction.nonce ?? `0x${broadcast.length.toString(16)}`,
      },
      speed,
      balance: '0xde0b6b3a7640000',
      failure: null,
    }),
    async broadcast(_network, raw) {
      if (broadcast.includes(raw)) return;
      if (broadcast.some((other) => nonceOf(other) === nonceOf(raw)))
        throw new ChainRefused(-32000, 'nonce too low', null);
      broadcast.push(raw);
    },
    lookUp: async (_network, hash) => (broadcast.some((raw) => hashOf(raw) === hash) ? 'pending' : 'unknown'),
    chainIdOf: async () => 1,
    nonce: async () => `0x${broadcast.length.toString(16)}`,
    check: notWanted,
    stateOf: notWanted,
    beginAnew: () => undefined,
    describe: async () => ({ kind: 'transfer' }),
  };
}
