import type { BrowserContext } from '@playwright/test';

/** The extension workers of a browser, as the browser tells of them. */
export async function watchWorkers(context: BrowserContext) {
  const [page = await context.newPage()] = context.pages();
  const session = await context.newCDPSession(page);
  const running = new Map<string, boolean>();
  let hear = () => {};
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, runningStatus } of versions) running.set(versionId, runningStatus !== 'stopped');
    hear();
  });
  await session.send('ServiceWorker.enable');
  return {
    /** Stops them all, as the browser does with idle ones; done when none runs. */
    async stopAll(): Promise<void> {
      const stopped = new Promise<void>((done) => {
        hear = () => {
          if (![...running.values()].includes(true)) done();
        };
      });
      await session.send('ServiceWorker.stopAllWorkers');
      hear();
      await stopped;
      hear = () => {};
    },
  };
}
