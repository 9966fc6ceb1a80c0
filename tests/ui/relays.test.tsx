import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { knownNetworks } from '../../src/core/known-networks';
import { quorumOf } from '../../src/core/quorum';
import { mostRelays, parseRelay, type RelayAddress } from '../../src/core/relay-address';
import { relayFaults } from '../../src/core/relay-fault';
import { firstSettings, type Settings } from '../../src/core/settings';
import { hour, minute } from '../../src/core/units';
import { OtherDevices } from '../../src/dashboard/pairing/other-devices';
import { PairDevice } from '../../src/dashboard/pairing/pair-device';
import { areSameRelays, relayError } from '../../src/dashboard/relays/relay-list';
import { RelayRows } from '../../src/dashboard/relays/relay-rows';
import {
  droppedFaults,
  quorumSentence,
  reachSentence,
  relayFaultWords,
  relayName,
  trialSentence,
} from '../../src/dashboard/relays/relay-words';
import { RelayGrace } from '../../src/dashboard/settings/relay-grace';
import type { RelayHealth } from '../../src/core/relay-health';
import type { Overview } from '../../src/protocol/ui';
import { LanguageProvider } from '../../src/ui/language';
import { createTranslator } from '../../src/ui/t';
import { OverviewProvider } from '../../src/ui/use-overview';
import { WorkerProvider } from '../../src/ui/use-query';

const t = createTranslator('en');
const relays = ['wss://one.example', 'wss://two.example/a', 'ws://localhost:7447'].map(
  (text): RelayAddress => parseRelay(text)!,
);
const untried: RelayHealth = {
  address: relays[0]!,
  isReachable: null,
  latency: null,
  lastClaimAt: null,
  isAgreeing: null,
  refusal: null,
  dropped: {},
};

function overviewWith(settings: Partial<Settings>): Overview {
  return {
    version: '0.0.0',
    isPrivate: false,
    vault: 'unlocked',
    lockAt: null,
    retryAt: null,
    failedAttempts: 0,
    account: null,
    network: knownNetworks[0]!,
    settings: { ...firstSettings, ...settings },
    reminder: null,
    waiting: 0,
    loss: null,
    takenOver: [],
    update: null,
    now: Date.now(),
  };
}

/** What is read: the markup without its tags. */
function textOf(content: ReactNode, settings: Partial<Settings> = {}): string {
  const worker = { call: () => new Promise<never>(() => {}), onChanged: () => () => {} };
  return renderToStaticMarkup(
    <WorkerProvider worker={worker}>
      <LanguageProvider choice="en">
        <OverviewProvider overview={overviewWith(settings)}>{content}</OverviewProvider>
      </LanguageProvider>
    </WorkerProvider>,
  )
    .replace(/<[^>]+>/g, '|')
    .replaceAll('&#x27;', "'");
}

describe('one more relay', () => {
  it.each([
    ['nothing', ' ', 'commonRequired'],
    ['no address', 'relay.example', 'relaysBadAddress'],
    ['plain ws beyond this computer', 'ws://relay.example', 'relaysBadAddress'],
    ['one that is there already', ' wss://ONE.example ', 'relaysKnown'],
  ] as const)('is refused where it is %s', (_, text, word) => {
    expect(relayError(t, text, relays)).toBe(t(word));
  });

  it('is refused where there are as many as there may be', () => {
    const many = Array.from({ length: mostRelays }, (_, index) => `wss://relay${index}.example/`);
    expect(relayError(t, 'wss://new.example', many.slice(1))).toBeUndefined();
    expect(relayError(t, 'wss://new.example', many)).toBe(t('relaysTooMany', { count: mostRelays }));
    expect(relayError(t, 'wss://relay1.example', many)).toBe(t('relaysKnown'));
  });
});

describe('two lists of relays', () => {
  it.each([
    [relays, relays.toReversed(), true],
    [[], [], true],
    [relays, relays.slice(1), false],
    [relays.slice(1), relays, false],
    [relays.slice(0, 2), relays.slice(1), false],
  ])('%j and %j are the same: %s', (some, others, areSame) => {
    expect(areSameRelays(some, others)).toBe(areSame);
  });
});

describe('the words of a relay', () => {
  it.each([
    ['wss://relay.example/', 'relay.example'],
    ['wss://relay.example:8443/', 'relay.example:8443'],
    ['wss://relay.example/a/', 'relay.example/a/'],
    ['wss://relay.example/?a=b/', 'relay.example/?a=b/'],
    ['ws://127.0.0.1:7447/', '127.0.0.1:7447'],
  ])('%s is called %s', (address, name) => {
    expect(relayName(address)).toBe(name);
  });

  it.each([
    [1, 'The relay must answer before an account can be used here.'],
    [3, '2 of 3 relays must answer before an account can be used here.'],
    [
      4,
      '3 of 4 relays must answer before an account can be used here, and it does no harm if 1 of them gives a false answer.',
    ],
    [
      5,
      '4 of 5 relays must answer before an account can be used here, and it does no harm if 2 of them give false answers.',
    ],
  ])('say what the quorum of %i means', (total, sentence) => {
    expect(quorumSentence(t, quorumOf(total), total)).toBe(sentence);
  });

  it.each([
    [null, null, 'Not tried yet'],
    [false, null, 'Does not answer'],
    [true, null, 'Reachable'],
    [true, 41.6, 'Reachable, 42 ms'],
  ])('say of reachable %s in %s: %s', (isReachable, latency, sentence) => {
    expect(reachSentence(t, { ...untried, isReachable, latency })).toBe(sentence);
  });

  it('say what a trial came to', () => {
    expect(trialSentence(t, { isReachable: false })).toBe(t('relaysTestDead'));
    expect(trialSentence(t, { isReachable: true, latency: 9.7, isKeeping: true })).toBe(
      t('relaysTestGood', { millis: 10 }),
    );
    expect(trialSentence(t, { isReachable: true, latency: 10, isKeeping: false })).toBe(
      t('relaysTestForgets', { millis: 10 }),
    );
  });

  it('name every fault, each in its own words', () => {
    for (const language of ['en', 'ja'] as const) {
      const translate = createTranslator(language);
      const words = relayFaults.map((fault) => translate(relayFaultWords[fault]));
      expect(new Set(words).size).toBe(relayFaults.length);
    }
  });

  it('count what was dropped, and leave out what was not', () => {
    expect(droppedFaults({ flood: 2, oversized: 0, 'bad-hash': 1 })).toEqual([
      ['bad-hash', 1],
      ['flood', 2],
    ]);
    expect(droppedFaults({})).toEqual([]);
  });
});

describe('the relays in use', () => {
  const viewOf = (some: readonly RelayHealth[]) => ({
    relays: some,
    suggested: [],
    quorum: quorumOf(some.length),
  });

  it('show of each what is known, and nothing of what is not', () => {
    const shown = textOf(
      <RelayRows
        view={viewOf([
          { ...untried, isReachable: true, latency: 80, isAgreeing: false, dropped: { flood: 3 } },
          { ...untried, address: relays[1]!, refusal: 'blocked:\u202e pay\n first' },
        ])}
      />,
    );
    expect(shown).toContain('Reachable, 80 ms');
    expect(shown).toContain('Did not have the newest note');
    expect(shown).toContain('3 messages dropped');
    expect(shown).toContain('two.example/a');
    expect(shown).toContain('Not tried yet');
    expect(shown).toContain('blocked: pay first');
    expect(shown).not.toContain('Agrees');
  });

  it('are not compared where there is one', () => {
    expect(textOf(<RelayRows view={viewOf([{ ...untried, isAgreeing: true }])} />)).not.toContain('Agrees');
  });
});

describe('the end of the welcome', () => {
  it('asks whether there are other devices', () => {
    const shown = textOf(<OtherDevices />);
    expect(shown).toContain('Is this wallet used on another device or browser?');
    expect(shown).toContain('Yes, keep one device active at a time');
    expect(shown).toContain('I have a pairing text');
    expect(shown).toContain('Not now');
  });

  it('asks nothing where it is settled, and says which relays there are', () => {
    const shown = textOf(<OtherDevices />, { areDevicesDecided: true, relays });
    expect(shown).toContain('one.example, two.example/a, localhost:7447');
    expect(shown).not.toContain('?');
  });

  it('says that this is the only device, and where that can be changed', () => {
    const shown = textOf(<OtherDevices />, { areDevicesDecided: true });
    expect(shown).toContain('This is the only device');
    expect(shown).toContain('under Relays');
  });
});

describe('another device', () => {
  it('is given the text, with its code where a camera can read it', () => {
    const markup = (some: readonly RelayAddress[]) =>
      renderToStaticMarkup(<PairDevice relays={some} onClose={() => {}} />);
    expect(markup(relays)).toContain('sekisho:relays?v=1&amp;r=wss%3A%2F%2Fone.example%2F&amp;r=');
    expect(markup(relays)).toContain('aria-label="QR code of the pairing text"');
    const long = Array.from(
      { length: mostRelays },
      (_, index) => parseRelay(`wss://relay${index}.example/${'é'.repeat(80)}`)!,
    );
    expect(markup(long)).not.toContain('aria-label="QR code');
  });
});

describe('what holds while the relays are away', () => {
  it('is one of three, each with what it means', () => {
    const shown = textOf(<RelayGrace value={10 * minute} isDisabled={false} onChange={() => {}} />);
    expect(shown).toContain('Stop signing at once');
    expect(shown).toContain('Go on for 10 minutes');
    expect(shown).toContain('Signing goes on for 24 hours after enough relays last answered.');
  });

  it('has one choice that is chosen', () => {
    const shown = renderToStaticMarkup(
      <RelayGrace value={24 * hour} isDisabled={false} onChange={() => {}} />,
    );
    expect(shown.match(/checked=""/g)).toHaveLength(1);
  });
});
