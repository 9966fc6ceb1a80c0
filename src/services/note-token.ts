import type { Address } from '../core/address';
import type { SessionState } from '../core/decide';
import { RequestRefused } from '../core/errors';
import { done, failed, type Outcome } from '../core/outcome';
import type { ChainId } from '../core/session';
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

/** Keeps or forgets a suggested token, at the person's word. */
export async function decideToken(
  ports: Ports,
  chain: ChainId,
  address: Address,
  isAccepted: boolean,
): Promise<Outcome<null>> {
  const outcome = await commit(ports, async (writes): Promise<Outcome<null>> => {
    const token = (await writes.tokens(chain)).find((other) => other.address === address);
    if (token === undefined) return failed({ fault: 'gone' });
    if (isAccepted) await writes.putToken({ ...token, isSuggested: false });
    else await writes.deleteToken(chain, address);
    return done(null);
  });
  ports.attention.changed(['overview']);
  return outcome;
}
