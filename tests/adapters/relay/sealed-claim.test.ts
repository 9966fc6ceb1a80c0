import { getPublicKey } from 'nostr-tools/pure';
import { describe, expect, it } from 'vitest';
import { accountKeysOf } from '../../../src/adapters/relay/account-keys';
import { openClaim } from '../../../src/adapters/relay/sealed-claim';
import type { NostrEvent } from '../../../src/adapters/relay/verify-event';
import { deviceTextLimits } from '../../../src/core/device';
import { highestNumber } from '../../../src/core/epoch';
import type { RelayFault } from '../../../src/core/relay-fault';
import { day, hour } from '../../../src/core/units';
import type { ClaimEvent } from '../../../src/core/account-claims';
import { device, epoch } from '../../core/claim-fixture';
import { start } from '../../core/session-fixture';
import {
  claimOf,
  coordination,
  eventOf,
  forge,
  generation,
  newDevice,
  seal,
  type Forgery,
} from './claim-event-fixture';

const keys = newDevice();
const account = await accountKeysOf(coordination('a'));
const open = (event: unknown) => openClaim(account, event);

describe('the event of a claim', () => {
  it('is opened by the other devices of the account, as it was made', async () => {
    const claim = claimOf(keys, 7);
    const event = await seal(keys, 7, { claim });
    expect(await open(eventOf(event))).toEqual({ ok: true, seen: { claim, event, generationProof: null } });
  });

  it('shows a relay no address, origin, device name, or plain key of account or device (SEC-28)', async () => {
    const claim = claimOf(keys, 7, { device: { ...device('0', 'Desk at home'), key: keys.key } });
    const { text } = await seal(keys, 7, { claim });
    const { secret, generationKey } = coordination('a');
    const plainKey = getPublicKey(Uint8Array.from(Buffer.from(secret, 'hex')));
    const bytes = Buffer.from(eventOf({ text } as ClaimEvent).content, 'base64').toString('latin1');
    for (const hidden of [
      'Desk at home',
      'Firefox',
      'Linux',
      keys.key,
      claim.id,
      secret,
      plainKey,
      generationKey,
    ]) {
      expect(text).not.toContain(hidden);
      expect(bytes).not.toContain(hidden);
    }
    expect(Object.keys(eventOf({ text } as ClaimEvent)).toSorted()).toEqual([
      'content',
      'created_at',
      'id',
      'kind',
      'pubkey',
      'sig',
      'tags',
    ]);
    expect(eventOf({ text } as ClaimEvent).tags).toEqual([['d', expect.stringMatching(/^[0-9a-f]{64}$/)]]);
  });

  it('has one size, whatever it says (SEC-28)', async () => {
    const longest = {
      name: '\u0000'.repeat(deviceTextLimits.name),
      browser: '\ud800'.repeat(deviceTextLimits.browser),
      system: '端'.repeat(deviceTextLimits.system),
      relays: '0badcafe',
    };
    const large = {
      epoch: epoch(highestNumber, highestNumber),
      at: highestNumber,
      saidAt: highestNumber,
      device: { ...longest, key: keys.key, since: highestNumber },
    };
    const small = {
      epoch: epoch(0),
      at: 0,
      saidAt: 0,
      device: { ...device('0', 'a'), key: keys.key, since: 0 },
    };
    const events = await Promise.all([
      seal(keys, 1),
      seal(keys, 1, { claim: claimOf(keys, 1, large), generation }),
      seal(keys, 1, { claim: claimOf(keys, 1, small) }),
      seal(newDevice(), 1, {
        coordination: coordination('b'),
        claim: claimOf(keys, 1),
        deviceSecret: keys.secret,
      }),
    ]);
    expect(new Set(events.map(({ text }) => text.length)).size).toBe(1);
  });

  it('gives each account and each device another slot and author, that nothing links (SEC-28)', async () => {
    const other = newDevice();
    const events = await Promise.all([
      seal(keys, 1),
      seal(other, 1),
      seal(keys, 1, { coordination: coordination('b') }),
    ]);
    const [one, sibling, stranger] = events.map(eventOf);
    expect(new Set(events.map((event) => JSON.stringify(eventOf(event).tags))).size).toBe(3);
    expect(sibling?.pubkey).toBe(one?.pubkey);
    expect(stranger?.pubkey).not.toBe(one?.pubkey);
  });

  it('of another account is not opened', async () => {
    const event = await seal(keys, 1, { coordination: coordination('b') });
    expect(await open(eventOf(event))).toEqual({ ok: false, fault: 'wrong-author' });
  });
});

describe('what is no claim is dropped, with its fault', () => {
  const other = newDevice();
  const changed = async (change: (event: NostrEvent) => unknown) => change(await forge(keys));
  const raised = claimOf(keys, 1, { epoch: epoch(1, 2) });

  it('opens what the forger left honest', async () => {
    expect(await open(await forge(keys))).toMatchObject({ ok: true });
  });

  it.each<[string, RelayFault, (event: NostrEvent) => unknown]>([
    ['nothing', 'malformed', () => null],
    ['a text', 'malformed', () => 'event'],
    ['an event without its signature', 'malformed', ({ sig: _, ...event }) => event],
    ['an event cut off', 'malformed', (event) => ({ ...event, sig: event.sig.slice(0, 100) })],
    ['a date that is no number', 'malformed', (event) => ({ ...event, created_at: '1' })],
    ['a tag that is no list', 'malformed', (event) => ({ ...event, tags: ['d'] })],
    ['another author', 'wrong-author', (event) => ({ ...event, pubkey: other.key })],
    ['a changed content', 'bad-hash', (event) => ({ ...event, content: `B${event.content.slice(1)}` })],
    ['a later date', 'bad-hash', (event) => ({ ...event, created_at: event.created_at + 1 })],
    ['another id', 'bad-hash', (event) => ({ ...event, id: '0'.repeat(64) })],
    ['a signature of nothing', 'bad-signature', (event) => ({ ...event, sig: '0'.repeat(128) })],
    [
      'a signature with one digit changed',
      'bad-signature',
      (event) => ({ ...event, sig: event.sig.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) }),
    ],
  ])('%s is %s', async (_, fault, change) => {
    expect(await open(await changed(change))).toEqual({ ok: false, fault });
  });

  it.each<[string, RelayFault, Forgery]>([
    ['another kind', 'wrong-kind', { outer: { kind: 1 } }],
    ['no slot', 'wrong-kind', { outer: { tags: [] } }],
    [
      'two tags',
      'wrong-kind',
      {
        outer: {
          tags: [
            ['d', 'a'],
            ['p', 'b'],
          ],
        },
      },
    ],
    ['a shorter content', 'wrong-kind', { outer: { content: 'AAAA' } }],
    [
      'a content of the right length that opens with no key',
      'undecryptable',
      { outer: { content: 'A'.repeat(1796) } },
    ],
    ['a version of the future', 'unknown-version', { content: (honest) => ({ ...honest, version: 2 }) }],
    ['a version that is no number', 'bad-content', { content: (honest) => ({ ...honest, version: '1' }) }],
    ['no JSON object', 'bad-content', { content: () => [] }],
    ['a counter below 0', 'bad-content', { content: (honest) => ({ ...honest, counter: -1 }) }],
    [
      'a counter beyond what numbers hold',
      'bad-content',
      { content: (honest) => ({ ...honest, counter: 2 ** 53 }) },
    ],
    [
      'something more',
      'bad-content',
      { content: (honest) => ({ ...honest, origin: 'https://app.example' }) },
    ],
    [
      'a counter that its device did not sign',
      'bad-device-signature',
      { content: (honest) => ({ ...honest, counter: 9 }) },
    ],
    ['a signature of another device (SEC-27)', 'bad-device-signature', { signedBy: other.secret }],
    ['a claim that was made for another account', 'bad-device-signature', { signedFor: other.key }],
    ['the slot of another device (SEC-27)', 'wrong-slot', { slotOf: other.key }],
    ['a raised generation without proof (SEC-27)', 'bad-generation', { claim: raised }],
    [
      'a raised generation with a proof by its device (SEC-27)',
      'bad-generation',
      { claim: raised, content: (honest) => ({ ...honest, generationProof: honest.signature }) },
    ],
  ])('%s is %s', async (_, fault, forgery) => {
    expect(await open(await forge(keys, forgery))).toEqual({ ok: false, fault });
  });
});

describe('a raised generation', () => {
  const raised = claimOf(keys, 1, { epoch: epoch(1, 1) });

  it("is proved with the account's secret, and the proof serves the devices that go on from it (SEC-27)", async () => {
    const first = await open(eventOf(await seal(keys, 1, { claim: raised, generation })));
    const proof = first.ok ? first.seen.generationProof : null;
    const other = newDevice();
    const next = await seal(other, 2, {
      claim: claimOf(other, 2, { epoch: epoch(2, 1) }),
      generation: { proof: proof ?? '' },
    });
    expect(await open(eventOf(next))).toMatchObject({ ok: true, seen: { claim: { epoch: epoch(2, 1) } } });
  });

  it('is not sealed without proof, with another secret, or with the proof of another generation (SEC-27)', async () => {
    const first = await open(eventOf(await seal(keys, 1, { claim: raised, generation })));
    const proof = (first.ok ? first.seen.generationProof : null) ?? '';
    const second = claimOf(keys, 1, { epoch: epoch(1, 2) });
    await expect(seal(keys, 1, { claim: raised })).rejects.toThrow('bad-generation');
    await expect(seal(keys, 1, { claim: raised, generation: { secret: '55'.repeat(32) } })).rejects.toThrow(
      RangeError,
    );
    await expect(seal(keys, 1, { claim: second, generation: { proof } })).rejects.toThrow(RangeError);
  });
});

describe('the date of an event', () => {
  const now = start;
  const after = async (previous: { slot: number; date: number } | null, at = now) => {
    const { slot, date } = await seal(keys, 1, { previous, now: at });
    return { slot, date };
  };
  const seconds = (millis: number): number => Math.floor(millis / 1000);

  it('lies a day back, so that relays take it from a clock that is a day ahead', async () => {
    expect(await after(null)).toEqual({ slot: 0, date: seconds(now - day) });
    expect(await after(null, now + day)).toEqual({ slot: 0, date: seconds(now) });
  });

  it('is always later than the one before, so that relays replace it', async () => {
    expect(await after({ slot: 0, date: seconds(now - day) })).toEqual({
      slot: 0,
      date: seconds(now - day) + 1,
    });
    expect(await after({ slot: 0, date: seconds(now - hour) })).toEqual({
      slot: 0,
      date: seconds(now - hour) + 1,
    });
  });

  it('moves on to the next slot where the last one lies in the future: no date locks a device out', async () => {
    expect(await after({ slot: 0, date: seconds(now + day) })).toEqual({ slot: 1, date: seconds(now - day) });
    expect(await after({ slot: 3, date: highestNumber - 1 })).toEqual({ slot: 4, date: seconds(now - day) });
  });
});
