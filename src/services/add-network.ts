import type { NetworkAsk } from '../core/held-request';
import type { Network } from '../core/network';
import { networkOf } from '../core/networks';
import { done, failed, type Outcome } from '../core/outcome';
import type { ChainId, OpenSession } from '../core/session';
import { readyWithin, type Approval } from './write-intent';
import { commit } from './now';
import { ChainUnreachable, type Ports } from './ports';
import { moveWithin } from './switch-network';
import { settle } from './write-outcome';

/** Adds a network that a site described (EIP-3085) once its endpoints say which chain they are; switches only where the person ticked it. */
export async function addNetwork(
  ports: Ports,
  approval: Approval,
  asked: NetworkAsk,
): Promise<Outcome<null>> {
  const checked = await checkEndpoints(ports, asked.endpoints, asked.chain);
  if (!checked.ok) return checked;
  const outcome = await commit(ports, async (writes, at): Promise<Outcome<OpenSession>> => {
    const ready = await readyWithin(writes, approval, at);
    if (!ready.ok) return ready;
    const { request, session } = ready.value;
    if (networkOf(asked.chain, await writes.addedNetworks()) === null) {
      const network: Network = {
        ...asked,
        endpoints: checked.value,
        source: 'added-by-site',
        isTestnet: false,
      };
      await writes.putAddedNetwork(network);
    }
    await settle(writes, request, { ok: true, value: null }, at.now, 'approved');
    return done(approval.alsoSwitch ? await moveWithin(writes, session, asked.chain, at.now) : session);
  });
  if (outcome.ok) ports.pages.refresh([outcome.value.key]);
  return outcome.ok ? done(null) : outcome;
}

/** The endpoints that answer and are the chain that they should be (SEC-12). One that lies refuses all. */
export async function checkEndpoints(
  ports: Ports,
  endpoints: readonly string[],
  chain: ChainId,
): Promise<Outcome<readonly string[]>> {
  const reports = await Promise.all(
    endpoints.map(async (endpoint) => ({ endpoint, chain: await reportedChain(ports, endpoint) })),
  );
  const liar = reports.find((report) => report.chain !== null && report.chain !== chain);
  if (liar !== undefined && liar.chain !== null) return failed({ fault: 'chain-lies', reported: liar.chain });
  const good = reports.filter((report) => report.chain === chain).map((report) => report.endpoint);
  return good.length === 0 ? failed({ fault: 'chain-unreachable' }) : done(good);
}

/** What an endpoint says it is; null where it does not answer. */
export async function reportedChain(ports: Ports, endpoint: string): Promise<ChainId | null> {
  try {
    return await ports.chain.chainIdOf(endpoint);
  } catch (error) {
    if (error instanceof ChainUnreachable) return null;
    throw error;
  }
}
