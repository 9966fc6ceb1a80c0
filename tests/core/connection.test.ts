import { describe, expect, it } from 'vitest';
import { judgeConnection, judgeHosts, type HostFinding } from '../../src/core/connection';
import type { EndpointTrouble } from '../../src/core/endpoint-health';

function host(name: string, ...troubles: readonly (EndpointTrouble | null)[]): HostFinding {
  return {
    host: name,
    uses: [{ kind: 'network', name: 'Ethereum' }],
    isLocal: name === '127.0.0.1:8545',
    checks: troubles.map((trouble, index) => ({ trouble, took: 10 + index })),
  };
}

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
