import { useState } from 'react';
import type { RelayHealth } from '../../core/relay-health';
import type { RelaysView } from '../../protocol/ui';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { Section } from '../../ui/layout/heading';
import { useOverview } from '../../ui/use-overview';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { RelayCard } from './relay-card';
import { quorumSentence, relayName } from './relay-words';
import { RemoveLastRelay } from './remove-last-relay';

/** The relays in use, how many of them must answer, and the way to do without one. */
export function RelayRows({ view: { relays, quorum } }: { view: RelaysView }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const { areRelaysManaged } = useOverview().settings;
  const [last, setLast] = useState<RelayHealth | null>(null);
  const remove = async ({ address }: RelayHealth) => {
    if (task.isRunning) return;
    const others = relays.map((relay) => relay.address).filter((other) => other !== address);
    const outcome = await task.run(() => call('relays.set', { relays: others }));
    if (!outcome.ok) return;
    setLast(null);
    say({ text: t('relaysRemoved', { name: relayName(address) }) });
  };
  return (
    <Section title={t('relaysChosen')}>
      <div className="stack">
        <p>{quorumSentence(t, quorum, relays.length)}</p>
        {task.sentence && last === null && <Notice isAnnounced>{task.sentence}</Notice>}
        <ul className="rows" aria-label={t('relaysChosen')}>
          {relays.map((relay) => (
            <RelayCard
              key={relay.address}
              relay={relay}
              isAlone={relays.length === 1}
              onRemove={
                areRelaysManaged ? null : () => (relays.length === 1 ? setLast(relay) : void remove(relay))
              }
            />
          ))}
        </ul>
        <p className="quiet">{t('relaysSameEverywhere')}</p>
      </div>
      {last !== null && (
        <RemoveLastRelay
          task={task}
          onRemove={() => void remove(last)}
          onClose={() => {
            setLast(null);
            task.forgetFault();
          }}
        />
      )}
    </Section>
  );
}
