import { crx, type CrxPlugin } from '@crxjs/vite-plugin';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };

type Browser = 'chrome' | 'firefox';

const workerSource = manifest.background.service_worker;
const workerFile = workerSource.replace(/\.ts$/, '.js');
const target = { chrome: 'chrome120', firefox: 'firefox142' };

/** What the one manifest.json cannot say for every browser. */
const manifestOverlay: Record<Browser, object> = {
  chrome: {},
  firefox: {
    // Tells whether a network wants somebody to sign in first; Firefox alone has it.
    permissions: [...manifest.permissions, 'captivePortal'],
    key: undefined,
    minimum_chrome_version: undefined,
    // Firefox reads an administrator's settings without a schema.
    storage: undefined,
    // One background for both kinds of windows; Firefox has no other way.
    incognito: 'spanning',
    background: { scripts: [workerSource] },
    browser_specific_settings: {
      gecko: {
        id: 'guard@sekisho.app',
        strict_min_version: '142.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  },
};

/**
 * Builds the worker as one classic script. A service worker has no `import()`, so every dynamic import is inlined and
 * becomes a wrapper that is evaluated when it is first called; and Chromium starts a classic script faster than a
 * module (measured: docs/performance.md). crxjs would split it into a loader and chunks,
 * so the worker is taken out of the manifest that crxjs builds from, and put back into the one it writes.
 */
function singleFileWorker(browser: Browser, mode: string): CrxPlugin {
  return {
    name: 'single-file-worker',
    apply: 'build',
    enforce: 'post',
    transformCrxManifest({ background: _, ...rest }) {
      return rest;
    },
    async renderCrxManifest(rendered) {
      const result = await build({
        configFile: false,
        plugins: [polyfillAsModule()],
        logLevel: 'warn',
        mode,
        publicDir: false,
        build: {
          write: false,
          target: target[browser],
          // As a library: without the preloading of chunks, of which there are none.
          lib: { entry: workerSource, formats: ['iife'], name: 'sekisho', fileName: () => workerFile },
          rolldownOptions: { output: { codeSplitting: false } },
        },
      });
      if ('on' in result) throw new Error('The worker was built in watch mode');
      const files = [result].flat().flatMap(({ output }) => output);
      const [worker] = files;
      if (files.length !== 1 || worker?.type !== 'chunk') {
        throw new Error(`The worker must be one file: ${files.map(({ fileName }) => fileName).join(', ')}`);
      }
      this.emitFile({ type: 'asset', fileName: workerFile, source: worker.code });
      const background = browser === 'firefox' ? { scripts: [workerFile] } : { service_worker: workerFile };
      return { ...rendered, background };
    },
  };
}

/**
 * Makes an ES module of the polyfill. As CommonJS its exports, which are the whole API of the browser, would be copied
 * one by one at each start, and the browser makes each part of that API when it is first touched (measured: 3.4 ms).
 */
function polyfillAsModule(): Plugin {
  return {
    name: 'polyfill-as-module',
    transform: {
      filter: { id: /webextension-polyfill\/dist\/browser-polyfill[.]js$/ },
      handler: (code) =>
        `const module = { exports: {} }; const exports = module.exports;\n${code}\nexport default module.exports;`,
    },
  };
}

export default defineConfig(({ mode }) => {
  const browser: Browser = mode === 'firefox' ? 'firefox' : 'chrome';
  const extension = crx({ manifest: { ...manifest, ...manifestOverlay[browser] }, browser });
  return {
    plugins: process.env.VITEST
      ? [react()]
      : [react(), polyfillAsModule(), extension, singleFileWorker(browser, mode)],
    build: {
      outDir: `dist/${browser}`,
      emptyOutDir: true,
      target: target[browser],
      sourcemap: false,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1000,
    },
    test: {
      environment: 'node',
      // A third faster than processes on two cores (measured).
      pool: 'threads',
      maxWorkers: 2,
      // No test asserts a time; a slow machine is no failure.
      testTimeout: 60_000,
      include: ['tests/{core,protocol,services,adapters,background,content,inpage,ui}/**/*.test.{ts,tsx}'],
    },
  };
});
