import type { Account } from '../../core/account';
import type { DeviceFacts } from '../../core/one-device';
import type { Millis } from '../../core/units';
import type { Replies } from '../../protocol/ui';
import { formatMoment } from '../format-time';
import type { Translate } from '../translate';

type NamedAccount = Pick<Account, 'address' | 'name'>;
type Standings = Replies['devices.standing'];

/** Devices in words: `"Desk" (Firefox on Linux), last seen today 14:02`. */
export function deviceWords(t: Translate, devices: readonly DeviceFacts[], now: Millis): string {
  return listWords(
    t,
    devices.map(({ name, browser, system, lastSeenAt }) =>
      t('takeOverDevice', { device: name, browser, system, moment: formatMoment(t, lastSeenAt, now) }),
    ),
  );
}

/** Whether to use an account here that is active on these devices. */
export function questionAbout(t: Translate, devices: readonly DeviceFacts[], now: Millis): string {
  return t('takeOverQuestion', { devices: deviceWords(t, devices, now) });
}

/**
 * Whether to use these accounts here, where any of them is active elsewhere; null where none is. Of several accounts
 * those that it concerns are named, and those on the same devices stand in one sentence.
 */
export function takeOverQuestion(
  t: Translate,
  accounts: readonly NamedAccount[],
  standings: Standings,
  now: Millis,
): string | null {
  const groups = new Map<string, { names: string[]; devices: readonly DeviceFacts[] }>();
  for (const { address, name } of accounts) {
    const standing = standingOf(standings, address);
    if (standing?.standing !== 'elsewhere') continue;
    const where = JSON.stringify(standing.devices.map((each) => [each.name, each.browser, each.system]));
    const group = groups.get(where) ?? { names: [], devices: standing.devices };
    groups.set(where, { ...group, names: [...group.names, t('takeOverAccount', { account: name })] });
  }
  if (groups.size === 0) return null;
  return [...groups.values()]
    .map(({ names, devices }) => {
      if (accounts.length === 1) return questionAbout(t, devices, now);
      const words = deviceWords(t, devices, now);
      return names.length === 1
        ? t('takeOverQuestionNamed', { account: names.join(''), devices: words })
        : t('takeOverQuestionSeveral', { accounts: listWords(t, names), devices: words });
    })
    .join(' ');
}

/** That the relays cannot be reached, where one of these accounts waits for them; null where none does. */
export function awayOf(
  t: Translate,
  accounts: readonly NamedAccount[],
  standings: Standings,
  now: Millis,
): string | null {
  for (const { address } of accounts) {
    const standing = standingOf(standings, address);
    if (standing?.standing === 'away') return awaySentence(t, standing.since, now);
  }
  return null;
}

/** That the relays cannot be reached, since when, and that nothing needs to be done about it. */
export function awaySentence(t: Translate, since: Millis | null, now: Millis): string {
  return since === null ? t('takeOverAway') : t('takeOverAwaySince', { moment: formatMoment(t, since, now) });
}

function standingOf(standings: Standings, address: string) {
  return standings.find(({ account }) => account === address)?.standing;
}

/** `A and B`, `A、B`. */
function listWords(t: Translate, words: readonly string[]): string {
  return new Intl.ListFormat(t.language, { type: 'conjunction' }).format(words);
}
