import { describe, expect, it } from 'vitest';
import {
  allowListOf,
  judgeConnection,
  judgeHosts,
  type CheckTrouble,
  type ContactedHost,
  type HostFinding,
} from '../../src/core/connection';
import { judgeRelays, type RelayTrial } from '../../src/core/relay-health';

function host(name: string, ...troubles: readonly (CheckTrouble | null)[]): HostFinding {
  return {
    host: name,
    uses: [{ kind: 'network', name: 'Ethereum' }],
    isLocal: name === '127.0.0.1:8545',
    checks: troubles.map((trouble, index) => ({ trouble, took: 10 + index })),
  };
}

const relay = (name: string, trouble: CheckTrouble | null): HostFinding => ({
  ...host(name, trouble),
  uses: [{ kind: 'relay' }],
});

const online = { hasNetwork: true, captivePortal: 'unknown' } as const;
const judge = (browser: Parameters<typeof judgeConnection>[1], ...findings: readonly HostFinding[]) => {
  const hosts = judgeHosts(findings);
  return { verdict: judgeConnection(hosts, browser), results: hosts.map(({ result }) => result) };
};
const local = '127.0.0.1:8545';

describe('a check of the connection', () => {
  it.each([
    ['all answer', [host('a', null), host('b', null)], 'works', ['answers', 'answers']],
    [
      'this computer’s own chain is not running',
      [host('a', null), host(local, 'unreachable')],
      'works',
      ['answers', 'down'],
    ],
    [
      'one is refused while others answer',
      [host('a', null), host('b', 'unreachable')],
      'some-blocked',
      ['answers', 'blocked'],
    ],
    [
      'a filter answers for one',
      [host('a', null), host('b', 'not-json')],
      'some-blocked',
      ['answers', 'intercepted'],
    ],
    [
      'one begins an answer and does not end it',
      [host('a', null), host('b', 'timed-out')],
      'some-down',
      ['answers', 'down'],
    ],
    [
      'nothing comes back from one: a firewall may drop it silently',
      [host('a', null), host('b', 'no-answer')],
      'some-silent',
      ['answers', 'silent'],
    ],
    [
      'one is silent and another has an error',
      [host('a', null), host('b', 'no-answer'), host('c', 'failing')],
      'some-silent',
      ['answers', 'silent', 'down'],
    ],
    [
      'one is silent and another is refused',
      [host('a', null), host('b', 'no-answer'), host('c', 'unreachable')],
      'some-blocked',
      ['answers', 'silent', 'blocked'],
    ],
    [
      'this computer’s own chain hangs',
      [host('a', null), host(local, 'no-answer')],
      'works',
      ['answers', 'down'],
    ],
    ['one has an error', [host('a', null), host('b', 'failing')], 'some-down', ['answers', 'down']],
    ['one of the two endpoints of a host has an error', [host('a', null, 'busy')], 'some-down', ['down']],
    [
      'nothing is reached',
      [host('a', 'unreachable'), host('b', 'no-answer'), host('c', 'timed-out')],
      'nothing-reached',
      ['unreachable', 'unreachable', 'unreachable'],
    ],
    [
      'nothing is reached but this computer',
      [host('a', 'unreachable'), host(local, null)],
      'nothing-reached',
      ['unreachable', 'answers'],
    ],
    [
      'a redirect stands for all',
      [host('a', 'redirected'), host('b', 'unreachable')],
      'maybe-portal',
      ['intercepted', 'unreachable'],
    ],
    [
      'a web page stands for all',
      [host('a', 'not-json'), host('b', 'not-json')],
      'maybe-portal',
      ['intercepted', 'intercepted'],
    ],
    [
      'all have errors of their own',
      [host('a', 'busy'), host('b', 'failing')],
      'some-down',
      ['down', 'down'],
    ],
    [
      'the nodes answer, and a relay does not',
      [host('a', null), relay('r', 'relay-away')],
      'but-relays',
      ['answers', 'silent'],
    ],
    [
      'the nodes answer, and a relay keeps nothing',
      [host('a', null), relay('r', 'relay-forgets')],
      'but-relays',
      ['answers', 'down'],
    ],
    [
      'the nodes answer, and this computer’s own relay is not running',
      [host('a', null), relay(local, 'relay-away')],
      'but-relays',
      ['answers', 'down'],
    ],
    [
      'a node is blocked, and a relay does not answer',
      [host('a', null), host('b', 'unreachable'), relay('r', 'relay-away')],
      'some-blocked',
      ['answers', 'blocked', 'silent'],
    ],
    [
      'no node is reached, but a relay',
      [host('a', 'unreachable'), relay('r', null)],
      'some-blocked',
      ['blocked', 'answers'],
    ],
    [
      'no node is reached, but a relay that keeps nothing',
      [host('a', 'unreachable'), relay('r', 'relay-forgets')],
      'some-blocked',
      ['blocked', 'down'],
    ],
    [
      'neither a node nor a relay is reached',
      [host('a', 'unreachable'), relay('r', 'relay-away')],
      'nothing-reached',
      ['unreachable', 'unreachable'],
    ],
    ['only relays are in use, and answer', [relay('r', null)], 'works', ['answers']],
    ['there is nobody outside to ask', [host(local, null)], 'nothing-to-check', ['answers']],
    ['there is nobody to ask', [], 'nothing-to-check', []],
  ] as const)('where %s', (_, findings, verdict, results) => {
    expect(judge(online, ...findings)).toEqual({ verdict, results });
  });

  const nobody = [host('a', 'unreachable'), host('b', 'unreachable')];
  it.each([
    ['believes the browser that there is no network', { ...online, hasNetwork: false }, nobody, 'no-network'],
    ['believes it of a captive portal', { ...online, captivePortal: 'locked' }, nobody, 'captive-portal'],
    [
      'believes the answers more than it',
      { hasNetwork: false, captivePortal: 'locked' },
      [host('a', null)],
      'works',
    ],
  ] as const)('%s', (_, browser, findings, verdict) => {
    expect(judge(browser, ...findings).verdict).toBe(verdict);
  });

  it('tells the quickest answer, and what was wrong', () => {
    expect(judgeHosts([host('a', 'busy', null)])).toMatchObject([{ took: 11, trouble: 'busy' }]);
    expect(judgeHosts([host('a', 'busy')])).toMatchObject([{ took: null, trouble: 'busy' }]);
  });
});

describe('a check of the relays', () => {
  const good: RelayTrial = { isReachable: true, latency: 20, isKeeping: true };
  const forgets: RelayTrial = { ...good, isKeeping: false };
  const away: RelayTrial = { isReachable: false };

  it.each([
    ['all answer', [good, good, good], 'works'],
    ['one is away, and two are enough', [good, away, good], 'enough'],
    ['one keeps nothing, and two are enough', [good, forgets, good], 'enough'],
    ['too few answer', [good, away, away], 'too-few'],
    ['too few answer, for one of two is away', [good, away], 'too-few'],
    ['the only one is away', [away], 'too-few'],
    ['enough answer, and too few of them keep anything', [good, forgets, away], 'too-few-keep'],
  ] as const)('where %s', (_, trials, verdict) => {
    expect(judgeRelays(trials)?.verdict).toBe(verdict);
  });

  it('tells how many answer, and how many must', () => {
    expect(judgeRelays([good, forgets, away, away])).toEqual({
      verdict: 'too-few',
      total: 4,
      size: 3,
      answering: 2,
    });
  });

  it('says nothing where no relay is chosen', () => {
    expect(judgeRelays([])).toBeNull();
  });
});

it('a firewall’s list has a line for each use of a host outside this computer, and names the port of a relay', () => {
  const network = { kind: 'network', name: 'Ethereum' } as const;
  const hosts: ContactedHost[] = [
    { host: 'node.example', uses: [network], isLocal: false },
    { host: '127.0.0.1:8545', uses: [network], isLocal: true },
    { host: 'relay.example', uses: [{ kind: 'relay' }], isLocal: false },
    {
      host: 'both.example:7447',
      uses: [network, { ...network, name: 'Base' }, { kind: 'relay' }],
      isLocal: false,
    },
  ];
  expect(allowListOf(hosts)).toEqual([
    'node.example',
    'wss://relay.example:443',
    'both.example:7447',
    'wss://both.example:7447',
  ]);
});
