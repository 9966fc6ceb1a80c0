import { createContext, type ReactNode, useContext, useMemo, useState, useSyncExternalStore } from 'react';
import type { Call, CommandFault, CommandName, CommandParams, Replies } from '../protocol/ui';
import { createListWatch, createWatch, type LoadPage, type OnChanged, type Watched } from './watch';

/** What a page needs of the worker: to call it, and to hear what changed. */
export interface Worker {
  readonly call: Call;
  readonly onChanged: OnChanged;
}

const WorkerContext = createContext<Worker | null>(null);

/** Gives everything inside the worker to talk to. */
export function WorkerProvider({ worker, children }: { worker: Worker; children: ReactNode }) {
  return <WorkerContext value={worker}>{children}</WorkerContext>;
}

/** The worker of this page. @throws outside a `WorkerProvider` */
export function useWorker(): Worker {
  const worker = useContext(WorkerContext);
  if (worker === null) throw new Error('A WorkerProvider must stand around everything that asks the worker');
  return worker;
}

export type { LoadPage, PageAsked } from './watch';

export type Query<Value> = Watched<Value> & { readonly reload: () => void };

/**
 * What the worker answers to a query, asked again when one of `topics` changes. The old answer stays while it is
 * asked again; other params start anew, with nothing. Null params ask nothing yet.
 */
export function useQuery<Name extends CommandName>(
  name: Name,
  params: CommandParams<Name> | null,
  topics: readonly string[],
): Query<Replies[Name]> {
  const { call, onChanged } = useWorker();
  const asked = useSame(params);
  const heard = useSame(topics);
  const watch = useMemo(
    () =>
      createWatch<Replies[Name]>(
        () => (asked === null ? new Promise(() => {}) : call(name, asked)),
        onChanged,
        heard,
      ),
    [call, onChanged, name, asked, heard],
  );
  const watched = useSyncExternalStore(watch.subscribe, watch.snapshot);
  return { ...watched, reload: watch.reload };
}

export interface List<Item> {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly items: readonly Item[];
  /** How many there are in all, where the worker says so. */
  readonly total: number | null;
  readonly hasMore: boolean;
  readonly fault: CommandFault | null;
  readonly showMore: () => void;
  readonly reload: () => void;
}

/**
 * A long list, `step` at a time. What is shown stays while more comes, and is loaded anew when a topic changes. `load`
 * must be the same function from render to render (`useCallback`).
 */
export function useList<Item>(load: LoadPage<Item>, topics: readonly string[], step = 20): List<Item> {
  const { onChanged } = useWorker();
  const heard = useSame(topics);
  const watch = useMemo(() => createListWatch(load, onChanged, heard, step), [load, onChanged, heard, step]);
  const { state, value, ...rest } = useSyncExternalStore(watch.subscribe, watch.snapshot);
  return {
    state,
    items: value?.items ?? [],
    total: value?.total ?? null,
    hasMore: value !== null && value.next !== null,
    fault: 'fault' in rest ? rest.fault : null,
    showMore: watch.showMore,
    reload: watch.reload,
  };
}

/** The value first given, for as long as what is given says the same in JSON. */
function useSame<Value>(value: Value): Value {
  const [kept, keep] = useState(value);
  if (kept === value || JSON.stringify(kept) === JSON.stringify(value)) return kept;
  keep(value);
  return value;
}
