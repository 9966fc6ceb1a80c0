import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { createStore } from '../../../src/adapters/storage/store';
import { copyFormat, parseContents, writeContents } from '../../../src/adapters/storage/wallet-contents';
import { firstSettings } from '../../../src/core/settings';
import { minute } from '../../../src/core/units';
import {
  sampleAccounts,
  sampleNetwork,
  sampleSettings,
  sampleSettingsWithRelays,
  sampleToken,
} from '../../fixtures/sample-records';
import { changeRaw, loadDatabase, rawRows, type Dump } from './raw-database';

/** What earlier versions did not say: nobody has chosen relays, and nobody was asked. */
const unsaid = { relays: [], areRelaysManaged: false, areDevicesDecided: false, relayGrace: 10 * minute };

const contents = { accounts: sampleAccounts, networks: [sampleNetwork], tokens: [sampleToken] };

/** The text without what earlier versions did not say. */
function asBefore(text: string): string {
  const { settings, ...rest } = JSON.parse(text) as { settings: { settings: Record<string, unknown> } };
  const {
    relays: _,
    areRelaysManaged: _managed,
    areDevicesDecided: _decided,
    relayGrace: _grace,
    ...before
  } = settings.settings;
  return JSON.stringify({ ...rest, settings: { ...settings, settings: before } });
}

describe('settings of a version that knew of no other devices', () => {
  test.each([1, 2])('are read from a database of version %i, and none is damaged', async (version) => {
    const url = new URL(`../../fixtures/database-v${version}.json`, import.meta.url);
    const factory = new IDBFactory();
    await loadDatabase(factory, JSON.parse(readFileSync(url, 'utf8')) as Dump);
    const store = createStore(factory);
    expect(await store.read((reads) => reads.settings())).toEqual({ ...sampleSettings, ...unsaid });
    expect(await rawRows(factory, 'quarantine')).toEqual([]);
  });

  test('are read from a second copy', () => {
    const text = asBefore(writeContents({ ...contents, settings: sampleSettingsWithRelays }));
    expect(text).not.toContain('relay');
    expect(parseContents(text)).toEqual({ ...contents, settings: { ...sampleSettings, ...unsaid } });
  });

  test('are read from a backup', () => {
    const whole =
      copyFormat.write({ ...contents, settings: sampleSettingsWithRelays, sessions: [] }, Infinity) ?? '';
    const backup = JSON.parse(whole) as { contents: string; sessions: string[] };
    const text = JSON.stringify({ ...backup, contents: asBefore(backup.contents) });
    expect(copyFormat.parse(text)?.settings).toEqual({ ...sampleSettings, ...unsaid });
  });
});

describe('settings with relays', () => {
  test('are the same again from a copy and from a backup', () => {
    const all = { ...contents, settings: sampleSettingsWithRelays };
    expect(parseContents(writeContents(all))).toEqual(all);
    const text = copyFormat.write({ ...all, sessions: [] }, Infinity) ?? '';
    expect(copyFormat.parse(text)).toEqual({ ...all, sessions: [] });
  });

  test('are not lost where one relay was written in two forms: it is one of them from then on', async () => {
    const factory = new IDBFactory();
    const store = createStore(factory);
    await store.read((reads) => reads.settings());
    const relays = ['wss://relay.example/#', 'wss://relay.example/', 'wss://other.example/?'];
    await changeRaw(factory, (tx) =>
      tx.objectStore('settings').put({ name: 'settings', settings: { ...sampleSettingsWithRelays, relays } }),
    );
    expect(await store.read((reads) => reads.settings())).toEqual({
      ...sampleSettingsWithRelays,
      relays: ['wss://relay.example/', 'wss://other.example/'],
    });
  });

  test.each([
    ['an address that may be no relay', { relays: ['http://relay.example/'] }],
    [
      'more relays than there may be',
      { relays: Array.from({ length: 9 }, (_, n) => `wss://r${n}.example/`) },
    ],
    ['a grace that is not offered', { relayGrace: 48 * 60 * minute }],
  ])('are never used with %s (SEC-23)', async (_, over) => {
    const factory = new IDBFactory();
    await createStore(factory).read((reads) => reads.settings());
    await changeRaw(factory, (tx) =>
      tx
        .objectStore('settings')
        .put({ name: 'settings', settings: { ...sampleSettingsWithRelays, ...over } }),
    );
    expect(await createStore(factory).read((reads) => reads.settings())).toEqual(firstSettings);
  });
});
