import type { Network } from '../../core/network';
import type { CommandFault, CommandParams } from '../../protocol/ui';
import type { Translate } from '../../ui/translate';
import { endpointError, hostOfEndpoint } from './endpoint';

/** What is typed into the form of a network, as texts. */
export const emptyNetwork = { name: '', endpoint: '', chain: '', symbol: '', explorer: '', testnet: '' };
type NetworkDraft = typeof emptyNetwork;
type FieldErrors = Partial<Record<keyof NetworkDraft, string>>;

/** What is wrong with the fields before anybody is asked; null: nothing. */
export function fieldErrors(
  t: Translate,
  draft: NetworkDraft,
  known: readonly Network[],
): FieldErrors | null {
  const errors: FieldErrors = {};
  const chain = Number(draft.chain);
  const same = known.find((network) => network.chain === chain && network.source !== 'built-in');
  const endpoint = endpointError(t, draft.endpoint.trim());
  const explorer = draft.explorer.trim();
  if (draft.name.trim() === '') errors.name = t('errorNameEmpty');
  if (endpoint !== undefined) errors.endpoint = endpoint;
  if (!/^[1-9]\d*$/.test(draft.chain.trim()) || !Number.isSafeInteger(chain))
    errors.chain = t('errorChainIdMalformed');
  else if (same) errors.chain = t('errorNetworkDuplicate', { chain, name: same.name });
  if (draft.symbol.trim() === '') errors.symbol = t('commonRequired');
  if (explorer !== '' && !isHttps(explorer)) errors.explorer = t('errorExplorerMalformed');
  return Object.keys(errors).length === 0 ? null : errors;
}

/** The field that a refusal is about, and the sentence for it; null: it is about none. */
export function faultErrors(t: Translate, fault: CommandFault, draft: NetworkDraft): FieldErrors | null {
  const host = hostOfEndpoint(draft.endpoint.trim());
  switch (fault.fault) {
    case 'bad-endpoint':
      return { endpoint: t('errorEndpointNotHttps') };
    case 'chain-unreachable':
      return { endpoint: t('errorEndpointDead', { host }) };
    case 'chain-lies':
      return {
        chain: t('errorEndpointLies', { host, actual: fault.reported, expected: draft.chain.trim() }),
      };
    case 'network-exists':
      return { chain: t('errorNetworkKnown') };
    default:
      return null;
  }
}

/** The network that the fields describe. They must be without error. */
export function networkOf(draft: NetworkDraft): CommandParams<'networks.add'> {
  const explorer = draft.explorer.trim();
  return {
    chain: Number(draft.chain),
    name: draft.name.trim(),
    currencySymbol: draft.symbol.trim(),
    endpoints: [draft.endpoint.trim()],
    explorer: explorer === '' ? null : explorer,
    isTestnet: draft.testnet === 'yes',
  };
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:';
}
