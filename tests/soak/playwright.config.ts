import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.soak.ts',
  outputDir: '../../out/soak/runs',
  // Each takes as long as it is told to; one at a time, on one chain.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 0,
  reporter: 'list',
});
