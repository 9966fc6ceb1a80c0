import type { ChainId } from '../../core/session';
import type { Token } from '../../core/token';
import { useQuery } from '../../ui/use-query';

/** The tokens that are watched, or suggested, on a chain. */
export function useTokens(chain: ChainId): readonly Token[] {
  return useQuery('tokens.list', { chain }, ['overview', 'tokens']).value ?? [];
}
