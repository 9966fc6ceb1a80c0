import { randomBytes } from 'node:crypto';

/** A name that stands nowhere else, and a dApp under hosts that have it in them. */
export function makeCanary(dappUrl: string) {
  const name = `canary-${randomBytes(6).toString('hex')}`;
  const { port } = new URL(dappUrl);
  return { name, url: (part: string) => `http://${name}-${part}.localhost:${port}/` };
}
