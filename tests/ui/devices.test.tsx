import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { knownNetworks } from '../../src/core/known-networks';
import type { DeviceFacts, DeviceStanding } from '../../src/core/one-device';
import { firstSettings } from '../../src/core/settings';
import { day, hour } from '../../src/core/units';
import { AccountCard } from '../../src/dashboard/devices/account-card';
import { listedDevices, takersOf } from '../../src/dashboard/devices/known-devices';
import { standingWords } from '../../src/dashboard/devices/standing-words';
import { Disown } from '../../src/dashboard/safety/disown';
import { disownedAddress, disownPart } from '../../src/dashboard/safety/disown-part';
import type { AccountDevices, DevicesView, OtherDevice, Overview } from '../../src/protocol/ui';
import { LanguageProvider } from '../../src/ui/language';
import { createTranslator } from '../../src/ui/t';
import { OverviewProvider } from '../../src/ui/use-overview';
import { type Query, WorkerProvider } from '../../src/ui/use-query';
import { address } from '../core/session-fixture';

const now = new Date(2026, 10, 22, 18, 0).getTime();
const today = new Date(2026, 10, 22, 14, 2).getTime();
const en = createTranslator('en');
const ja = createTranslator('ja');

function facts(name: string, lastSeenAt = today): DeviceFacts {
  return { name, browser: 'Firefox', system: 'Linux', lastSeenAt };
}

function other(name: string, over: Partial<OtherDevice> = {}): OtherDevice {
  const key = name.padEnd(64, '0');
  return {
    ...facts(name),
    key,
    activeSince: null,
    isPerhapsThis: false,
    hasOtherRelays: false,
    isLongGone: false,
    ...over,
  };
}

function savings(standing: DeviceStanding, others: readonly OtherDevice[] = []): AccountDevices {
  const own = address('a');
  const source = { kind: 'phrase', index: 0 } as const;
  return { account: { address: own, checksummed: own, name: 'Savings', source }, standing, others };
}

const elsewhere = savings({ standing: 'elsewhere', devices: [facts('Desk')] }, [
  other('Desk', { activeSince: today }),
]);
const contested = savings({ standing: 'elsewhere', devices: [facts('Desk'), facts('Attic')] });

describe('the standing of an account', () => {
  const table: [string, AccountDevices, string, string][] = [
    ['here', savings({ standing: 'here', awaySince: null }), 'Active on this device', 'この端末で使用中'],
    ['elsewhere', elsewhere, 'Active on "Desk" since today 14:02', '「Desk」で使用中（今日 14:02 から）'],
    [
      'elsewhere, not known since when',
      savings({ standing: 'elsewhere', devices: [facts('Desk')] }),
      'Active on "Desk"',
      '「Desk」で使用中',
    ],
    ['claimed by two at once', contested, 'No device is active', '使用中の端末はありません'],
    ['free', savings({ standing: 'free' }), 'No device is active', '使用中の端末はありません'],
    [
      'away',
      savings({ standing: 'away', since: today }),
      'The relays have not answered since today 14:02',
      '今日 14:02 からリレーの応答がありません',
    ],
    [
      'away, never read',
      savings({ standing: 'away', since: null }),
      'The relays do not answer',
      'リレーの応答がありません',
    ],
    ['locked', savings({ standing: 'locked' }), 'Locked', 'ロック中'],
    ['only', savings({ standing: 'only' }), 'Active on this device', 'この端末で使用中'],
  ];

  it.each(table)('is told in words: %s', (_, account, english, japanese) => {
    expect(standingWords(en, account, now).title).toBe(english);
    expect(standingWords(ja, account, now).title).toBe(japanese);
  });

  it('names every device that claimed at the same moment', () => {
    expect(standingWords(en, contested, now).meaning).toContain('"Desk" and "Attic"');
    expect(standingWords(ja, contested, now).meaning).toContain('「Desk」、「Attic」');
  });

  it('says that signing goes on for now where the relays are away', () => {
    const account = savings({ standing: 'here', awaySince: today });
    expect(standingWords(en, account, now).meaning).toMatch(
      /not answered since today 14:02.*goes on for now/,
    );
  });
});

describe('the devices that have an account', () => {
  const told = { account: elsewhere.account, device: facts('Kiosk'), at: today - hour };

  it.each([
    ['the active one, since when it is', elsewhere, undefined, [['Desk', today]]],
    [
      'each that claimed, with no moment',
      contested,
      told,
      [
        ['Desk', null],
        ['Attic', null],
      ],
    ],
    [
      'the last known one while the relays are away',
      savings({ standing: 'away', since: null }, [other('Desk', { activeSince: today })]),
      told,
      [['Desk', today]],
    ],
    [
      'the one that was told of, where nothing newer is known',
      savings({ standing: 'locked' }),
      told,
      [['Kiosk', today - hour]],
    ],
    ['none where this one is active', savings({ standing: 'here', awaySince: null }), told, []],
    ['none where nobody is known', savings({ standing: 'free' }), undefined, []],
  ] as const)('are %s', (_, account, known, expected) => {
    expect(takersOf(account, known).map(({ name, since }) => [name, since])).toEqual(expected);
  });
});

describe('the list of other devices', () => {
  it('begins with the active one, then those seen last, and sets apart those not seen for long', () => {
    const { shown, longGone } = listedDevices([
      other('Attic', { lastSeenAt: today - 100 * day, isLongGone: true }),
      other('Kiosk', { lastSeenAt: today - day }),
      other('Laptop'),
      other('Desk', { lastSeenAt: today - 2 * day, activeSince: today - 3 * day }),
    ]);
    expect(shown.map(({ name }) => name)).toEqual(['Desk', 'Laptop', 'Kiosk']);
    expect(longGone.map(({ name }) => name)).toEqual(['Attic']);
  });

  it('never folds the active one away', () => {
    const { shown, longGone } = listedDevices([other('Desk', { activeSince: today, isLongGone: true })]);
    expect([shown.length, longGone.length]).toEqual([1, 0]);
  });
});

describe('the part of the page that takes an account back', () => {
  it('names the account, and is read back', () => {
    expect(disownPart(address('a'))).toBe(`disown-${address('a')}`);
    expect(disownedAddress(disownPart(address('a')))).toBe(address('a'));
    expect(disownedAddress(`disown-${address('a').toUpperCase()}`)).toBe(address('a'));
  });

  it.each(['', 'lost', 'disown'])('is not %o', (part) => {
    expect(disownedAddress(part)).toBeNull();
  });
});

const worker = { call: () => new Promise<never>(() => {}), onChanged: () => () => {} };
const [network] = knownNetworks;

function overview(): Overview {
  if (network === undefined) throw new Error('No network is known');
  return {
    version: '0.3.0',
    isPrivate: false,
    vault: 'unlocked',
    lockAt: null,
    retryAt: null,
    failedAttempts: 0,
    account: null,
    network,
    settings: firstSettings,
    reminder: null,
    waiting: 0,
    loss: null,
    takenOver: [],
    update: null,
    now,
  };
}

function markup(content: ReactNode): string {
  return renderToStaticMarkup(
    <WorkerProvider worker={worker}>
      <LanguageProvider choice="en">
        <OverviewProvider overview={overview()}>{content}</OverviewProvider>
      </LanguageProvider>
    </WorkerProvider>,
  ).replaceAll('&#x27;', "'");
}

function buttonsOf(content: ReactNode): string[] {
  return [...markup(content).matchAll(/<button[^>]*>([^<]*)/g)].map(([, words]) => words ?? '');
}

describe('the card of an account', () => {
  it('offers to take it and to say that it was somebody else, where another device is active', () => {
    expect(buttonsOf(<AccountCard account={elsewhere} />)).toEqual([
      'Make this the active device',
      "This wasn't me",
    ]);
  });

  it('offers to forget a device that is not the active one, and to merge what is perhaps this one', () => {
    const others = [other('Laptop'), other('Old', { isPerhapsThis: true, lastSeenAt: today - day })];
    const card = <AccountCard account={savings({ standing: 'here', awaySince: null }, others)} />;
    expect(buttonsOf(card)).toEqual(['Forget', 'Merge', 'Forget']);
  });

  it('says where no other device was seen', () => {
    expect(markup(<AccountCard account={savings({ standing: 'free' })} />)).toContain(
      'No other device has been seen.',
    );
  });
});

describe('"This wasn\'t me"', () => {
  function query(accounts: readonly AccountDevices[]): Query<DevicesView> {
    const self = {
      key: '0'.repeat(64),
      name: 'Here',
      browser: 'Chrome',
      system: 'Linux',
      profile: 'standard',
      since: today,
    } as const;
    return { state: 'ready', value: { relays: 3, self, accounts }, reload: () => {} };
  }

  it('says who took the account and when, and asks for the password', () => {
    const page = markup(<Disown address={address('a')} devices={query([elsewhere])} />);
    expect(page).toContain('Desk');
    expect(page).toContain('Took the account today 14:02');
    expect(page).toContain('type="password"');
    expect(page).toMatch(/<button type="submit"[^>]*>This wasn't me</);
  });

  it('has nothing to take back where this device is active', () => {
    const here = savings({ standing: 'here', awaySince: null });
    const page = markup(<Disown address={address('a')} devices={query([here])} />);
    expect(page).toContain('There is nothing to take back');
    expect(page).not.toContain('type="password"');
  });

  it('knows only accounts of this wallet', () => {
    const page = markup(<Disown address={address('b')} devices={query([elsewhere])} />);
    expect(page).toContain('This account is not in this wallet');
  });
});
