import type { RelayHealth } from '../../core/relay-health';
import { useT } from '../../ui/language';
import { Disclosure } from '../../ui/layout/disclosure';
import { KeyValue, KeyValueList } from '../../ui/layout/key-value-list';
import { droppedFaults, relayFaultWords } from './relay-words';

/** How much of what a relay sent was dropped, and on demand why. Nothing where nothing was. */
export function DroppedMessages({ dropped }: { dropped: RelayHealth['dropped'] }) {
  const t = useT();
  const faults = droppedFaults(dropped);
  if (faults.length === 0) return null;
  const total = faults.reduce((sum, [, messages]) => sum + messages, 0);
  return (
    <Disclosure label={t.count('relaysDropped', total)}>
      <p className="quiet">{t('relaysDroppedLead')}</p>
      <KeyValueList>
        {faults.map(([fault, messages]) => (
          <KeyValue key={fault} label={t(relayFaultWords[fault])}>
            {messages}
          </KeyValue>
        ))}
      </KeyValueList>
    </Disclosure>
  );
}
