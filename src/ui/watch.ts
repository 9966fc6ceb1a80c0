import type { CommandFault } from '../protocol/ui';

/** What a view has of something that the worker knows. */
export type Watched<Value> =
  | { readonly state: 'loading'; readonly value: null }
  | { readonly state: 'ready'; readonly value: Value }
  /** `value` is what was known before, if anything. */
  | { readonly state: 'failed'; readonly value: Value | null; readonly fault: CommandFault };

/** What a loader answers: the value, or why there is none. */
export type Loaded<Value> =
  | { readonly ok: true; readonly value: Value }
  | ({ readonly ok: false } & CommandFault);

/** Hears of the topics that changed; the answer stops it. */
export type OnChanged = (listener: (topics: readonly string[]) => void) => () => void;

/** One thing that is looked at, as `useSyncExternalStore` wants it. */
export interface Watch<Value> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => Watched<Value>;
  readonly reload: () => void;
}

/**
 * Loads a value while somebody looks at it, and again when one of its topics changes. The old value stays until
 * the new one is there; a change that is told during a load leads to one more load, so the last word is the newest.
 */
export function createWatch<Value>(
  load: () => Promise<Loaded<Value>>,
  onChanged: OnChanged,
  topics: readonly string[],
): Watch<Value> {
  let current: Watched<Value> = { state: 'loading', value: null };
  let stopHearing: (() => void) | null = null;
  let isLoading = false;
  let isOutdated = false;
  const listeners = new Set<() => void>();

  const show = (next: Watched<Value>) => {
    current = next;
    for (const listener of listeners) listener();
  };

  const settle = (loaded: Loaded<Value>) => {
    isLoading = false;
    if (isOutdated && listeners.size > 0) reload();
    else if (loaded.ok) show({ state: 'ready', value: loaded.value });
    else show({ state: 'failed', value: current.value, fault: loaded });
  };

  const reload = () => {
    if (isLoading) {
      isOutdated = true;
      return;
    }
    isLoading = true;
    isOutdated = false;
    // A worker that cannot be reached is a fault like any other: the view says so and offers to try again.
    load().then(settle, () => settle({ ok: false, fault: 'unexpected' }));
  };

  return {
    snapshot: () => current,
    reload,
    subscribe(listener) {
      listeners.add(listener);
      if (stopHearing === null) {
        stopHearing = onChanged((changed) => {
          if (changed.some((topic) => topics.includes(topic))) reload();
        });
        reload();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stopHearing?.();
        stopHearing = null;
      };
    },
  };
}

/** Which part of a list is loaded. */
export interface PageAsked {
  readonly limit: number;
  readonly after: string | null;
}

/** Loads one page of a list. */
export type LoadPage<Item> = (
  page: PageAsked,
) => Promise<
  Loaded<{ readonly items: readonly Item[]; readonly next: string | null; readonly total?: number }>
>;

/** As much of a list as was asked for so far. */
export interface LoadedList<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly total: number | null;
}

/** A list that is looked at, `step` at a time. */
export interface ListWatch<Item> extends Watch<LoadedList<Item>> {
  readonly showMore: () => void;
}

/** The worker hands out at most so many at once. */
const largestPage = 200;

/** Watches a list from its beginning, as far as the person has asked to see. */
export function createListWatch<Item>(
  load: LoadPage<Item>,
  onChanged: OnChanged,
  topics: readonly string[],
  step: number,
): ListWatch<Item> {
  let shown = step;
  const watch = createWatch(() => loadAtLeast(load, shown), onChanged, topics);
  return {
    ...watch,
    showMore() {
      shown += step;
      watch.reload();
    },
  };
}

async function loadAtLeast<Item>(load: LoadPage<Item>, count: number): Promise<Loaded<LoadedList<Item>>> {
  const items: Item[] = [];
  let after: string | null = null;
  let total: number | null = null;
  do {
    const page = await load({ limit: Math.min(largestPage, count - items.length), after });
    if (!page.ok) return page;
    items.push(...page.value.items);
    after = page.value.next;
    total = page.value.total ?? null;
  } while (after !== null && items.length < count);
  return { ok: true, value: { items, next: after, total } };
}
