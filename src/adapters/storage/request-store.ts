import * as v from 'valibot';
import { speeds, type HeldRequest } from '../../core/held-request';
import type { SiteLimits } from '../../core/flood';
import { keyOf } from '../../core/session';
import type { Reads, Writes } from '../../services/ports';
import {
  address,
  chainId,
  count,
  currency,
  hex,
  json,
  millis,
  once,
  place,
  randomId,
  text,
  type Table,
} from './records';
import type { RowReads, RowWrites } from './rows';

interface RequestRow {
  readonly request: HeldRequest;
  /** Tells requests of the same millisecond apart: the order in which they came. */
  readonly sequence: number;
}

const ask = once(() => {
  const signIn = v.strictObject({
    scheme: v.nullable(text),
    domain: text,
    address: text,
    statement: v.nullable(text),
    uri: text,
    version: text,
    chain: count,
    nonce: text,
    issuedAt: text,
    expirationTime: v.nullable(text),
    notBefore: v.nullable(text),
    requestId: v.nullable(text),
    resources: v.array(text),
  });
  const network = v.strictObject({
    chain: chainId,
    name: text,
    currency,
    endpoints: v.array(text),
    explorer: v.nullable(text),
  });
  return v.variant('kind', [
    v.strictObject({ kind: v.literal('connect'), answerAs: v.picklist(['accounts', 'permissions']) }),
    v.strictObject({ kind: v.literal('edit-accounts') }),
    v.strictObject({
      kind: v.literal('message'),
      account: address,
      message: hex,
      isMalformedSignIn: v.boolean(),
    }),
    v.strictObject({ kind: v.literal('sign-in'), account: address, message: hex, signIn }),
    v.strictObject({ kind: v.literal('typed-data'), account: address, data: text }),
    v.strictObject({ kind: v.literal('transaction'), transaction: v.strictObject(transactionAsk) }),
    v.strictObject({ kind: v.literal('switch-network'), chain: chainId }),
    v.strictObject({ kind: v.literal('add-network'), network }),
  ]);
});

const transactionAsk = {
  from: address,
  to: v.nullable(address),
  value: hex,
  data: hex,
  gas: v.nullable(hex),
  maxFeePerGas: v.nullable(hex),
  maxPriorityFeePerGas: v.nullable(hex),
  nonce: v.nullable(hex),
  chain: v.nullable(chainId),
};

const prepared = once(() =>
  v.strictObject({
    transaction: v.strictObject({
      ...transactionAsk,
      gas: hex,
      maxFeePerGas: hex,
      maxPriorityFeePerGas: hex,
      nonce: hex,
    }),
    speed: v.picklist(speeds),
    balance: hex,
    failure: v.nullable(text),
  }),
);

const answer = once(() => {
  const reason = v.strictObject({ reason: text, reconnect: v.exactOptional(v.boolean()) });
  const data = v.union([reason, v.strictObject({ cause: json })]);
  return v.variant('ok', [
    v.strictObject({ ok: v.literal(true), value: json }),
    v.strictObject({
      ok: v.literal(false),
      error: v.strictObject({
        code: v.pipe(v.number(), v.safeInteger()),
        message: text,
        data: v.nullable(data),
      }),
    }),
  ]);
});

const stage = once(() =>
  v.variant('step', [
    v.strictObject({ step: v.literal('waiting') }),
    v.strictObject({
      step: v.literal('approved'),
      at: millis,
      signed: v.nullable(v.strictObject({ raw: hex, hash: hex })),
    }),
    v.strictObject({ step: v.literal('answered'), at: millis, answer: answer() }),
  ]),
);

export const requestTable: Table<RequestRow> = {
  store: 'requests',
  schema: once(() =>
    v.strictObject({
      request: v.pipe(
        v.strictObject({
          id: v.pipe(text, v.minLength(1)),
          key: text,
          place: v.strictObject(place),
          document: v.strictObject({
            tabId: v.pipe(v.number(), v.safeInteger()),
            frameId: count,
            documentId: text,
          }),
          method: text,
          ask: ask(),
          sessionId: v.nullable(randomId),
          chain: chainId,
          browserRun: text,
          heldAt: millis,
          deadline: millis,
          bytes: count,
          prepared: v.nullable(prepared()),
          stage: stage(),
        }),
        v.check(({ key, place }) => key === keyOf(place), 'The key is not that of its place.'),
        v.transform((request): HeldRequest => ({ ...request, key: keyOf(request.place) })),
      ),
      sequence: count,
    }),
  ),
};

export const siteLimitsTable: Table<{ readonly site: string; readonly limits: SiteLimits }> = {
  store: 'siteLimits',
  schema: once(() =>
    v.strictObject({
      site: text,
      limits: v.strictObject({
        prompts: v.array(millis),
        refusals: v.array(millis),
        mutedUntil: v.nullable(millis),
        nextMute: millis,
      }),
    }),
  ),
};

export function requestReads(rows: RowReads): Pick<Reads, 'request' | 'requests' | 'siteLimits'> {
  return {
    request: async (id) => (await rows.get(requestTable, id))?.request ?? null,
    /** Not by the index: a damaged row may not be in it, and must be found all the same. There are few. */
    async requests() {
      const found = await rows.list(requestTable, null, null);
      return found.toSorted(compareOrder).map(({ request }) => request);
    },
    siteLimits: async (site) => (await rows.get(siteLimitsTable, site))?.limits ?? null,
  };
}

function compareOrder(one: RequestRow, other: RequestRow): number {
  return one.request.heldAt - other.request.heldAt || one.sequence - other.sequence;
}

export function requestWrites(
  rows: RowWrites,
): Pick<Writes, 'putRequest' | 'deleteRequest' | 'putSiteLimits'> {
  async function nextSequence(moment: number): Promise<number> {
    const key = await rows.lastKey(requestTable, 'order', IDBKeyRange.bound([moment], [moment, []]));
    const last: unknown = Array.isArray(key) ? key[1] : null;
    return typeof last === 'number' ? last + 1 : 0;
  }
  return {
    async putRequest(request) {
      const stored = await rows.get(requestTable, request.id);
      const isNew = stored?.request.heldAt !== request.heldAt;
      const sequence = isNew ? await nextSequence(request.heldAt) : stored.sequence;
      await rows.put(requestTable, request.id, { request, sequence });
    },
    deleteRequest: async (id) => void (await rows.delete(requestTable, id)),
    putSiteLimits: async (site, limits) => void (await rows.put(siteLimitsTable, site, { site, limits })),
  };
}
