import { describe, expect, it } from 'vitest';
import { knownNetworks } from '../../src/core/known-networks';

const publicNetworks = knownNetworks.filter((network) => network.chain !== 31_337);

describe('the networks that the wallet brings with it', () => {
  it('are those of the product', () => {
    expect(knownNetworks.map(({ chain, name }) => [chain, name])).toEqual([
      [1, 'Ethereum'],
      [11_155_111, 'Sepolia'],
      [8453, 'Base'],
      [10, 'OP Mainnet'],
      [42_161, 'Arbitrum One'],
      [137, 'Polygon'],
      [31_337, 'Localhost 8545'],
    ]);
  });

  it.each(publicNetworks.map((network) => [network.name, network] as const))(
    'have at least 3 endpoints of different people, over https: %s',
    (_, { endpoints, explorer }) => {
      const domains = endpoints.map((endpoint) => new URL(endpoint).hostname.split('.').slice(-2).join('.'));
      expect(new Set(domains).size).toBe(endpoints.length);
      expect(endpoints.length).toBeGreaterThanOrEqual(3);
      expect([...endpoints, explorer].every((url) => url?.startsWith('https://'))).toBe(true);
    },
  );
});
