import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { CheckedHost, ContactedHost } from '../../src/core/connection';
import { judgeRelays, type RelayTrial } from '../../src/core/relay-health';
import { AllowList } from '../../src/dashboard/connection/allow-list';
import { relaysWords } from '../../src/dashboard/connection/connection-words';
import { HostLine } from '../../src/dashboard/connection/host-line';
import { LanguageProvider } from '../../src/ui/language';
import { createTranslator } from '../../src/ui/t';

const t = createTranslator('en');
const node: ContactedHost = {
  host: 'node.example',
  uses: [{ kind: 'network', name: 'Ethereum' }],
  isLocal: false,
};
const relay: ContactedHost = { host: 'relay.example', uses: [{ kind: 'relay' }], isLocal: false };

/** What is read: the markup without its tags. */
function textOf(content: ReactNode): string {
  return renderToStaticMarkup(<LanguageProvider choice="en">{content}</LanguageProvider>).replace(
    /<[^>]+>/g,
    '|',
  );
}

describe('what is said of the relays', () => {
  const good: RelayTrial = { isReachable: true, latency: 20, isKeeping: true };
  const forgets: RelayTrial = { ...good, isKeeping: false };
  const away: RelayTrial = { isReachable: false };

  it.each([
    [
      'too few answer',
      [good, away, away],
      /^Answering: 1 of 3\. Needed: 2\. Signing .* wait until enough relays/,
    ],
    ['enough answer', [good, good, away], /^2 of 3 must answer, so your accounts work as before/],
    ['too few keep anything', [good, forgets, away], /no device can become the active one/],
  ])('where %s: what stops', (_, trials, next) => {
    expect(relaysWords(t, judgeRelays(trials))?.next).toMatch(next);
  });

  it('is nothing where all is well, or none is chosen', () => {
    expect(relaysWords(t, judgeRelays([good]))).toBeNull();
    expect(relaysWords(t, judgeRelays([]))).toBeNull();
  });
});

describe('a host', () => {
  const checked = (host: ContactedHost, found: Partial<CheckedHost>): CheckedHost => ({
    ...host,
    result: 'answers',
    trouble: null,
    took: null,
    ...found,
  });

  it('says what it is for', () => {
    expect(textOf(<HostLine host={node} found={null} />)).toContain('For Ethereum|');
    expect(textOf(<HostLine host={relay} found={null} />)).toContain('For One active device|');
    const both = { ...node, uses: [...node.uses, ...relay.uses] };
    expect(textOf(<HostLine host={both} found={null} />)).toContain('For Ethereum, One active device|');
  });

  it.each([
    [node, { result: 'silent', trouble: 'no-answer' }, 'No answer: it is down, or something blocks it'],
    [relay, { result: 'silent', trouble: 'relay-away' }, 'No answer: it is down, or something blocks it'],
    [relay, { result: 'down', trouble: 'relay-forgets' }, 'Answers, but keeps nothing'],
    [{ ...relay, isLocal: true }, { result: 'down', trouble: 'relay-away' }, 'Nothing runs there'],
  ] as const)('says what a check found', (host, found, words) => {
    expect(textOf(<HostLine host={host} found={checked(host, found)} />)).toContain(words);
  });
});

describe('the list for a firewall', () => {
  it('is of HTTPS alone where no relay is chosen', () => {
    const text = textOf(<AllowList hosts={[node]} />);
    expect(text).toContain('Outgoing HTTPS to these hosts is all that Sekisho needs.');
    expect(text).not.toContain('WSS');
  });

  it('names the relays as what they are', () => {
    const text = textOf(<AllowList hosts={[node, relay]} />);
    expect(text).toContain('node.example\nwss://relay.example:443');
    expect(text).toContain('Outgoing HTTPS to these hosts, and WSS');
  });
});
