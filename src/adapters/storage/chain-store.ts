import * as v from 'valibot';
import type { Network } from '../../core/network';
import type { Token } from '../../core/token';
import type { TrackedTransaction } from '../../core/transaction';
import type { Reads, Writes } from '../../services/ports';
import {
  address,
  chainId,
  count,
  currency,
  hex,
  millis,
  once,
  origin,
  parseCursor,
  text,
  type Table,
} from './records';
import type { RowReads, RowWrites } from './rows';

export const networkTable: Table<{ readonly network: Network }> = {
  store: 'networks',
  schema: once(() =>
    v.strictObject({
      network: v.strictObject({
        chain: chainId,
        name: text,
        currency,
        endpoints: v.pipe(v.array(text), v.minLength(1)),
        explorer: v.nullable(text),
        source: v.picklist(['built-in', 'added-by-you', 'added-by-site']),
        isTestnet: v.boolean(),
      }),
    }),
  ),
};

export const tokenTable: Table<{ readonly token: Token }> = {
  store: 'tokens',
  schema: once(() =>
    v.strictObject({
      token: v.strictObject({
        chain: chainId,
        address,
        symbol: text,
        decimals: count,
        isSuggested: v.boolean(),
      }),
    }),
  ),
};

interface TransactionRow {
  readonly transaction: TrackedTransaction;
  /** Present only until the transaction's fate is known. */
  readonly pendingSince?: number;
}

export const transactionTable: Table<TransactionRow> = {
  store: 'transactions',
  schema: once(() =>
    v.pipe(
      v.strictObject({
        transaction: v.strictObject({
          hash: hex,
          raw: hex,
          chain: chainId,
          from: address,
          to: v.nullable(address),
          value: hex,
          data: hex,
          nonce: hex,
          origin: v.nullable(origin),
          signedAt: millis,
          status: v.picklist(['signed', 'pending', 'confirmed', 'failed']),
        }),
        pendingSince: v.exactOptional(millis),
      }),
      v.check(
        (row) => row.pendingSince === pendingField(row.transaction).pendingSince,
        'The row stands in the wrong place of an index.',
      ),
    ),
  ),
};

export function transactionRow(transaction: TrackedTransaction): TransactionRow {
  return { transaction, ...pendingField(transaction) };
}

function pendingField({ status, signedAt }: Pick<TrackedTransaction, 'status' | 'signedAt'>): {
  readonly pendingSince?: number;
} {
  return status === 'signed' || status === 'pending' ? { pendingSince: signedAt } : {};
}

const cursor = v.tuple([text, v.number(), text]);

type ChainReads = Pick<
  Reads,
  'addedNetworks' | 'tokens' | 'everyToken' | 'transaction' | 'transactionsOf' | 'pendingTransactions'
>;
type ChainWrites = Pick<
  Writes,
  'putAddedNetwork' | 'deleteAddedNetwork' | 'putToken' | 'deleteToken' | 'putTransaction'
>;

export function chainReads(rows: RowReads): ChainReads {
  return {
    addedNetworks: async () => (await rows.list(networkTable, null, null)).map(({ network }) => network),
    async tokens(chain) {
      const found = await rows.list(tokenTable, null, IDBKeyRange.bound([chain], [chain, []]));
      return found.map(({ token }) => token);
    },
    everyToken: async () => (await rows.list(tokenTable, null, null)).map(({ token }) => token),
    transaction: async (hash) => (await rows.get(transactionTable, hash))?.transaction ?? null,
    async transactionsOf(account, limit, after) {
      const end = after === null ? [account, []] : parseCursor(cursor, after);
      const range = IDBKeyRange.bound([account], end, false, true);
      const page = await rows.page(transactionTable, { index: 'from', range, direction: 'prev', limit });
      return { items: page.rows.map(({ transaction }) => transaction), next: page.next };
    },
    pendingTransactions: async () =>
      (await rows.list(transactionTable, 'pending', null)).map(({ transaction }) => transaction),
  };
}

export function chainWrites(rows: RowWrites): ChainWrites {
  return {
    putAddedNetwork: async (network) => void (await rows.put(networkTable, network.chain, { network })),
    deleteAddedNetwork: async (chain) => void (await rows.delete(networkTable, chain)),
    putToken: async (token) => void (await rows.put(tokenTable, [token.chain, token.address], { token })),
    deleteToken: async (chain, address) => void (await rows.delete(tokenTable, [chain, address])),
    putTransaction: async (transaction) =>
      void (await rows.put(transactionTable, transaction.hash, {
        transaction,
        ...pendingField(transaction),
      })),
  };
}
