import { randomBytes } from 'node:crypto';

/** A name that stands nowhere else, and a site under hosts that have it in them. */
export function makeCanary(siteUrl: string) {
  const name = `canary-${randomBytes(6).toString('hex')}`;
  const { port } = new URL(siteUrl);
  return { name, url: (part: string) => `http://${name}-${part}.localhost:${port}/` };
}
