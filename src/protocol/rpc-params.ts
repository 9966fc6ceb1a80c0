import * as v from 'valibot';
import type { Address } from '../core/address';
import { RequestRefused } from '../core/errors';
import type { Ask } from '../core/held-request';
import { isHex } from '../core/hex';
import { decodeText, encodeText } from '../core/message-text';
import { cleanText } from '../core/page-text';
import { readSignIn } from '../core/sign-in';
import type { SiteRequest, SuggestedToken } from '../core/site-request';
import { readTypedData } from '../core/typed-data';
import { readChainSwitch, readNetwork } from './rpc-network';
import { readTransaction } from './rpc-transaction';
import {
  address,
  decimals,
  first,
  invalid,
  listOf,
  objectExpected,
  readAddress,
  symbol,
  toLowerHex,
} from './rpc-values';

/** The largest message that is signed, in bytes. */
const messageLimit = 1_000_000;

const asset = v.object(
  {
    type: v.literal('ERC20', 'must be "ERC20": the wallet watches no other assets'),
    options: v.object({ address, symbol, decimals }, objectExpected),
  },
  objectExpected,
);

const accountsPermission = v.object({ eth_accounts: v.looseObject({}, objectExpected) }, objectExpected);

/**
 * Parses what a person is to be asked. Loaded when it is first needed.
 * @throws RequestRefused -32602 with a sentence that names what is wrong
 */
export function parseWithSchema(method: string, params: unknown): SiteRequest {
  switch (method) {
    case 'personal_sign':
      return act(method, readMessage(method, params));
    case 'eth_signTypedData_v4':
      return act(method, readTyped(method, params));
    case 'eth_sendTransaction':
      return act(method, { kind: 'transaction', transaction: readTransaction(method, params) });
    case 'wallet_switchEthereumChain':
      return act(method, { kind: 'switch-network', chain: readChainSwitch(method, params) });
    case 'wallet_addEthereumChain':
      return act(method, { kind: 'add-network', network: readNetwork(method, params) });
    case 'wallet_watchAsset':
      return { kind: 'watch', method, token: readToken(method, params) };
    case 'wallet_requestPermissions':
      first(method, accountsPermission, params);
      refuseOtherPermissions(method, params);
      return { kind: 'edit-accounts', method, ask: { kind: 'edit-accounts' } };
    case 'wallet_revokePermissions':
      first(method, accountsPermission, params);
      return { kind: 'revoke', method };
    default:
      throw new RequestRefused('unsupported-method');
  }
}

function act(method: string, ask: Ask): SiteRequest {
  return { kind: 'act', method, ask };
}

/** personal_sign takes the message first; where only the first parameter is an address, they were swapped. */
function readMessage(method: string, params: unknown): Ask {
  const [one, two] = listOf(method, params);
  const isSwapped = readAddress(two) === undefined && readAddress(one) !== undefined;
  const account = expectAddress(method, isSwapped ? one : two, 'message');
  const data = isSwapped ? two : one;
  if (typeof data !== 'string') throw invalid(method, 'the message must be a text or hex');
  const message = readBytes(method, data);
  const text = decodeText(message);
  const reading = text === null ? ({ kind: 'not-sign-in' } as const) : readSignIn(text);
  return reading.kind === 'sign-in'
    ? { kind: 'sign-in', account, message, signIn: reading.signIn }
    : { kind: 'message', account, message, isMalformedSignIn: reading.kind === 'malformed' };
}

/** What is not hex is a text, and stands for its UTF-8 bytes. Its length is looked at before anything is made of it. */
function readBytes(method: string, data: string) {
  const longest = 2 * messageLimit + 2;
  if (data.length <= longest) {
    const bytes = isHex(data) ? toLowerHex(data) : encodeText(data);
    if (bytes.length <= longest) return bytes;
  }
  throw invalid(method, `the message is too large: at most ${messageLimit} bytes are signed`);
}

function readTyped(method: string, params: unknown): Ask {
  const [one, two] = listOf(method, params);
  const isSwapped = readAddress(one) === undefined && readAddress(two) !== undefined;
  const account = expectAddress(method, isSwapped ? two : one, 'typed data');
  const reading = readTypedData(isSwapped ? one : two);
  if (!reading.ok) throw invalid(method, reading.problem);
  return { kind: 'typed-data', account, data: reading.data };
}

function expectAddress(method: string, input: unknown, beside: string): Address {
  const account = readAddress(input);
  if (account !== undefined) return account;
  throw invalid(method, `an address (0x and 40 hex digits) is expected beside the ${beside}`);
}

/** EIP-747 has an object as its parameters; some libraries put it into an array. */
function readToken(method: string, params: unknown): SuggestedToken {
  return first(method, asset, Array.isArray(params) ? params : [params]).options;
}

function refuseOtherPermissions(method: string, params: unknown): void {
  const [asked] = listOf(method, params);
  const other = Object.keys(Object(asked)).find((key) => key !== 'eth_accounts');
  if (other === undefined) return;
  throw invalid(method, `the permission "${cleanText(other)}" is not known; eth_accounts is`);
}
