import { getAddress } from 'ethers/address';
import type { TransactionAsk } from '../../core/held-request';
import { isHex, type Hex } from '../../core/hex';
import type { Network } from '../../core/network';
import { cleanText } from '../../core/page-text';
import {
  ChainRefused,
  ChainUnreachable,
  type TokenMeaning,
  type TransactionMeaning,
} from '../../services/ports';
import { addressOf, textOf, wordsOf } from './abi';
import type { Endpoints } from './rpc/endpoints';
import { readQuantity } from './quantity';

/** How many code points of a token's symbol are shown; and decimals beyond which a token is not believed. */
const symbolLimit = 16;
const mostDecimals = 36n;

const symbolSelector = '0x95d89b41';
const decimalsSelector = '0x313ce567';

/** No supply comes near it, and tokens that count it down never get there. */
const unlimited = 2n ** 255n;

/** Permit2 keeps amounts as uint160, of which the highest means "unlimited". */
const unlimitedOfPermit2 = 2n ** 160n - 1n;

/** What is read out of the data of a call, before the token is asked about itself. */
type Reading =
  | { readonly kind: 'transfer'; readonly token: Hex; readonly to: Hex; readonly amount: bigint }
  | { readonly kind: 'transfer-from'; readonly token: Hex; readonly to: Hex; readonly amount: bigint }
  | {
      readonly kind: 'approval';
      readonly token: Hex;
      readonly spender: Hex;
      readonly amount: bigint;
      readonly most: bigint;
    }
  | { readonly kind: 'approval-for-all'; readonly spender: Hex; readonly isApproved: boolean };

/** Says in words what a transaction does; addresses in their EIP-55 form. Never fails. */
export async function describeTransaction(
  endpoints: Endpoints,
  network: Network,
  { to, data }: TransactionAsk,
): Promise<TransactionMeaning> {
  if (to === null) return { kind: 'create-contract' };
  if (data === '0x') return { kind: 'transfer' };
  const call = { kind: 'call', selector: data.slice(0, 10) } as const;
  const reading = readCall(to, data);
  switch (reading?.kind) {
    case undefined:
      return call;
    case 'transfer':
    case 'transfer-from': {
      const token = await describeToken(endpoints, network, reading.token);
      // transferFrom without decimals is an NFT's (ERC-721): its number is no amount.
      if (reading.kind === 'transfer-from' && token.decimals === null) return call;
      return { kind: 'token-transfer', token, to: getAddress(reading.to), amount: `${reading.amount}` };
    }
    case 'approval':
      return {
        kind: 'token-approval',
        token: await describeToken(endpoints, network, reading.token),
        spender: getAddress(reading.spender),
        amount: `${reading.amount}`,
        isUnlimited: reading.amount >= reading.most,
      };
    case 'approval-for-all':
      return { ...reading, spender: getAddress(reading.spender) };
  }
}

/** Null for a call that is not known, or whose arguments are not what its selector says. */
function readCall(to: Hex, data: Hex): Reading | null {
  const [first, second, third] = wordsOf(data);
  switch (data.slice(0, 10)) {
    // transfer(address to, uint256 amount): ERC-20
    case '0xa9059cbb':
      return readTransfer('transfer', to, first, second);
    // transferFrom(address from, address to, uint256 amount): ERC-20, ERC-721
    case '0x23b872dd':
      return readTransfer('transfer-from', to, second, third);
    // approve(address spender, uint256 amount): ERC-20, ERC-721
    case '0x095ea7b3':
    // increaseAllowance(address spender, uint256 added): OpenZeppelin's ERC-20
    case '0x39509351':
      return readApproval(to, first, second, unlimited);
    // approve(address token, address spender, uint160 amount, uint48 expiration): Permit2
    case '0x87517c45':
      return readApproval(addressOf(first), second, third, unlimitedOfPermit2);
    // setApprovalForAll(address operator, bool approved): ERC-721, ERC-1155
    case '0xa22cb465': {
      const spender = addressOf(first);
      if (spender === null || second === undefined) return null;
      return { kind: 'approval-for-all', spender, isApproved: second !== 0n };
    }
    default:
      return null;
  }
}

type Word = bigint | undefined;

function readTransfer(
  kind: 'transfer' | 'transfer-from',
  token: Hex,
  receiver: Word,
  amount: Word,
): Reading | null {
  const to = addressOf(receiver);
  return to === null || amount === undefined ? null : { kind, token, to, amount };
}

function readApproval(token: Hex | null, operator: Word, amount: Word, most: bigint): Reading | null {
  const spender = addressOf(operator);
  if (token === null || spender === null || amount === undefined) return null;
  return { kind: 'approval', token, spender, amount, most };
}

async function describeToken(endpoints: Endpoints, network: Network, token: Hex): Promise<TokenMeaning> {
  const [symbol, decimals] = await Promise.all([
    callToken(endpoints, network, token, symbolSelector),
    callToken(endpoints, network, token, decimalsSelector),
  ]);
  const count = readQuantity(decimals);
  return {
    address: getAddress(token),
    symbol: symbol === null ? null : cleanText(textOf(symbol) ?? '', symbolLimit) || null,
    decimals: count === null || count > mostDecimals ? null : Number(count),
  };
}

/** Null where the contract did not answer as a token would. */
async function callToken(endpoints: Endpoints, network: Network, to: Hex, data: Hex): Promise<Hex | null> {
  try {
    const returned = await endpoints.request(network, 'eth_call', [{ to, data }, 'latest']);
    return typeof returned === 'string' && isHex(returned) && returned.length >= 66 ? returned : null;
  } catch (error) {
    if (error instanceof ChainRefused || error instanceof ChainUnreachable) return null;
    throw error;
  }
}
