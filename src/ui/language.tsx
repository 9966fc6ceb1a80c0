import { createContext, Fragment, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { createTranslator, type LanguageChoice, languageOf } from './t';
import type { FilledKey, Translate, Values } from './translate';

const TranslateContext = createContext<Translate>(createTranslator('en'));

/** Speaks the chosen language (null: the browser's) to everything inside, and says so on `<html lang>`. */
export function LanguageProvider({ choice, children }: { choice: LanguageChoice; children: ReactNode }) {
  const browserLanguage = typeof navigator === 'undefined' ? 'en' : navigator.language;
  const language = languageOf(choice, browserLanguage);
  const translate = useMemo(() => createTranslator(language), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <TranslateContext value={translate}>{children}</TranslateContext>;
}

/** The messages in the person's language: `const t = useT(); t('connectHeading', { host })`. */
export function useT(): Translate {
  return useContext(TranslateContext);
}

/** A message with elements in its placeholders: `<Said message="requestFor" with={{ host: <HostName … /> }} />`. */
export function Said<Key extends FilledKey>({
  message,
  with: values,
}: {
  message: Key;
  // oxlint-disable-next-line typescript/no-generated-empty-object-type -- Record<never, …> stands for the keys of a generic, which it never is
  with: Values<Key, ReactNode>;
}) {
  const t = useT();
  return t.parts<Key, ReactNode>(message, values).map((piece, index) => {
    // The pieces of one message never change their order.
    return <Fragment key={index}>{piece}</Fragment>;
  });
}
