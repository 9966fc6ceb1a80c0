import { useState } from 'react';

/** What was typed into a form, by field. Never a secret (SEC-15). */
type Draft = Readonly<Record<string, string>>;

/**
 * What is being typed into the form `name`, kept with this entry of the tab's history, so that a reload, or going away
 * and back, finds it again. A secret never goes in here (SEC-15).
 */
export function useDraft<Fields extends Draft>(
  name: string,
  empty: Fields,
): [Fields, (change: Partial<Fields>) => void, () => void] {
  const [draft, setDraft] = useState<Fields>(() => ({ ...empty, ...keptDraft(name, Object.keys(empty)) }));
  const change = (changed: Partial<Fields>) => {
    const next = { ...draft, ...changed };
    setDraft(next);
    keep(name, next);
  };
  const forget = () => {
    setDraft(empty);
    keep(name, null);
  };
  return [draft, change, forget];
}

function keptDraft(name: string, fields: readonly string[]): Draft {
  const kept: unknown = readState()[name];
  if (!isRecord(kept)) return {};
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = kept[field];
      return typeof value === 'string' ? [[field, value]] : [];
    }),
  );
}

function keep(name: string, draft: Draft | null): void {
  window.history.replaceState({ ...readState(), [name]: draft }, '');
}

function readState(): Record<string, unknown> {
  const state: unknown = window.history.state;
  return isRecord(state) ? state : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
