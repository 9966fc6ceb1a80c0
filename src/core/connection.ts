import type { EndpointTrouble } from './endpoint-health';
import type { RelayTrial } from './relay-health';
import type { Millis } from './units';

/** How an endpoint did when it was asked; null where it answered as it should. */
export interface EndpointCheck {
  readonly trouble: EndpointTrouble | null;
  readonly took: Millis;
}

/** What went wrong with a relay that was tried. */
type RelayTrouble =
  /** No connection came about, or no answer in time. */
  | 'relay-away'
  /** It answers, and does not keep what it is given. */
  | 'relay-forgets';

/** What went wrong with something that was checked. */
export type CheckTrouble = EndpointTrouble | RelayTrouble;

/** How an endpoint or a relay did; null where it did as it should. */
export interface HostCheck {
  readonly trouble: CheckTrouble | null;
  readonly took: Millis;
}

/** How a relay did, in the words of a check. */
export function checkOfTrial(trial: RelayTrial): HostCheck {
  if (!trial.isReachable) return { trouble: 'relay-away', took: 0 };
  return { trouble: trial.isKeeping ? null : 'relay-forgets', took: trial.latency };
}

/** What a host is for: a network, or as a relay where the devices of an account meet. */
export type HostUse = { readonly kind: 'network'; readonly name: string } | { readonly kind: 'relay' };

/** Whether two uses are one. */
export function isSameUse(one: HostUse, other: HostUse): boolean {
  if (one.kind === 'network' && other.kind === 'network') return one.name === other.name;
  return one.kind === other.kind;
}

/** A host that the wallet asks, and what for. */
export interface ContactedHost {
  /** With its port, where that is not the scheme's own. */
  readonly host: string;
  readonly uses: readonly HostUse[];
  /** On this computer: no firewall and no provider stands between. */
  readonly isLocal: boolean;
}

/** What a check of one host found. */
export type HostResult =
  | 'answers'
  /** Nothing of it was reached, while other hosts answered: something stands in the way of this one. */
  | 'blocked'
  /** Nothing came back from it in time, while other hosts answered: it is down, or something drops what is sent to it. */
  | 'silent'
  /** Nothing of it was reached, and nothing of any other. */
  | 'unreachable'
  /** Something else answered in its place. */
  | 'intercepted'
  /** It was reached, and does not do what it is for. */
  | 'down';

export interface CheckedHost extends ContactedHost {
  readonly result: HostResult;
  /** The worst of what it was asked; null where all was well. */
  readonly trouble: CheckTrouble | null;
  /** The quickest answer; null where there was none. */
  readonly took: Millis | null;
}

/** What is said of the connection as a whole. */
export type Verdict =
  | 'works'
  /** All is well but for relays, of which `judgeRelays` says more. */
  | 'but-relays'
  | 'no-network'
  /** The browser says that the network wants somebody to sign in first. */
  | 'captive-portal'
  /** The browser cannot say so, but what was answered looks like it. */
  | 'maybe-portal'
  /** Nothing was reached, and nobody told why. */
  | 'nothing-reached'
  | 'some-blocked'
  | 'some-silent'
  | 'some-down'
  /** There is no host to ask but this computer's own. */
  | 'nothing-to-check';

/** What the browser itself says of the network. */
export interface BrowserWord {
  readonly hasNetwork: boolean;
  readonly captivePortal: 'locked' | 'none' | 'unknown';
}

export interface HostFinding extends ContactedHost {
  readonly checks: readonly HostCheck[];
}

/** Judges every host, each beside the others. */
export function judgeHosts(findings: readonly HostFinding[]): readonly CheckedHost[] {
  const doesAnyAnswer = findings.some(
    ({ isLocal, checks }) => !isLocal && checks.some(({ trouble }) => isThere(trouble)),
  );
  return findings.map(({ checks, ...host }) => {
    const good = checks.filter(isGood).map(({ took }) => took);
    const trouble = checks.map((check) => check.trouble).find((each) => each !== null) ?? null;
    return {
      ...host,
      trouble,
      took: good.length === 0 ? null : Math.min(...good),
      result: resultOf(trouble, host.isLocal || doesAnyAnswer, host.isLocal),
    };
  });
}

function isGood({ trouble }: HostCheck): boolean {
  return trouble === null;
}

/** A relay that keeps nothing has shown all the same that the network works. */
function isThere(trouble: CheckTrouble | null): boolean {
  return trouble === null || trouble === 'relay-forgets';
}

function resultOf(trouble: CheckTrouble | null, doOthersAnswer: boolean, isLocal: boolean): HostResult {
  switch (trouble) {
    case null:
      return 'answers';
    case 'unreachable':
      if (isLocal) return 'down';
      return doOthersAnswer ? 'blocked' : 'unreachable';
    case 'no-answer':
    // Relays are often small: one that cannot be reached may as well be down as blocked.
    case 'relay-away':
      if (isLocal) return 'down';
      return doOthersAnswer ? 'silent' : 'unreachable';
    case 'timed-out':
      return doOthersAnswer ? 'down' : 'unreachable';
    case 'redirected':
    case 'not-json':
      return 'intercepted';
    case 'malformed':
    case 'too-large':
    case 'busy':
    case 'failing':
    case 'other-chain':
    case 'relay-forgets':
      return 'down';
  }
}

/** Says what is the matter with the connection. What hosts answered counts for more than what the browser believes. */
export function judgeConnection(hosts: readonly CheckedHost[], browser: BrowserWord): Verdict {
  const remote = hosts.filter(({ isLocal }) => !isLocal);
  if (remote.length === 0) return 'nothing-to-check';
  if (!remote.some(({ trouble }) => isThere(trouble))) {
    const has = (result: HostResult) => remote.some((host) => host.result === result);
    if (browser.captivePortal === 'locked') return 'captive-portal';
    if (!browser.hasNetwork) return 'no-network';
    // A web page in the place of every answer is a sign-in page's way, or a filter's.
    if (has('intercepted') && !has('down')) return 'maybe-portal';
    return has('intercepted') || has('down') ? 'some-down' : 'nothing-reached';
  }
  const has = (result: HostResult) =>
    remote.some((host) => host.result === result && host.uses.some(({ kind }) => kind === 'network'));
  if (has('blocked') || has('intercepted')) return 'some-blocked';
  if (has('silent')) return 'some-silent';
  if (has('down')) return 'some-down';
  return hosts.some((host) => isRelay(host) && host.result !== 'answers') ? 'but-relays' : 'works';
}

function isRelay({ uses }: ContactedHost): boolean {
  return uses.some(({ kind }) => kind === 'relay');
}

/**
 * What a firewall has to let out, a line each: a host is asked over HTTPS, on port 443 where none is named; a relay, with
 * its scheme and port, over WSS.
 */
export function allowListOf(hosts: readonly ContactedHost[]): readonly string[] {
  return hosts
    .filter(({ isLocal }) => !isLocal)
    .flatMap((host) => {
      const isNode = host.uses.some(({ kind }) => kind === 'network');
      const port = /:\d+$/.test(host.host) ? '' : ':443';
      return [...(isNode ? [host.host] : []), ...(isRelay(host) ? [`wss://${host.host}${port}`] : [])];
    });
}
