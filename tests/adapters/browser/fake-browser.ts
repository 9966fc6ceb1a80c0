/** The polyfill hands on a `browser` that is there already, and is loaded once: the object stays, what it holds changes. */
const browser: Record<string, unknown> = {};
Object.assign(globalThis, { chrome: { runtime: { id: 'sekisho' } }, browser });

/** Puts in place the parts of a browser that an adapter asks for, made by hand. */
export function installBrowser(fake: { readonly [api: string]: object }): void {
  for (const key of Object.keys(browser)) delete browser[key];
  Object.assign(browser, fake, { runtime: { id: 'sekisho', ...fake.runtime } });
}

/** An event that the test fires. */
export function fakeEvent<Values extends unknown[]>() {
  const listeners = new Set<(...values: Values) => unknown>();
  return {
    addListener: (listener: (...values: Values) => unknown) => void listeners.add(listener),
    /** What each listener gave back. */
    fire: (...values: Values) => Array.from(listeners, (listener) => listener(...values)),
    get count() {
      return listeners.size;
    },
  };
}

/** One end of a port, whose other end is the test. */
export function fakePort(name = '') {
  const posted: unknown[] = [];
  const port = {
    name,
    posted,
    onMessage: fakeEvent<[message: unknown]>(),
    onDisconnect: fakeEvent<[]>(),
    postMessage: (message: unknown) => void posted.push(message),
    disconnect: () => undefined,
  };
  return port;
}

/** An area of storage. */
export function fakeArea() {
  const rows = new Map<string, unknown>();
  return {
    rows,
    get: async (key: string) => (rows.has(key) ? { [key]: rows.get(key) } : {}),
    set: async (values: Record<string, unknown>) => {
      for (const [key, value] of Object.entries(values)) rows.set(key, structuredClone(value));
    },
  };
}

/** Lets promises settle that wait for nothing from outside. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
