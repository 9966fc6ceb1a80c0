import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../../out/bench/runs',
  globalTeardown: './report.ts',
  // What is measured has the machine for itself.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 30 * 60_000,
  use: { actionTimeout: 20_000, navigationTimeout: 20_000 },
  reporter: 'list',
});
