import { describe, expect, it } from 'vitest';
import english from '../../public/_locales/en/messages.json' with { type: 'json' };
import japanese from '../../public/_locales/ja/messages.json' with { type: 'json' };
import { createTranslator, languageOf } from '../../src/ui/t';

interface Message {
  message: string;
  description?: string;
  placeholders?: Record<string, { content: string }>;
}
const languages: Record<'en' | 'ja', Record<string, Message>> = { en: english, ja: japanese };
const keys = Object.keys(english);

function usedIn(message: string): string[] {
  return [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => name ?? '').toSorted();
}

/** Sentences that the product's table words without a value that the English one has. */
const quieterInJapanese = new Set(['endTakenOver', 'endPolicy']);

describe('the messages', () => {
  it('have the same keys in the same order in both languages', () => {
    expect(Object.keys(japanese)).toEqual(keys);
  });

  it('say something in both languages', () => {
    for (const messages of Object.values(languages)) {
      const empty = Object.entries(messages).filter(([, { message }]) => message.trim() === '');
      expect(empty).toEqual([]);
    }
  });

  it('declare the same placeholders in both languages', () => {
    for (const key of keys) {
      expect([key, languages.ja[key]?.placeholders]).toEqual([key, languages.en[key]?.placeholders]);
    }
  });

  it('use every placeholder that they declare, and no other', () => {
    for (const key of keys) {
      const declared = Object.keys(languages.en[key]?.placeholders ?? {}).toSorted();
      expect([key, [...new Set(usedIn(languages.en[key]?.message ?? ''))]]).toEqual([key, declared]);
      const inJapanese = [...new Set(usedIn(languages.ja[key]?.message ?? ''))];
      const expected = quieterInJapanese.has(key)
        ? declared.filter((name) => inJapanese.includes(name))
        : declared;
      expect([key, inJapanese]).toEqual([key, expected]);
    }
  });

  it('number their placeholders from $1 on, as chrome.i18n reads them', () => {
    for (const key of keys) {
      const contents = Object.values(languages.en[key]?.placeholders ?? {}).map(({ content }) => content);
      expect(contents).toEqual(contents.map((_, index) => `$${index + 1}`));
    }
  });

  it('come in pairs where they count', () => {
    for (const key of keys.filter((each) => each.endsWith('_one'))) {
      expect(languages.en[key.replace(/_one$/, '_other')]?.placeholders).toHaveProperty('count');
    }
  });

  it('are Japanese where they are not a name, a sign or a number', () => {
    const kept = keys.filter((key) => languages.ja[key]?.message === languages.en[key]?.message);
    expect(kept.toSorted()).toEqual(['badgeTitle', 'settingsLanguageEnglish', 'settingsLanguageJapanese']);
  });

  it('fit the store: the description has at most 132 characters', () => {
    for (const { extDescription } of [english, japanese])
      expect(extDescription.message.length).toBeLessThanOrEqual(132);
  });
});

describe('a translator', () => {
  const en = createTranslator('en');
  const ja = createTranslator('ja');

  it('says a message', () => {
    expect(en('reconnectHeading')).toBe('Session ended');
    expect(ja('reconnectHeading')).toBe('セッションが切れました');
  });

  it('fills in values, once, without reading them as placeholders', () => {
    expect(en('connectHeading', { host: 'tidepool.example' })).toBe('Connect to tidepool.example');
    expect(en('requestFramed', { host: '$top$', top: 'b.example' })).toBe('$top$, shown inside b.example');
    expect(en('errorPhraseWord', { number: 5, word: 'xyzzy' })).toBe(
      'Word 5, "xyzzy", is not in the word list',
    );
  });

  it('counts by the rules of its language', () => {
    expect(en.count('requestWaiting', 1)).toBe('1 request is waiting');
    expect(en.count('requestWaiting', 3)).toBe('3 requests are waiting');
    expect(ja.count('requestWaiting', 1)).toBe('1件のリクエストが待っています');
  });

  it('gives a message in pieces around a value', () => {
    const host = { name: 'a.example' };
    expect(en.parts('connectHeading', { host })).toEqual(['Connect to ', host]);
    expect(ja.parts('connectHeading', { host })).toEqual([host, ' に接続']);
  });

  it.each([
    [null, 'ja-JP', 'ja'],
    [null, 'JA', 'ja'],
    [null, 'en-US', 'en'],
    [null, 'de', 'en'],
    ['en', 'ja', 'en'],
    ['ja', 'en', 'ja'],
  ] as const)('speaks, where %s is chosen and the browser speaks %s, %s', (choice, browser, language) => {
    expect(languageOf(choice, browser)).toBe(language);
  });
});
