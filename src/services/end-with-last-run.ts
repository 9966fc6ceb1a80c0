import { afterEnds } from './end-session';
import { noteUpdate } from './note-update';
import { commit } from './now';
import type { Ports } from './ports';
import { noteEnds, unnotedEnds } from './unnoted-ends';

/**
 * Once in each run of the browser: ends what was to last until the last one ended, before any list says that it lives.
 * Decisions at use never wait for it, and no worker reads all sessions before somebody looks (measured: 28 MiB for
 * 10,000). Private windows have no last run.
 */
export async function endWithLastRun(ports: Ports): Promise<void> {
  if (ports.isPrivate || (await ports.browser.isSettled())) return;
  // An update counts what it ended, and tells the person.
  await noteUpdate(ports);
  const { endOfLast } = await ports.browser.run();
  const keys = await unnotedEnds(ports, endOfLast);
  if (keys.length > 0) {
    await commit(ports, (writes, at) => noteEnds(writes, keys, at));
    await afterEnds(ports, keys);
  }
  await ports.browser.settle();
}
