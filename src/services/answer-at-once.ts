import type { SessionState } from '../core/decide';
import { RequestRefused } from '../core/errors';
import { toQuantity } from '../core/hex';
import { firstChain } from '../core/network';
import { permissionsOf } from '../core/permissions';
import type { ChainId } from '../core/session';
import { endOneSession } from './end-session';
import type { IncomingRequest } from './incoming-request';
import { networkInUse } from './network-in-use';
import { ChainRefused, ChainUnreachable, type Ports } from './ports';

/** Answers what needs no person: from the session, or from the chain. */
export async function answerAtOnce(
  ports: Ports,
  incoming: IncomingRequest,
  state: SessionState,
): Promise<unknown> {
  const { request, key } = incoming;
  switch (request.kind) {
    case 'open':
      return answerOpen(ports, request.method, chainOf(state));
    case 'accounts':
      return answerAccounts(request.method, state);
    case 'connect':
    case 'edit-accounts':
      return request.method === 'wallet_requestPermissions' ? permissionsOf(state) : accountsOf(state);
    case 'revoke':
      if (state.state === 'active') await endOneSession(ports, key, 'ended-by-site');
      return null;
    case 'read':
      return readChain(ports, incoming, request.method, request.params, state);
    case 'act':
    case 'watch':
      throw new RequestRefused('unauthorized');
  }
}

/** The chain that a page sees: its session's, also after the end; before the first connection 0x1. */
export function chainOf(state: SessionState): ChainId {
  return state.state === 'none' ? firstChain : state.session.chain;
}

/** The accounts that a page sees. */
export function accountsOf(state: SessionState): readonly string[] {
  return state.state === 'active' ? state.session.accounts : [];
}

function answerOpen(ports: Ports, method: string, chain: ChainId): string {
  if (method === 'net_version') return String(chain);
  if (method === 'web3_clientVersion') return `Sekisho/v${ports.version}`;
  return toQuantity(BigInt(chain));
}

function answerAccounts(method: string, state: SessionState): unknown {
  if (method === 'wallet_getPermissions') return permissionsOf(state);
  const accounts = accountsOf(state);
  return method === 'eth_coinbase' ? (accounts[0] ?? null) : accounts;
}

async function readChain(
  ports: Ports,
  incoming: IncomingRequest,
  method: string,
  params: readonly unknown[],
  state: SessionState,
): Promise<unknown> {
  if (!ports.readLimits.admit(incoming.site, state.state === 'active', ports.clock.read().wall)) {
    throw new RequestRefused('limit-exceeded');
  }
  const network = await ports.store.read((reads) => networkInUse(reads, chainOf(state)));
  if (network === null) throw new RequestRefused('chain-disconnected');
  return onChain(() => ports.chain.request(network, method, params));
}

/** Runs a call to the chain; what fails there becomes an error that a page may read. */
async function onChain<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ChainUnreachable) throw new RequestRefused('chain-disconnected', { cause: error });
    if (error instanceof ChainRefused) {
      throw new RequestRefused('chain-refused', {
        message: error.message,
        code: error.code,
        data: { cause: error.data ?? null },
        cause: error,
      });
    }
    throw error;
  }
}
