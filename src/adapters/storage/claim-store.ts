import * as v from 'valibot';
import type { AccountClaims } from '../../core/account-claims';
import { mostDevices } from '../../core/claim';
import { deviceTextLimits, type OwnDevice } from '../../core/device';
import type { Reads, Writes } from '../../services/ports';
import { address, count, millis, once, randomId, text, type Table } from './records';
import type { RowReads, RowWrites } from './rows';

/** 256 bits. */
const key = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const epoch = v.strictObject({ generation: count, counter: count });
const shortText = (limit: number) => v.pipe(text, v.maxLength(limit));

const event = v.strictObject({ text, slot: count, date: count });

const claimOfDevice = v.strictObject({
  id: randomId,
  device: v.strictObject({
    key,
    name: shortText(deviceTextLimits.name),
    browser: shortText(deviceTextLimits.browser),
    system: shortText(deviceTextLimits.system),
    relays: v.pipe(text, v.regex(/^[0-9a-f]{8}$/)),
    since: millis,
  }),
  epoch,
  at: millis,
  saidAt: millis,
  firstSeenAt: millis,
  isDouble: v.boolean(),
});

const ownClaim = v.pipe(
  v.strictObject({
    key,
    claimId: v.nullable(randomId),
    isWritten: v.boolean(),
    wasWritten: v.optional(v.boolean()),
  }),
  // Earlier rows do not say it: a claim that is written was.
  v.transform((own) => ({ ...own, wasWritten: own.wasWritten ?? own.isWritten })),
);

/**
 * A damaged row reads as none: this device then knows of no claim of its own, and the next read of the relays shows
 * the one it had as another's, so that nothing is signed before its person has claimed again.
 */
export const claimTable: Table<{ readonly claims: AccountClaims }> = {
  store: 'claims',
  schema: once(() =>
    v.strictObject({
      claims: v.strictObject({
        account: address,
        record: v.strictObject({
          memory: v.strictObject({
            mark: v.nullable(epoch),
            claims: v.pipe(v.array(claimOfDevice), v.maxLength(mostDevices)),
          }),
          own: ownClaim,
          readAt: v.nullable(millis),
        }),
        kept: v.array(v.strictObject({ id: randomId, key, epoch, event, generationProof: v.nullable(text) })),
        forgotten: v.array(v.strictObject({ key, claimId: randomId })),
        takenOver: v.nullable(
          v.strictObject({
            device: v.strictObject({ name: text, browser: text, system: text, lastSeenAt: millis }),
            at: millis,
          }),
        ),
      }),
    }),
  ),
};

/** In the clear: it proves which device speaks, and opens nothing. */
export const ownDeviceTable: Table<{ readonly name: 'device'; readonly value: OwnDevice }> = {
  store: 'meta',
  schema: once(() =>
    v.strictObject({
      name: v.literal('device'),
      value: v.strictObject({
        secret: key,
        key,
        name: v.pipe(shortText(deviceTextLimits.name), v.minLength(1)),
        since: millis,
      }),
    }),
  ),
};

export function claimReads(rows: RowReads): Pick<Reads, 'ownDevice' | 'claims' | 'everyClaims'> {
  return {
    ownDevice: async () => (await rows.get(ownDeviceTable, 'device'))?.value ?? null,
    claims: async (account) => (await rows.get(claimTable, account))?.claims ?? null,
    everyClaims: async () => (await rows.list(claimTable, null, null)).map(({ claims }) => claims),
  };
}

export function claimWrites(rows: RowWrites): Pick<Writes, 'putOwnDevice' | 'putClaims' | 'deleteClaims'> {
  return {
    putOwnDevice: async (value) => void (await rows.put(ownDeviceTable, 'device', { name: 'device', value })),
    putClaims: async (claims) => void (await rows.put(claimTable, claims.account, { claims })),
    deleteClaims: async (account) => void (await rows.delete(claimTable, account)),
  };
}
