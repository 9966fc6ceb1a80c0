import type { EndpointTrouble } from './endpoint-health';
import type { Millis } from './units';

/** How an endpoint did when it was asked; null where it answered as it should. */
export interface EndpointCheck {
  readonly trouble: EndpointTrouble | null;
  readonly took: Millis;
}

/** What a host is for. A new kind of host (a relay) gets a kind of its own. */
export interface HostUse {
  readonly kind: 'network';
  readonly name: string;
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
  readonly trouble: EndpointTrouble | null;
  /** The quickest answer; null where there was none. */
  readonly took: Millis | null;
}

/** What is said of the connection as a whole. */
export type Verdict =
  | 'works'
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
  readonly checks: readonly EndpointCheck[];
}

/** Judges every host, each beside the others. */
export function judgeHosts(findings: readonly HostFinding[]): readonly CheckedHost[] {
  const doesAnyAnswer = findings.some(({ isLocal, checks }) => !isLocal && checks.some(isGood));
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

function isGood({ trouble }: EndpointCheck): boolean {
  return trouble === null;
}

function resultOf(trouble: EndpointTrouble | null, doOthersAnswer: boolean, isLocal: boolean): HostResult {
  switch (trouble) {
    case null:
      return 'answers';
    case 'unreachable':
      if (isLocal) return 'down';
      return doOthersAnswer ? 'blocked' : 'unreachable';
    case 'no-answer':
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
      return 'down';
  }
}

/** Says what is the matter with the connection. What hosts answered counts for more than what the browser believes. */
export function judgeConnection(hosts: readonly CheckedHost[], browser: BrowserWord): Verdict {
  const remote = hosts.filter(({ isLocal }) => !isLocal);
  const has = (result: HostResult) => remote.some((host) => host.result === result);
  if (remote.length === 0) return 'nothing-to-check';
  if (!has('answers')) {
    if (browser.captivePortal === 'locked') return 'captive-portal';
    if (!browser.hasNetwork) return 'no-network';
    // A web page in the place of every answer is a sign-in page's way, or a filter's.
    if (has('intercepted') && !has('down')) return 'maybe-portal';
    return has('intercepted') || has('down') ? 'some-down' : 'nothing-reached';
  }
  if (has('blocked') || has('intercepted')) return 'some-blocked';
  if (has('silent')) return 'some-silent';
  return has('down') ? 'some-down' : 'works';
}
