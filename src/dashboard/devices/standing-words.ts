import type { Millis } from '../../core/units';
import type { AccountDevices } from '../../protocol/ui';
import { formatMoment } from '../../ui/format-time';
import type { Translate } from '../../ui/translate';
import { takersOf } from './known-devices';

/** What is said of an account's standing, and what it means. */
export interface StandingWords {
  readonly title: string;
  /** Empty where there is nothing to add. */
  readonly meaning: string;
}

/** The names of devices in a row: "Desk" and "Laptop". */
export function nameDevices(t: Translate, devices: readonly { readonly name: string }[]): string {
  const names = devices.map(({ name }) => t('devicesQuoted', { device: name }));
  return new Intl.ListFormat(t.language, { type: 'conjunction' }).format(names);
}

/** Who is active for an account, in words. `now` decides what "today" means. */
export function standingWords(t: Translate, account: AccountDevices, now: Millis): StandingWords {
  const { standing } = account;
  switch (standing.standing) {
    case 'only':
      return { title: t('devicesHere'), meaning: '' };
    case 'here':
      return { title: t('devicesHere'), meaning: awayWords(t, standing.awaySince, now) };
    case 'free':
      return { title: t('devicesFree'), meaning: t('devicesFreeMeaning') };
    case 'elsewhere':
      return elsewhereWords(t, account, now);
    case 'away':
      return {
        title:
          standing.since === null
            ? t('devicesAwayUnknown')
            : t('devicesAway', { moment: formatMoment(t, standing.since, now) }),
        meaning: t('devicesAwayMeaning'),
      };
    case 'locked':
      return { title: t('stateLocked'), meaning: t('devicesLockedMeaning') };
  }
}

function awayWords(t: Translate, awaySince: Millis | null, now: Millis): string {
  return awaySince === null ? '' : t('devicesHereAway', { moment: formatMoment(t, awaySince, now) });
}

function elsewhereWords(t: Translate, account: AccountDevices, now: Millis): StandingWords {
  const takers = takersOf(account);
  const [taker] = takers;
  if (taker === undefined) {
    return { title: t('endTakenOverShortUnknown'), meaning: t('devicesElsewhereMeaning') };
  }
  if (takers.length > 1) {
    const devices = nameDevices(t, takers);
    return { title: t('devicesFree'), meaning: t('devicesContestedMeaning', { devices }) };
  }
  const { name, since } = taker;
  return {
    title:
      since === null
        ? t('devicesElsewhereUnknown', { device: name })
        : t('devicesElsewhere', { device: name, moment: formatMoment(t, since, now) }),
    meaning: t('devicesElsewhereMeaning'),
  };
}
