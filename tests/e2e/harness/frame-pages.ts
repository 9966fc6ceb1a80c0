import { startSite } from '../../../scripts/local-site.mjs';

export type FramePages = Awaited<ReturnType<typeof startFramePages>>;

/**
 * Serves pages that a test makes. Every name of loopback is another origin of the same server, so
 * `url('/a', 'localhost')` framed in `url('/b')` is cross-origin.
 */
export async function startFramePages() {
  const pages = new Map<string, { body: string; headers?: Record<string, string> }>();
  const site = await startSite(async (path) => pages.get(path));
  return {
    /** Puts a page at a path, with response headers such as `content-security-policy: sandbox`. */
    put(path: string, html: string, headers: Readonly<Record<string, string>> = {}): void {
      pages.set(path, { body: `<!doctype html><title>${path}</title>${html}`, headers });
    },
    url: (path: string, host: '127.0.0.1' | 'localhost' | `${string}.localhost` = '127.0.0.1') =>
      site.url(path, host),
    stop: () => site.stop(),
  };
}
