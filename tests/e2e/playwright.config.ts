import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../../out/e2e',
  // Each test has a browser of its own. Two at a time: much of a story is waiting.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // For the slowest machine: how fast anything is, the benchmark says.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
});
