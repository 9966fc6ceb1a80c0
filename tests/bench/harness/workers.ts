import type { BrowserContext } from '@playwright/test';

/** The extension workers of a browser, as the browser tells of them. */
export async function watchWorkers(context: BrowserContext) {
  const [page = await context.newPage()] = context.pages();
  const session = await context.newCDPSession(page);
  const running = new Set<string>();
  const stopped = new EventTarget();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, runningStatus } of versions) {
      if (runningStatus !== 'stopped') running.add(versionId);
      else if (running.delete(versionId)) stopped.dispatchEvent(new Event(versionId));
    }
  });
  await session.send('ServiceWorker.enable');
  return {
    /** Stops those that run, as the browser does with idle ones; done when each was seen to stop. */
    async stopAll(): Promise<void> {
      const ends = [...running].map(
        (id) => new Promise((done) => stopped.addEventListener(id, done, { once: true })),
      );
      await session.send('ServiceWorker.stopAllWorkers');
      await Promise.all(ends);
    },
  };
}
