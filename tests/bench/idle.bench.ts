import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { browserArguments } from '../../scripts/browser.mjs';
import { readExtension } from '../../scripts/extension.mjs';
import { startSite } from '../../scripts/local-site.mjs';
import { startExtension } from '../e2e/harness/extension';
import { connect } from '../e2e/harness/stories';
import { logBytes } from './harness/database-files';
import { record } from './harness/figures';
import { test } from './harness/fixtures';
import { floor, idleMinutes, samples, sekisho, type Subject } from './harness/plan';
import { canReadProcesses, extensionProcesses, uniqueMemory, usage } from './harness/processes';
import { putSessions, stockedSession } from './harness/seed';

/** A page that asks every wallet once and tells the server when it has its answers. */
const askingPage = `<!doctype html><title>Asks once</title><script type="module">
const asked = [];
addEventListener('eip6963:announceProvider', ({ detail: { provider } }) =>
  asked.push(provider.request({ method: 'eth_accounts' })));
dispatchEvent(new Event('eip6963:requestProvider'));
await Promise.all(asked);
await fetch('/has-asked');
</script>`;

interface Watched {
  readonly name: string;
  readonly subject: Subject;
  readonly profile: string;
}

// Elsewhere no files tell of processes.
if (canReadProcesses) {
  test('a browser with each extension stands idle', async ({ browserFile, site }, testInfo) => {
    const port = Number(new URL(site.url()).port);
    const watched: Watched[] = [
      { name: 'floor', subject: floor, profile: testInfo.outputPath('floor') },
      ...[0, 10, 10_000].map((count) => ({
        name: `${count.toLocaleString('en')} sessions`,
        subject: sekisho,
        profile: testInfo.outputPath(`sekisho-${count}`),
      })),
    ];
    for (const [index, count] of [0, 10, 10_000].entries()) {
      const extension = await startExtension({
        executablePath: browserFile,
        profile: watched[index + 1]!.profile,
      });
      await extension.importWallet();
      if (count > 0) {
        const page = await extension.context.newPage();
        await page.goto(site.url());
        await connect(extension, page, { length: '7 days' });
        const dashboard = await extension.openDashboard();
        await extension.killWorker();
        await putSessions(
          dashboard,
          Array.from({ length: count - 1 }, (_, number) => stockedSession(number + 1, port, Date.now())),
        );
      }
      await extension.close();
    }

    const memory: Record<string, number[]> = {};
    for (let round = 0; round < samples(5, 1); round += 1) {
      for (const { name, subject, profile } of watched) {
        const browser = await startIdle(browserFile, profile, subject);
        await pause(5_000);
        const all = extensionProcesses(profile).map(uniqueMemory);
        (memory[name] ??= []).push(all.reduce((sum, each) => sum + each, 0));
        await browser.stop();
      }
    }
    record({ name: 'idle: unique memory', unit: 'MiB', base: 'floor', samples: memory });

    if (idleMinutes === 0) return;
    const browsers = [];
    for (const { profile, subject } of watched) browsers.push(await startIdle(browserFile, profile, subject));
    // What happens at the start is not what is watched.
    await pause(60_000);
    const tallies = watched.map(({ profile, subject }) => watchIdle(profile, subject));
    await pause(idleMinutes * 60_000);
    const results = tallies.map((tally) => tally.stop());
    for (const browser of browsers) await browser.stop();
    const each = (name: string, unit: 'ms' | 'count' | 'bytes', of: (result: Idle) => number) =>
      record({
        name: `idle for ${idleMinutes} minutes: ${name}`,
        unit,
        base: 'floor',
        samples: Object.fromEntries(watched.map((one, index) => [one.name, [of(results[index]!)]])),
      });
    each('processor time', 'ms', ({ cpu }) => cpu);
    each('wake-ups of threads', 'count', ({ wakeUps }) => wakeUps);
    each('worker starts', 'count', ({ starts }) => starts);
    each('bytes written', 'bytes', ({ bytes }) => bytes);
  });
}

/** Starts a browser that nobody looks into: a debugger would keep the worker awake. Done when a page has been answered. */
async function startIdle(browserFile: string, profile: string, { folder }: Subject) {
  let answered = () => {};
  const hasAnswered = new Promise<void>((done) => {
    answered = done;
  });
  const site = await startSite(async (path) => {
    if (path === '/has-asked') answered();
    return { body: askingPage };
  });
  const child = spawn(
    browserFile,
    [
      ...browserArguments({ isHeadless: true, isOffline: true, extension: folder, language: 'en-US' }),
      '--password-store=basic',
      '--disable-default-apps',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${profile}`,
      site.url(),
    ],
    { stdio: 'ignore' },
  );
  await hasAnswered;
  return {
    async stop() {
      await stop(child);
      await site.stop();
    },
  };
}

interface Idle {
  readonly cpu: number;
  readonly wakeUps: number;
  readonly starts: number;
  readonly bytes: number;
}

/** Adds up what the extension's processes do; one that comes up is a worker that was started. */
function watchIdle(profile: string, subject: Subject) {
  const { id } = readExtension(subject.folder);
  const first = new Map(extensionProcesses(profile).map((process) => [process, usage(process)]));
  const last = new Map(first);
  const bytesBefore = bytesOf(profile, id);
  let starts = 0;
  const look = () => {
    for (const process of extensionProcesses(profile)) {
      if (!last.has(process)) starts += 1;
      last.set(process, usage(process));
    }
  };
  const timer = setInterval(look, 1_000);
  return {
    stop(): Idle {
      clearInterval(timer);
      look();
      const sum = (of: (used: { cpu: number; wakeUps: number }) => number) =>
        [...last].reduce(
          (total, [process, used]) => total + of(used) - of(first.get(process) ?? { cpu: 0, wakeUps: 0 }),
          0,
        );
      return {
        cpu: sum(({ cpu }) => cpu),
        wakeUps: sum(({ wakeUps }) => wakeUps),
        starts,
        bytes: bytesOf(profile, id) - bytesBefore,
      };
    },
  };
}

/** The floor has no database. */
function bytesOf(profile: string, id: string): number {
  try {
    return logBytes(profile, id);
  } catch {
    return 0;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.kill();
  await closed;
}

function pause(millis: number): Promise<void> {
  return new Promise((done) => setTimeout(done, millis));
}
