import type { Network } from './network';

const ether = { name: 'Ether', symbol: 'ETH', decimals: 18 };

/**
 * The networks that the wallet brings with it. Their endpoints are public, ask for no key, answer an extension's
 * pages, and are run by different people, so that one's failure or limit leaves the others.
 */
export const knownNetworks: readonly Network[] = [
  {
    chain: 1,
    name: 'Ethereum',
    currency: ether,
    endpoints: [
      'https://ethereum-rpc.publicnode.com',
      'https://eth.drpc.org',
      'https://1rpc.io/eth',
      'https://eth.llamarpc.com',
    ],
    explorer: 'https://etherscan.io',
    source: 'built-in',
    isTestnet: false,
  },
  {
    chain: 11_155_111,
    name: 'Sepolia',
    currency: { ...ether, name: 'Sepolia Ether' },
    endpoints: [
      'https://ethereum-sepolia-rpc.publicnode.com',
      'https://sepolia.drpc.org',
      'https://1rpc.io/sepolia',
    ],
    explorer: 'https://sepolia.etherscan.io',
    source: 'built-in',
    isTestnet: true,
  },
  {
    chain: 8453,
    name: 'Base',
    currency: ether,
    endpoints: [
      'https://mainnet.base.org',
      'https://base-rpc.publicnode.com',
      'https://base.drpc.org',
      'https://1rpc.io/base',
    ],
    explorer: 'https://basescan.org',
    source: 'built-in',
    isTestnet: false,
  },
  {
    chain: 10,
    name: 'OP Mainnet',
    currency: ether,
    endpoints: [
      'https://mainnet.optimism.io',
      'https://optimism-rpc.publicnode.com',
      'https://optimism.drpc.org',
      'https://1rpc.io/op',
    ],
    explorer: 'https://optimistic.etherscan.io',
    source: 'built-in',
    isTestnet: false,
  },
  {
    chain: 42_161,
    name: 'Arbitrum One',
    currency: ether,
    endpoints: [
      'https://arb1.arbitrum.io/rpc',
      'https://arbitrum-one-rpc.publicnode.com',
      'https://arbitrum.drpc.org',
      'https://1rpc.io/arb',
    ],
    explorer: 'https://arbiscan.io',
    source: 'built-in',
    isTestnet: false,
  },
  {
    chain: 137,
    name: 'Polygon',
    currency: { name: 'POL', symbol: 'POL', decimals: 18 },
    endpoints: [
      'https://polygon-bor-rpc.publicnode.com',
      'https://polygon.drpc.org',
      'https://1rpc.io/matic',
      'https://polygon-rpc.com',
    ],
    explorer: 'https://polygonscan.com',
    source: 'built-in',
    isTestnet: false,
  },
  {
    chain: 31_337,
    name: 'Localhost 8545',
    currency: ether,
    endpoints: ['http://127.0.0.1:8545'],
    explorer: null,
    source: 'built-in',
    isTestnet: true,
  },
];
