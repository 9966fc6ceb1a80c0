import * as v from 'valibot';
import type { NetworkAsk } from '../core/held-request';
import type { ChainId } from '../core/session';
import { chain, first, name, objectExpected, symbol } from './rpc-values';

const endpointLimit = 10;
const urlLimit = 500;
const urlsExpected = 'must be a list of https URLs';

const chainSwitch = v.object({ chainId: chain }, objectExpected);

const network = v.object(
  {
    chainId: chain,
    chainName: name,
    nativeCurrency: v.object({ name, symbol, decimals: v.literal(18, 'must be 18') }, objectExpected),
    rpcUrls: v.pipe(
      v.array(v.unknown(), urlsExpected),
      v.transform((urls) => readUrls(urls).slice(0, endpointLimit)),
      v.minLength(1, 'must hold at least one https URL without a password'),
    ),
    blockExplorerUrls: v.nullish(
      v.pipe(
        v.array(v.unknown(), urlsExpected),
        v.transform((urls) => readUrls(urls)[0] ?? null),
      ),
      null,
    ),
  },
  objectExpected,
);

/**
 * The chain that `wallet_switchEthereumChain` asks for (EIP-3326).
 * @throws RequestRefused -32602
 */
export function readChainSwitch(method: string, params: unknown): ChainId {
  return first(method, chainSwitch, params).chainId;
}

/**
 * The network that `wallet_addEthereumChain` describes (EIP-3085), cleaned. Of its URLs those over https are
 * taken, and the others left out (SEC-12): loopback is for networks that a person adds by hand.
 * @throws RequestRefused -32602
 */
export function readNetwork(method: string, params: unknown): NetworkAsk {
  const asked = first(method, network, params);
  return {
    chain: asked.chainId,
    name: asked.chainName,
    currency: asked.nativeCurrency,
    endpoints: asked.rpcUrls,
    explorer: asked.blockExplorerUrls,
  };
}

function readUrls(urls: readonly unknown[]): readonly string[] {
  return [...new Set(urls.flatMap((url) => readHttps(url) ?? []))];
}

function readHttps(input: unknown): string | null {
  if (typeof input !== 'string' || input.length > urlLimit || !URL.canParse(input)) return null;
  const url = new URL(input);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null;
}
