import type { SessionState } from '../core/decide';
import { RequestRefused } from '../core/errors';
import type { SuggestedToken } from '../core/site-request';
import { commit } from './now';
import type { Ports } from './ports';

/** Notes a token that a site suggests; a person decides when the popup next opens. A token that is known stays as it is. */
export async function noteToken(ports: Ports, token: SuggestedToken, state: SessionState): Promise<true> {
  if (state.state !== 'active') throw new RequestRefused('unauthorized');
  const { chain } = state.session;
  await commit(ports, async (writes) => {
    const known = await writes.tokens(chain);
    if (known.some((other) => other.address === token.address)) return;
    if (known.filter((other) => other.isSuggested).length >= mostSuggestions) {
      throw new RequestRefused('limit-exceeded');
    }
    await writes.putToken({ ...token, chain, isSuggested: true });
  });
  ports.attention.changed(['overview']);
  return true;
}

const mostSuggestions = 20;
