import type { ReactNode } from 'react';

/** Facts in two columns. Its children are `<KeyValue>`. */
export function KeyValueList({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

/** One fact: what it is, and its value. */
export function KeyValue({
  label,
  children,
  isStrong = false,
  isStacked = false,
}: {
  label: string;
  children: ReactNode;
  /** For the sum at the end. */
  isStrong?: boolean | undefined;
  /** The value under its label, for what is long: an address, a URL. */
  isStacked?: boolean | undefined;
}) {
  return (
    <div className="fact" data-strong={isStrong || undefined} data-stacked={isStacked || undefined}>
      <dt>{label}</dt>
      <dd className="numeric">{children}</dd>
    </div>
  );
}
