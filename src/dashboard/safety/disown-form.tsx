import { useState } from 'react';
import type { Account } from '../../core/account';
import { minute } from '../../core/units';
import { AccountRow } from '../../ui/account/account-row';
import { SubmitButton } from '../../ui/controls/button';
import { formatMoment } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { useRulesNow } from '../../ui/use-overview';
import { useWorker } from '../../ui/use-query';
import type { Taker } from '../devices/known-devices';
import { Form, FormFoot } from '../form';
import { AskedPasswordField, useAskedPassword } from '../password/asked-password';
import { PhraseLink } from '../password/phrase-link';

/** Says who has the account now, and takes it back for the password. */
export function DisownForm({
  account,
  takers,
  onBegin,
  onDisowned,
}: {
  account: Account;
  /** None where that cannot be read now. */
  takers: readonly Taker[];
  onBegin: () => void;
  onDisowned: (ended: number) => void;
}) {
  const t = useT();
  const { call } = useWorker();
  const now = useRulesNow(minute);
  const asked = useAskedPassword();
  const [isPhraseNeeded, setPhraseNeeded] = useState(false);
  const { address, checksummed, name } = account;
  const disown = async () => {
    const outcome = await asked.use((passwordKey) => {
      onBegin();
      return call('devices.disown', { account: address, passwordKey });
    });
    setPhraseNeeded(outcome?.ok === false && outcome.fault === 'claim-needs-phrase');
    if (outcome?.ok) onDisowned(outcome.value.ended);
  };
  return (
    <div className="panel">
      <AccountRow name={name} address={checksummed} size="line" />
      {takers.length === 0 ? (
        <p>{t('devicesDisownUnread')}</p>
      ) : (
        <ul className="devices">
          {takers.map((taker, index) => (
            <li className="device" key={`${index}${taker.name}`}>
              <div className="entry-words">
                <b>{taker.name}</b>
                <span className="entry-facts">
                  {t('devicesFacts', { browser: taker.browser, system: taker.system })}
                </span>
                <span className="entry-facts numeric">
                  {taker.since === null
                    ? t('devicesLastSeen', { moment: formatMoment(t, taker.lastSeenAt, now) })
                    : t('devicesTookIt', { moment: formatMoment(t, taker.since, now) })}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p>{t('devicesDisownWasYou')}</p>
      <p>{t('devicesDisownMeans')}</p>
      <Form isBusy={asked.isRunning} onSubmit={disown}>
        <AskedPasswordField asked={asked} label={t('unlockPassword')} />
        {isPhraseNeeded && <PhraseLink />}
        <FormFoot>
          <SubmitButton isBusy={asked.isRunning} isDisabled={asked.delay !== null}>
            {t('devicesDisown')}
          </SubmitButton>
        </FormFoot>
      </Form>
    </div>
  );
}
