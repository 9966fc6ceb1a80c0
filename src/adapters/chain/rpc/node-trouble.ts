import type { EndpointTrouble } from '../../../core/endpoint-health';
import { ChainRefused } from '../../../services/ports';
import { EndpointFailed } from './json-rpc';

/** Words and codes of a node that has had enough of us. */
const limitCodes: ReadonlySet<number> = new Set([429, -32_005, -32_016, -32_097]);
const limitWords =
  /rate.?limit|too many requests|request limit|capacity|quota|api.?key|unauthorized|forbidden|unavailable/i;

/** Words and codes of a node that lacks a method or old state, which the next one may have. */
const lackCodes: ReadonlySet<number> = new Set([-32_601]);
const lackWords =
  /method .*(not found|not supported|not available|does not exist)|header not found|missing trie node|timed? ?out/i;

/**
 * Whether an error is an endpoint's own, so that the next one is asked: it failed or has had enough of us, and is
 * left alone for a while, or it only lacks what this question takes. Null for the chain's answer.
 */
export function troubleOf(error: unknown): EndpointTrouble | 'lacks' | null {
  if (error instanceof EndpointFailed) return error.trouble;
  // A contract's own words may be anything.
  if (!(error instanceof ChainRefused) || error.code === 3 || /revert/i.test(error.message)) return null;
  if (limitCodes.has(error.code) || limitWords.test(error.message)) return 'busy';
  return lackCodes.has(error.code) || lackWords.test(error.message) ? 'lacks' : null;
}
