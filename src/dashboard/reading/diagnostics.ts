import type { Overview } from '../../protocol/ui';
import { minute, type Millis } from '../../core/units';

/** What is told of this installation: counts and choices. No secret, address, origin or name (SEC-15). */
interface Diagnosed {
  readonly overview: Overview;
  readonly browser: string;
  readonly page: string;
  readonly accounts: number | null;
  readonly liveSessions: number | null;
  readonly endedSessions: number | null;
  readonly at: Millis;
}

/** The text that a person copies into a report. In English in every language: it is for those who help. */
export function diagnosticsText(diagnosed: Diagnosed): string {
  const { overview, browser, page, accounts, liveSessions, endedSessions, at } = diagnosed;
  const { settings } = overview;
  const lines: readonly (readonly [string, string | number | boolean | null])[] = [
    ['Sekisho', overview.version],
    ['Browser', browser],
    ['Time', new Date(at).toISOString()],
    ['Vault', overview.vault],
    ['Accounts', accounts],
    ['Sessions', liveSessions],
    ['Ended sessions', endedSessions],
    ['Requests waiting', overview.waiting],
    ['Wrong passwords since the last unlock', overview.failedAttempts],
    ['Profile', settings.profile],
    ['Auto-lock (minutes)', settings.autoLockAfter / minute],
    ['Chain', settings.chain],
    ['Language', `${settings.language ?? 'browser'} (${page})`],
    ['Theme', settings.theme ?? 'system'],
  ];
  return lines.map(([name, value]) => `${name}: ${value ?? 'unknown'}`).join('\n');
}

const engines: readonly (readonly [string, RegExp])[] = [
  ['Firefox', /Firefox\/([\d.]+)/],
  ['Edge', /Edg\/([\d.]+)/],
  ['Opera', /OPR\/([\d.]+)/],
  ['Chrome', /Chrome\/([\d.]+)/],
];

/** The browser and its version, as its user agent says. */
export function browserName(userAgent: string): string {
  for (const [name, pattern] of engines) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return userAgent;
}
