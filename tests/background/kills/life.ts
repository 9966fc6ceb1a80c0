/** Where a life of the worker ends: right before or right after its n-th call takes effect; calls count from 0. */
export interface Kill {
  readonly call: number;
  readonly side: 'before' | 'after';
}

/** What happens elsewhere right before the n-th call of a life. */
export interface Meanwhile {
  readonly call: number;
  readonly act: () => void;
}

/** A call within a transaction. What kills there, aborts: right after one call is right before the next. */
const within = 'in a transaction: ';

/** A step of a transaction that changes nothing: dying there is dying before the transaction. */
export const isGlance = (name: string) => name.startsWith(within) && !/: (put|append|delete)/.test(name);

/** What answers nothing; whatever else a dead life asks for never comes. */
const said = new Set(['answer', 'refresh', 'showWaiting', 'notify', 'wakeAt', 'changed', 'postMessage']);

/** One life of the worker: every call over a port passes here, and with its end nothing takes effect any more. */
export function beginLife(kill: Kill | null, meanwhile: Meanwhile | null = null) {
  const calls: string[] = [];
  const atDeath: (() => void)[] = [];
  let underWay = 0;
  let isDead = false;
  let tellDeath: (end: 'killed') => void;
  const death = new Promise<'killed'>((resolve) => {
    tellDeath = resolve;
  });

  function die(): void {
    if (isDead) return;
    isDead = true;
    for (const end of atDeath) end();
    tellDeath('killed');
  }

  function pass<Result>(name: string, method: string, act: () => Result): Result {
    const call = calls.length;
    const isLast = (side: Kill['side']) => !isDead && kill?.call === call && kill.side === side;
    if (!isDead) calls.push(name);
    if (!isDead && meanwhile?.call === call) meanwhile.act();
    if (isLast('before')) die();
    if (isDead) return (said.has(method) ? undefined : forever()) as Result;
    const result = act();
    if (!(result instanceof Promise)) {
      if (isLast('after')) die();
      return result;
    }
    underWay += 1;
    const passed = carry(result, () => {
      underWay -= 1;
      if (isLast('after')) die();
      return isDead;
    });
    return passed as Result;
  }

  /** The same port, each of whose methods is a place to die. */
  function mortal<Port extends object>(name: string, port: Port): Port {
    return new Proxy(port, {
      get(target, key, receiver) {
        const value: unknown = Reflect.get(target, key, receiver);
        if (typeof value !== 'function') return value;
        const method = String(key);
        return (...args: unknown[]) =>
          pass(`${name}${method}`, method, () => value.apply(target, args) as unknown);
      },
    });
  }

  /** The same port, which reaches nothing outside: nobody dies over its calls, but nothing is at rest during one. */
  function busy<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get(target, key, receiver) {
        const value: unknown = Reflect.get(target, key, receiver);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (isDead) return forever();
          underWay += 1;
          return carry(value.apply(target, args) as Promise<unknown>, () => {
            underWay -= 1;
            return isDead;
          });
        };
      },
    });
  }

  return {
    calls,
    death,
    busy,
    die,
    pass,
    mortal,
    /** The same methods within a transaction. */
    mortalWithin: <Methods extends object>(methods: Methods): Methods => mortal(within, methods),
    whenDead(end: () => void): void {
      if (isDead) end();
      else atDeath.push(end);
    },
    isDead: () => isDead,
    isBusy: () => !isDead && underWay > 0,
  };
}

export type Life = ReturnType<typeof beginLife>;

/** What changes something outside the worker. Right after any other call is right before the next. */
const effects =
  /^(store[.]write|postMessage|pages[.]answer|attention[.](showRequests|notify)|keyHolder[.](set|clear|keepUntil)|drafts[.]put|calls[.]note|browser[.]run|keystore[.]sign.*|chain[.]broadcast|relays[.](read|publish)|coordinations[.]put|sharedClaims[.]put|local[.](set|remove))$/;

/** Every way to die in a life that made these calls. */
export function killsOf(calls: readonly string[]): readonly Kill[] {
  return calls.flatMap((name, call): Kill[] => [
    { call, side: 'before' },
    ...(effects.test(name) ? [{ call, side: 'after' } as const] : []),
  ]);
}

/** What a call brings back, unless nobody is left to hear it. */
async function carry(result: Promise<unknown>, endsDead: () => boolean): Promise<unknown> {
  try {
    return await result;
  } finally {
    if (endsDead()) await forever();
  }
}

function forever(): Promise<never> {
  return new Promise(() => {});
}

/**
 * A factory whose databases die with the life that opened them: what is under way in them is aborted.
 * `onBegun` is told of each transaction when it begins.
 */
export function mortalFactory(
  factory: IDBFactory,
  life: Life,
  onBegun: (tx: IDBTransaction) => void,
): IDBFactory {
  const underWay = new Set<IDBTransaction>();
  const connections = new Set<IDBDatabase>();
  life.whenDead(() => {
    for (const tx of underWay) {
      try {
        tx.abort();
      } catch {
        // It is being committed: the browser has all that it needs.
      }
    }
    for (const db of connections) db.close();
  });
  return new Proxy(factory, {
    get(target, key) {
      if (key !== 'open') return Reflect.get(target, key) as unknown;
      return (name: string, version?: number) => {
        const request = target.open(name, version);
        request.addEventListener('upgradeneeded', () => {
          if (request.transaction !== null) follow(request.transaction);
        });
        request.addEventListener('success', () => watch(request.result));
        return request;
      };
    },
  });

  function follow(tx: IDBTransaction): void {
    underWay.add(tx);
    const end = () => underWay.delete(tx);
    tx.addEventListener('complete', end);
    tx.addEventListener('abort', end);
  }

  function watch(db: IDBDatabase): void {
    connections.add(db);
    if (life.isDead()) db.close();
    const begin = db.transaction.bind(db);
    db.transaction = (...given: Parameters<IDBDatabase['transaction']>) => {
      const tx = begin(...given);
      follow(tx);
      onBegun(tx);
      return tx;
    };
  }
}
