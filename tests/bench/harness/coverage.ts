import type { BrowserContext } from '@playwright/test';

interface CoveredFunction {
  readonly ranges: readonly {
    readonly startOffset: number;
    readonly endOffset: number;
    readonly count: number;
  }[];
}

/** The text of a running worker's script that was evaluated so far: of functions that never ran, nothing. */
export async function coverageOfWorker(
  context: BrowserContext,
  url: string,
  source: string,
): Promise<string> {
  const browser = await context.browser()!.newBrowserCDPSession();
  const { targetInfos } = await browser.send('Target.getTargets');
  const target = targetInfos.find((each) => each.url === url);
  if (target === undefined) throw new Error(`No worker runs at ${url}`);
  const { sessionId } = await browser.send('Target.attachToTarget', {
    targetId: target.targetId,
    flatten: false,
  });
  const answered = new Promise<CoveredFunction[]>((resolve, reject) => {
    browser.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, result, error } = JSON.parse(message);
      if (error !== undefined) reject(new Error(error.message));
      if (id !== 2) return;
      const script = result.result.find((each: { url: string }) => each.url === url);
      resolve(script.functions);
    });
  });
  const say = (id: number, method: string) =>
    browser.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
  await say(1, 'Profiler.enable');
  await say(2, 'Profiler.getBestEffortCoverage');
  const functions = await answered;
  await browser.detach();

  // Outer functions come before those in them, which have the last word on their part.
  const isRun = new Uint8Array(source.length);
  const ranges = functions.flatMap((each) => each.ranges);
  for (const { startOffset, endOffset, count } of ranges)
    isRun.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  let text = '';
  for (const [position, wasRun] of isRun.entries()) if (wasRun === 1) text += source[position];
  return text;
}
