import english from '../../public/_locales/en/messages.json';
import japanese from '../../public/_locales/ja/messages.json';
import { type Language, type Translate, translateFrom } from './translate';

/** What the settings hold: a language, or null for the browser's. */
export type LanguageChoice = Language | null;

/** The language to speak: the one chosen, else Japanese where the browser speaks it, else English. */
export function languageOf(choice: LanguageChoice, browserLanguage: string): Language {
  if (choice) return choice;
  return browserLanguage.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

/** Says messages in one language: `createTranslator('ja')('commonCopy')`. In components use `useT()`. */
export function createTranslator(language: Language): Translate {
  return translateFrom(language, language === 'ja' ? japanese : english);
}
