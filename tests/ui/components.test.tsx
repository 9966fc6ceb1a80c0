import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { endReasons } from '../../src/core/end-reason';
import { day, hour } from '../../src/core/units';
import { Address } from '../../src/ui/account/address';
import { Crest } from '../../src/ui/account/crest';
import { HostName } from '../../src/ui/account/host-name';
import { QrCode } from '../../src/ui/account/qr-code';
import { WordGrid } from '../../src/ui/account/word-grid';
import { ApproveButton } from '../../src/ui/controls/approve-button';
import { CheckRow } from '../../src/ui/controls/check-row';
import { MaskedPhraseField, wordsOf } from '../../src/ui/controls/masked-phrase-field';
import { PasswordField } from '../../src/ui/controls/password-field';
import { SelectField } from '../../src/ui/controls/select-field';
import { LanguageProvider, Said } from '../../src/ui/language';
import { EndGlyph } from '../../src/ui/pass/end-glyph';
import { EndedPass, Pass, PassList } from '../../src/ui/pass/pass';

const nothing = () => {};
const now = new Date(2026, 10, 22, 18, 0).getTime();
const account = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';

function markup(content: ReactNode, language: 'en' | 'ja' = 'en'): string {
  return renderToStaticMarkup(<LanguageProvider choice={language}>{content}</LanguageProvider>);
}

/** What is read and copied: the markup without its tags. */
function textOf(content: ReactNode, language: 'en' | 'ja' = 'en'): string {
  return markup(content, language)
    .replace(/<[^>]+>/g, '')
    .replaceAll('&#x27;', "'");
}

describe('a pass', () => {
  it('names its site and the time left', () => {
    const pass = <Pass host="tidepool.example" left={3 * hour} of={day} />;
    expect(textOf(pass)).toBe('tidepool.example3 h left');
    expect(textOf(pass, 'ja')).toBe('tidepool.example残り 3 時間');
  });

  it('is stamped with its end', () => {
    const at = new Date(2026, 10, 22, 14, 2).getTime();
    expect(textOf(<EndedPass host="bazaar.example" at={at} now={now} />)).toBe(
      'bazaar.exampleEnded22 Nov 14:02',
    );
    expect(textOf(<EndedPass host="bazaar.example" at={at} now={now} />, 'ja')).toContain(
      '終了11月22日 14:02',
    );
  });

  it('stands in a list that is named by its heading', () => {
    const list = markup(
      <PassList title="Sessions" id="sessions">
        <li />
      </PassList>,
    );
    expect(list).toContain('<h2 id="sessions">Sessions</h2>');
    expect(list).toContain('<ul aria-labelledby="sessions"><li></li></ul>');
  });
});

describe('the picture of an end', () => {
  it('is another one for each reason', () => {
    const drawings = endReasons.map(
      (reason) => / d="([^"]+)"/.exec(markup(<EndGlyph reason={reason} />))?.[1],
    );
    expect(new Set(drawings).size).toBe(endReasons.length);
  });
});

describe('secrets', () => {
  it('SEC-15: a phrase is typed into one masked box that no browser keeps', () => {
    const field = markup(<MaskedPhraseField label="Recovery phrase" value="" onChange={nothing} />);
    expect(field).toContain('type="password"');
    expect(field).toContain('autoComplete="off"');
    expect(field).not.toContain('textarea');
  });

  it('SEC-15: a password is masked at first', () => {
    const field = markup(<PasswordField label="Password" value="" onChange={nothing} />);
    expect(field).toContain('type="password"');
    expect(field).toContain('autoComplete="off"');
  });

  it('the words of a phrase are told apart whatever stands between them', () => {
    expect(wordsOf(' legal\twinner\r\nthank\u3000year \n')).toEqual(['legal', 'winner', 'thank', 'year']);
  });

  it('hidden words are not in the page', () => {
    expect(markup(<WordGrid words={['legal', 'winner']} isHidden label="Words" />)).not.toContain('legal');
  });
});

describe('a field', () => {
  it('belongs to its label, its hint and its error', () => {
    const field = markup(
      <PasswordField label="Password" value="" onChange={nothing} hint="A hint." error="Wrong password." />,
    );
    const id = / for="([^"]+)"/.exec(field)?.[1];
    expect(field).toContain(`id="${id}"`);
    expect(field).toContain(`aria-describedby="${id}error ${id}hint"`);
    expect(field).toContain('aria-invalid="true"');
  });

  it('of a choice is a native select', () => {
    const field = markup(
      <SelectField
        label="Session length"
        value="default"
        onChange={nothing}
        options={[
          { value: 'default', label: 'Profile default' },
          { value: 'custom', label: 'Custom' },
        ]}
      />,
    );
    expect(field).toContain('<option value="default" selected="">Profile default</option>');
  });

  it('to tick is named by its label, and described by its detail', () => {
    const row = markup(<CheckRow label="Everyday" detail="1 ETH" isChecked onChange={nothing} />);
    const [, id] = /aria-labelledby="([^"]+)"/.exec(row) ?? [];
    expect(row).toContain(`<span id="${id}">Everyday</span>`);
  });
});

describe('an approving button', () => {
  it('SEC-7: is disabled when it appears, and submits nothing', () => {
    const button = markup(
      <ApproveButton subject="request 1" onApprove={nothing}>
        Sign
      </ApproveButton>,
    );
    expect(button).toContain('disabled=""');
    expect(button).toContain('type="button"');
  });
});

describe('names and addresses', () => {
  it('a host is read whole, however it is fitted', () => {
    for (const fit of ['line', 'wrap'] as const) {
      expect(textOf(<HostName host="a.very.long.example" fit={fit} />)).toBe('a.very.long.example');
    }
  });

  it('an address is copied without the gaps that it is shown with', () => {
    expect(textOf(<Address address={account} canCopy={false} />)).toBe(account);
  });

  it('a crest is the same for an address however it is written, and another for another', () => {
    const crest = (address: string) => markup(<Crest address={address} />);
    expect(crest(account)).toBe(crest(account.toLowerCase()));
    expect(crest(account)).not.toBe(crest('0x70997970C51812dc3A010C7d01b50e0d17dc79C8'));
  });

  it('a QR code has a name', () => {
    expect(markup(<QrCode text={account} label="QR code" />)).toContain('role="img" aria-label="QR code"');
  });

  it('a message has elements in its placeholders', () => {
    const heading = <Said message="connectHeading" with={{ host: <HostName host="tidepool.example" /> }} />;
    expect(textOf(heading)).toBe('Connect to tidepool.example');
    expect(textOf(heading, 'ja')).toBe('tidepool.example に接続');
  });
});
