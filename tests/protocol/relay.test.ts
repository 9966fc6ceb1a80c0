import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/core/claim';
import { deviceTextLimits } from '../../src/core/device';
import { highestNumber } from '../../src/core/epoch';
import {
  contentBytes,
  generationText,
  parseContent,
  signedText,
  writeContent,
  type ClaimSeals,
} from '../../src/protocol/relay';
import { claim } from '../core/claim-fixture';

const count = fc.oneof(fc.integer({ min: 0, max: 2 ** 31 }), fc.constantFrom(0, highestNumber));
const hex = (digits: number) =>
  fc.string({ unit: fc.nat(15).map((digit) => digit.toString(16)), minLength: digits, maxLength: digits });
const text = (most: number) =>
  fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: most });

const anyClaim: fc.Arbitrary<Claim> = fc.record({
  id: hex(32),
  device: fc.record({
    key: hex(64),
    name: text(deviceTextLimits.name),
    browser: text(deviceTextLimits.browser),
    system: text(deviceTextLimits.system),
    relays: hex(8),
    since: count,
  }),
  epoch: fc.record({ generation: count, counter: count }),
  at: count,
  saidAt: count,
});
const anySeals: fc.Arbitrary<ClaimSeals> = fc.record({
  slot: count,
  generationProof: fc.option(hex(128)),
  signature: hex(128),
});

describe('the content of a claim', () => {
  it('says again what was written, in always as many bytes (SEC-28)', () => {
    fc.assert(
      fc.property(anyClaim, anySeals, (written, seals) => {
        const content = writeContent(written, seals);
        expect(new TextEncoder().encode(content)).toHaveLength(contentBytes);
        expect(parseContent(content)).toEqual({ ok: true, claim: written, seals });
      }),
      { numRuns: 500 },
    );
  });

  it('is signed with all that it says, its account and its slot', () => {
    const base = claim('a', 5);
    const changed: readonly string[] = [
      signedText({ ...base, id: 'f'.repeat(32) }, 'account', 0),
      signedText({ ...base, at: 1 }, 'account', 0),
      signedText({ ...base, saidAt: 1 }, 'account', 0),
      signedText({ ...base, epoch: { generation: 0, counter: 6 } }, 'account', 0),
      signedText({ ...base, epoch: { generation: 1, counter: 5 } }, 'account', 0),
      ...(['key', 'name', 'browser', 'system'] as const).map((field) =>
        signedText({ ...base, device: { ...base.device, [field]: 'other' } }, 'account', 0),
      ),
      signedText({ ...base, device: { ...base.device, since: 1 } }, 'account', 0),
      signedText(base, 'other', 0),
      signedText(base, 'account', 1),
      generationText('account', 0),
      generationText('account', 1),
      generationText('other', 0),
    ];
    expect(new Set([signedText(base, 'account', 0), ...changed]).size).toBe(changed.length + 1);
  });

  it.each([
    ['no JSON', 'x', 'bad-content'],
    ['nothing', '', 'bad-content'],
    ['a list', '[]', 'bad-content'],
    ['no version', '{}', 'bad-content'],
    ['the version before', '{"version":0}', 'unknown-version'],
    ['the next version, whatever it looks like', '{"version":2,"x":[1]}', 'unknown-version'],
    ['this version with nothing in it', '{"version":1}', 'bad-content'],
  ] as const)('that is %s is told apart', (_, content, fault) => {
    expect(parseContent(content)).toEqual({ ok: false, fault });
  });

  it('is not written where nobody would read it', () => {
    const seals = { slot: 0, generationProof: null, signature: 'a'.repeat(128) };
    const long = { ...claim('a', 5), device: { ...claim('a', 5).device, name: 'x'.repeat(41) } };
    expect(() => writeContent(long, seals)).toThrow(RangeError);
    expect(() => writeContent({ ...claim('a', 5), at: 0.5 }, seals)).toThrow(RangeError);
  });
});
