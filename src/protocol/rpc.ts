import { RequestRefused } from '../core/errors';
import { methodKindOf } from '../core/method';
import { cleanText } from '../core/page-text';
import type { SiteRequest } from '../core/site-request';

/** How many parameters a read method may have, and how many characters they may take as JSON. */
const readLimits = { params: 10, characters: 256_000 };

/**
 * What a page asks for. Answers at once for what is asked all the time; for what a person is asked, the schemas
 * are loaded first and the answer is a promise. Awaiting it is right in each case.
 * @throws RequestRefused 4200 for an unknown method, -32602 for bad parameters; the message is safe for the page.
 */
export function parseRequest(method: string, params: unknown): SiteRequest | Promise<SiteRequest> {
  const kind = methodKindOf(method);
  switch (kind) {
    case null:
      throw new RequestRefused(
        'unsupported-method',
        `The wallet does not support the method "${cleanText(method)}".`,
      );
    case 'open':
    case 'accounts':
      return { kind, method };
    case 'connect':
      return { kind, method, ask: { kind: 'connect', answerAs: 'accounts' } };
    case 'read':
      return { kind, method, params: parseReadParams(method, params) };
    case 'act':
    case 'edit-accounts':
    case 'watch':
    case 'revoke':
      return import('./rpc-params').then(({ parseWithSchema }) => parseWithSchema(method, params));
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
  if (params.length > 0 && !isWithin(params, readLimits.characters)) {
    throw new RequestRefused(
      'invalid-params',
      `The parameters of ${method} are too large: at most ${readLimits.characters} characters of JSON.`,
    );
  }
  return params;
}

function isWithin(params: readonly unknown[], characters: number): boolean {
  try {
    return JSON.stringify(params).length <= characters;
  } catch {
    // Nested deeper than the platform can follow, or not JSON at all.
    return false;
  }
}
