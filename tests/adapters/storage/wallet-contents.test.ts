import { describe, expect, test } from 'vitest';
import { copyFormat } from '../../../src/adapters/storage/wallet-contents';
import type { WalletCopy } from '../../../src/core/wallet-contents';
import {
  sampleAccounts,
  sampleNetwork,
  sampleSessions,
  sampleSettings,
  sampleToken,
} from '../../fixtures/sample-records';

const copy: WalletCopy = {
  accounts: sampleAccounts.map((account) => ({ ...account, name: '"貯金"' })),
  settings: sampleSettings,
  networks: [sampleNetwork],
  tokens: [sampleToken],
  sessions: sampleSessions,
};

/** How many bytes a copy with its first `count` sessions has. */
function sizeWith(count: number): number {
  const text = copyFormat.write({ ...copy, sessions: sampleSessions.slice(0, count) }, Infinity);
  return Buffer.byteLength(text ?? '');
}

function writtenIn(room: number): WalletCopy | null {
  const text = copyFormat.write(copy, room);
  return text === null ? null : copyFormat.parse(text);
}

describe('a copy that is written', () => {
  test.each(sampleSessions.map((_, index) => index))(
    'has its first %i sessions where it has just the room for them, and no fewer',
    (count) => {
      const sessions = sampleSessions.slice(0, count);
      expect(writtenIn(sizeWith(count))).toEqual({ ...copy, sessions });
      expect(writtenIn(sizeWith(count + 1) - 1)).toEqual({ ...copy, sessions });
    },
  );

  test('is whole where all of it fits', () => {
    expect(writtenIn(sizeWith(sampleSessions.length))).toEqual(copy);
  });

  test('is none where not even the rest of it fits', () => {
    expect(writtenIn(sizeWith(0) - 1)).toBeNull();
  });
});
