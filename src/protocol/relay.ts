import * as v from 'valibot';
import type { Claim } from '../core/claim';
import { deviceTextLimits } from '../core/device';

/** The version of the content that this Sekisho writes and reads. */
const version = 1;

/** Every content has exactly this many bytes of UTF-8: the longest claim, padded with spaces (SEC-28). */
export const contentBytes = 1280;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const hexOf = (digits: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${digits}}$`)));
const textOf = (most: number) => v.pipe(v.string(), v.maxLength(most));

const content = v.strictObject({
  version: v.literal(version),
  id: hexOf(32),
  generation: count,
  counter: count,
  at: count,
  saidAt: count,
  device: v.strictObject({
    key: hexOf(64),
    name: textOf(deviceTextLimits.name),
    browser: textOf(deviceTextLimits.browser),
    system: textOf(deviceTextLimits.system),
    relays: hexOf(8),
    since: count,
  }),
  slot: count,
  generationProof: v.nullable(hexOf(128)),
  signature: hexOf(128),
});

/** What stands beside a claim inside its encryption. */
export interface ClaimSeals {
  /** Which of the device's slots it lies in; almost always 0. */
  readonly slot: number;
  /** By the account's generation key; null in generation 0. */
  readonly generationProof: string | null;
  /** By the device's key, over `signedText`. */
  readonly signature: string;
}

export type ParsedContent =
  | { readonly ok: true; readonly claim: Claim; readonly seals: ClaimSeals }
  | { readonly ok: false; readonly fault: 'unknown-version' | 'bad-content' };

/** Parses a decrypted content. A version that is not known is told apart, so that it can be said. */
export function parseContent(text: string): ParsedContent {
  const json = v.safeParse(v.pipe(v.string(), v.parseJson(), v.looseObject({ version: count })), text);
  if (!json.success) return { ok: false, fault: 'bad-content' };
  if (json.output.version !== version) return { ok: false, fault: 'unknown-version' };
  const parsed = v.safeParse(content, json.output);
  if (!parsed.success) return { ok: false, fault: 'bad-content' };
  const { id, generation, counter, at, saidAt, device, slot, generationProof, signature } = parsed.output;
  return {
    ok: true,
    claim: { id, device, epoch: { generation, counter }, at, saidAt },
    seals: { slot, generationProof, signature },
  };
}

/** The content of a claim, padded. @throws RangeError for a claim that is longer than claims may be */
export function writeContent({ id, device, epoch, at, saidAt }: Claim, seals: ClaimSeals): string {
  const text = JSON.stringify({ version, id, ...epoch, at, saidAt, device, ...seals });
  const bytes = new TextEncoder().encode(text).length;
  const isWritable = bytes <= contentBytes && parseContent(text).ok;
  if (!isWritable) throw new RangeError('The claim is not one that other devices would read.');
  return text + ' '.repeat(contentBytes - bytes);
}

/** What the device's key signs: all of the claim, and the account and slot that it is for, so that it fits nowhere else. */
export function signedText({ id, device, epoch, at, saidAt }: Claim, account: string, slot: number): string {
  const { key, name, browser, system, relays, since } = device;
  const { generation, counter } = epoch;
  return JSON.stringify([
    'sekisho claim',
    version,
    account,
    slot,
    id,
    generation,
    counter,
    at,
    saidAt,
    key,
    name,
    browser,
    system,
    relays,
    since,
  ]);
}

/** What the account's generation key signs to raise the generation of its claims. */
export function generationText(account: string, generation: number): string {
  return JSON.stringify(['sekisho generation', version, account, generation]);
}
