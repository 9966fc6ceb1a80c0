import { relayName } from '../relays/relay-words';

/** Relays by name, one a line. */
export function RelayNames({ label, relays }: { label: string; relays: readonly string[] }) {
  return (
    <ul className="relay-names" aria-label={label}>
      {relays.map((relay) => (
        <li key={relay}>
          <code>{relayName(relay)}</code>
        </li>
      ))}
    </ul>
  );
}
