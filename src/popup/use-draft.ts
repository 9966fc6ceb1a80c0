import { useEffect } from 'react';
import { create } from 'zustand';
import { useWorker } from '../ui/use-query';

/** What was typed or chosen, as JSON text by id; null: nothing was kept. What is not in it has not been asked for yet. */
interface Drafts {
  readonly kept: Readonly<Record<string, string | null>>;
  readonly keep: (id: string, text: string | null) => void;
}

const useDrafts = create<Drafts>()((set) => ({
  kept: {},
  keep: (id, text) => set(({ kept }) => ({ kept: { ...kept, [id]: text } })),
}));

export interface Draft<Value> {
  readonly value: Value;
  /** False until it is known what was kept: what is shown before may still change by itself. */
  readonly isKnown: boolean;
  readonly change: (value: Value) => void;
  readonly forget: () => void;
}

/**
 * What the person is choosing under `id`, there again when the popup opens anew. `read` makes sense of what was kept,
 * or gives null where it no longer fits; `first` stands where nothing was kept. Never a secret (SEC-15).
 */
export function useDraft<Value>(
  id: string,
  first: Value,
  read: (kept: unknown) => Value | null,
): Draft<Value> {
  const { call } = useWorker();
  const text = useDrafts(({ kept }) => kept[id]);
  const keep = useDrafts(({ keep }) => keep);
  useEffect(() => {
    if (text !== undefined) return;
    // A draft that cannot be had is no reason to keep the person from beginning anew.
    call('draft.get', { id }).then(
      (reply) => keep(id, reply.ok ? reply.value : null),
      () => keep(id, null),
    );
  }, [call, keep, id, text]);

  const put = (draft: string | null) => {
    keep(id, draft);
    call('draft.put', { id, draft }).catch(() => {
      // It still stands on the screen; only the next opening would begin anew.
    });
  };
  return {
    value: (text ? read(parse(text)) : null) ?? first,
    isKnown: text !== undefined,
    change: (value) => put(JSON.stringify(value)),
    forget: () => put(null),
  };
}

/** What was kept, where it is a list of texts, such as the addresses that were chosen. */
export function readTexts(kept: unknown): readonly string[] | null {
  return isTexts(kept) ? kept : null;
}

function isTexts(kept: unknown): kept is readonly string[] {
  return Array.isArray(kept) && kept.every((each) => typeof each === 'string');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
