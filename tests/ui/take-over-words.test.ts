import { address } from '../core/session-fixture';
import { describe, expect, it } from 'vitest';
import type { DeviceFacts, DeviceStanding } from '../../src/core/one-device';
import { awayOf, takeOverQuestion } from '../../src/ui/device/take-over-words';
import { faultSentence } from '../../src/ui/fault-sentence';
import { createTranslator } from '../../src/ui/t';

const now = new Date(2026, 10, 22, 18, 0).getTime();
const at = new Date(2026, 10, 22, 14, 2).getTime();
const en = createTranslator('en');
const ja = createTranslator('ja');

const desk: DeviceFacts = { name: 'Desk', browser: 'Firefox', system: 'Linux', lastSeenAt: at };
const phone: DeviceFacts = { name: 'Train', browser: 'Chrome', system: 'Windows', lastSeenAt: at };
const everyday = { address: address('1'), name: 'Everyday' };
const savings = { address: address('2'), name: 'Savings' };

function elsewhere(...devices: DeviceFacts[]): DeviceStanding {
  return { standing: 'elsewhere', devices };
}

function standings(first: DeviceStanding, second: DeviceStanding) {
  return [
    { account: everyday.address, standing: first },
    { account: savings.address, standing: second },
  ];
}

describe('the question whether to use accounts here', () => {
  const free: DeviceStanding = { standing: 'free' };
  const onDesk = '"Desk" (Firefox on Linux), last seen today 14:02';
  const onTrain = '"Train" (Chrome on Windows), last seen today 14:02';

  it.each([
    ['no account is active elsewhere', [everyday, savings], standings(free, { standing: 'locked' }), null],
    ['nothing is known yet', [everyday], [], null],
    [
      'the only account is',
      [everyday],
      standings(elsewhere(desk), elsewhere(phone)),
      `This account is active on ${onDesk}. Use it here?`,
    ],
    [
      'it was claimed by two devices at once',
      [everyday],
      standings(elsewhere(desk, phone), free),
      `This account is active on ${onDesk} and ${onTrain}. Use it here?`,
    ],
    [
      'one of two is: it is named',
      [everyday, savings],
      standings(free, elsewhere(desk)),
      `"Savings" is active on ${onDesk}. Use it here?`,
    ],
    [
      'two are on one device',
      [everyday, savings],
      standings(elsewhere(desk), elsewhere({ ...desk, lastSeenAt: at - 1 })),
      `"Everyday" and "Savings" are active on ${onDesk}. Use them here?`,
    ],
    [
      'two are on two devices',
      [everyday, savings],
      standings(elsewhere(desk), elsewhere(phone)),
      `"Everyday" is active on ${onDesk}. Use it here? "Savings" is active on ${onTrain}. Use it here?`,
    ],
  ] as const)('where %s', (_, accounts, known, question) => {
    expect(takeOverQuestion(en, accounts, known, now)).toBe(question);
  });

  it('is asked in Japanese', () => {
    expect(takeOverQuestion(ja, [everyday], standings(elsewhere(desk), free), now)).toBe(
      'このアカウントは「Desk」（LinuxのFirefox、最終確認 今日 14:02）で使用中です。この端末で使いますか？',
    );
  });
});

describe('that the relays are away', () => {
  it.each([
    [{ standing: 'here', awaySince: at }, null],
    [
      { standing: 'away', since: null },
      'The relays cannot be reached; this works again by itself as soon as they answer.',
    ],
    [
      { standing: 'away', since: at },
      'The relays cannot be reached (since today 14:02); this works again by itself as soon as they answer.',
    ],
  ] as const)('is said only where an account waits for them: %o', (standing, sentence) => {
    const known = standings(standing, { standing: 'free' });
    expect(awayOf(en, [everyday, savings], known, now)).toBe(sentence);
    expect(awayOf(en, [savings], known, now)).toBe(null);
  });

  it('reads the same where a command failed for it', () => {
    expect(faultSentence(en, { fault: 'relays-away', since: at }, now)).toBe(
      awayOf(en, [everyday], standings({ standing: 'away', since: at }, { standing: 'free' }), now),
    );
  });
});

describe('the sentence of a command that another device stands in the way of', () => {
  it('names the device', () => {
    expect(faultSentence(en, { fault: 'active-elsewhere', devices: [desk] }, now)).toBe(
      'This account is active on "Desk" (Firefox on Linux), last seen today 14:02. Make this the active device first, on the page "Devices".',
    );
  });
});
