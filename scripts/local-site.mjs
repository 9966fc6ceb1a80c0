// @ts-check
// Web sites on this machine: a folder of files, or pages that a test makes.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { root } from './terminal.mjs';

const contentTypes = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
]);

/**
 * @typedef {object} Page
 * @property {string | Buffer} body
 * @property {Record<string, string>} [headers]
 */

/**
 * Serves on loopback. Each name of loopback (127.0.0.1, localhost, a.localhost) is an origin of its own.
 * @param {(path: string) => Promise<Page | undefined>} find The path has no query.
 * @param {number} [port] A free one by default.
 */
export async function startSite(find, port = 0) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    find(pathname).then(
      (page) => {
        const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
        response.writeHead(page ? 200 : 404, { ...headers, ...page?.headers }).end(page?.body ?? 'Not found');
      },
      (/** @type {unknown} */ error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise((ready, fail) => {
    server.once('error', fail).listen(port, '127.0.0.1', () => ready(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');

  return {
    /** @param {string} [path] @param {string} [host] */
    url: (path = '/', host = '127.0.0.1') => `http://${host}:${address.port}${path}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/**
 * Serves MetaMask's own test dApp.
 * @param {number} [port]
 */
export function startTestDapp(port) {
  const folder = join(root, 'node_modules', '@metamask', 'test-dapp', 'dist');
  return startSite(async (path) => {
    const file = path === '/' ? 'index.html' : path.slice(1);
    if (!/^[\w-]+[.]\w+$/.test(file)) return undefined;
    const body = await readFile(join(folder, file)).catch(() => undefined);
    return body && { body, headers: { 'content-type': contentTypes.get(extname(file)) ?? 'text/plain' } };
  }, port);
}
