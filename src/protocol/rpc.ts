import { RequestRefused } from '../core/errors';
import { methodKindOf } from '../core/method';
import { cleanText } from '../core/page-text';
import type { SiteRequest } from '../core/site-request';

/** How many parameters a read method may have, and how many characters they may take as JSON. */
const readLimits = { params: 10, characters: 256_000 };

/**
 * What a page asks for. Answers at once for what is asked often; for what a person is asked, the schemas are
 * loaded first and the answer is a promise. Awaiting it is right in each case.
 * @throws RequestRefused 4200 for an unknown method, -32602 for bad parameters; its message is safe for the page.
 */
export function parseRequest(method: string, params: unknown): SiteRequest | Promise<SiteRequest> {
  switch (method) {
    // What pages ask all the time, first.
    case 'eth_accounts':
    case 'eth_coinbase':
    case 'wallet_getPermissions':
      return { kind: 'accounts', method };
    case 'eth_chainId':
    case 'net_version':
    case 'web3_clientVersion':
      return { kind: 'open', method };
    default:
      return parseOther(method, params);
  }
}

function parseOther(method: string, params: unknown): SiteRequest | Promise<SiteRequest> {
  const kind = methodKindOf(method);
  switch (kind) {
    case null:
      throw new RequestRefused(
        'unsupported-method',
        `The wallet does not support the method "${cleanText(method)}".`,
      );
    case 'read':
      return { kind, method, params: parseReadParams(method, params) };
    case 'connect':
      return { kind, method, ask: { kind: 'connect', answerAs: 'accounts' } };
    case 'act':
    case 'edit-accounts':
    case 'watch':
    case 'revoke':
      return import('./rpc-params').then(({ parseWithSchema }) => parseWithSchema(method, params));
    case 'open':
    case 'accounts':
      // Each of them has its case in parseRequest; a new one would have to be given one.
      throw new RequestRefused('unsupported-method');
  }
}

function parseReadParams(method: string, params: unknown): readonly unknown[] {
  if (params === undefined || params === null) return [];
  if (!Array.isArray(params)) {
    throw new RequestRefused('invalid-params', `The parameters of ${method} must be an array.`);
  }
  if (params.length > readLimits.params) {
    throw new RequestRefused(
      'invalid-params',
      `${method} was given ${params.length} parameters; at most ${readLimits.params} are allowed.`,
    );
  }
  if (params.length > 0 && JSON.stringify(params).length > readLimits.characters) {
    throw new RequestRefused(
      'invalid-params',
      `The parameters of ${method} are too large: more than ${readLimits.characters} characters of JSON.`,
    );
  }
  return params;
}
