import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/core/account';
import { missingFrom } from '../../src/core/wallet-contents';
import { address } from './session-fixture';

function accountOf(letter: string): Account {
  const source = { kind: 'phrase', index: 0 } as const;
  return { address: address(letter), checksummed: address(letter), name: letter, source };
}

describe('what a wallet lacks of a copy', () => {
  const network = (chain: number, name: string) => ({
    chain,
    name,
    currency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    endpoints: ['https://node.example'],
    explorer: null,
    source: 'added-by-you' as const,
    isTestnet: false,
  });
  const token = (chain: number, letter: string, symbol: string) => ({
    chain,
    address: address(letter),
    symbol,
    decimals: 18,
    isSuggested: false,
  });
  const letters = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const names = fc.constantFrom('one', 'two');
  const contents = fc.record({
    accounts: fc.uniqueArray(
      fc.tuple(letters, names).map(([letter, name]) => ({ ...accountOf(letter), name })),
      { selector: (account) => account.address },
    ),
    networks: fc.uniqueArray(
      fc.tuple(fc.integer({ min: 1, max: 4 }), names).map(([chain, name]) => network(chain, name)),
      { selector: ({ chain }) => chain },
    ),
    tokens: fc.uniqueArray(
      fc
        .tuple(fc.integer({ min: 1, max: 2 }), letters, names)
        .map(([chain, letter, name]) => token(chain, letter, name)),
      { selector: (each) => `${each.chain} ${each.address}` },
    ),
  });

  it('is added once, changes nothing that is there, and leaves nothing out', () => {
    fc.assert(
      fc.property(contents, contents, (present, brought) => {
        const missing = missingFrom(present, brought);
        const after = {
          accounts: [...present.accounts, ...missing.accounts],
          networks: [...present.networks, ...missing.networks],
          tokens: [...present.tokens, ...missing.tokens],
        };
        expect(missingFrom(after, brought)).toEqual({ accounts: [], networks: [], tokens: [] });
        expect(new Set(after.accounts.map((each) => each.address)).size).toBe(after.accounts.length);
        expect(new Set(after.networks.map(({ chain }) => chain)).size).toBe(after.networks.length);
      }),
    );
  });
});
