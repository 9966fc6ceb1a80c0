// @ts-check
// `npm run bench`: measures Sekisho beside the floor, in a whole run of about half an hour.
//   --quick              a short run of a few minutes, with limits that leave room for noise; what `npm test` does
//   --only NAME          one part: round-trip, waking, page-load, screens, growth, flood,
//                        signing, worker, idle, firefox
//   --idle-minutes N     how long idle browsers are watched (10; 0 leaves it out)
//   --peer DIR --rdns R  another unpacked wallet beside them, which announces itself as R
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setUpBrowser, setUpFirefox, setUpPackages } from './setup.mjs';
import { Problem, root, runInstalled, runMain } from './terminal.mjs';

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      'idle-minutes': { type: 'string' },
      peer: { type: 'string' },
      rdns: { type: 'string' },
    },
  });
  if ((values.peer === undefined) !== (values.rdns === undefined)) {
    throw new Problem(
      'A peer needs both: --peer DIR, its unpacked folder, and --rdns NAME, how it announces itself.',
    );
  }
  const idleMinutes = values['idle-minutes'] ?? (values.quick ? '0' : '10');
  if (!/^\d+$/.test(idleMinutes)) throw new Problem('--idle-minutes takes a whole number.');
  await setUpPackages();
  const executable = await setUpBrowser();
  const firefox = await setUpFirefox();
  const shown = /** @type {const} */ ({ output: 'show' });
  for (const mode of [[], ['--mode', 'firefox']]) {
    const { code } = await runInstalled('vite', ['build', '--logLevel', 'warn', ...mode], shown);
    if (code !== 0) throw new Problem('The extension could not be built; the reason stands above.');
  }
  rmSync(join(root, 'out', 'bench'), { recursive: true, force: true });
  const { code } = await runInstalled(
    'playwright',
    [
      'test',
      '--config',
      'tests/bench/playwright.config.ts',
      ...(values.only ? [`/${values.only}.bench`] : []),
    ],
    {
      ...shown,
      env: {
        SEKISHO_CHROMIUM: executable,
        SEKISHO_FIREFOX: firefox,
        ...(values.only ? { SEKISHO_BENCH_ONLY: values.only } : {}),
        SEKISHO_BENCH_QUICK: values.quick ? '1' : '0',
        SEKISHO_BENCH_IDLE_MINUTES: idleMinutes,
        ...(values.peer && values.rdns
          ? { SEKISHO_BENCH_PEER: values.peer, SEKISHO_BENCH_PEER_RDNS: values.rdns }
          : {}),
      },
    },
  );
  process.exitCode = code;
});
