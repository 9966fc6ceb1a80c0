import type { Translate } from '../../ui/translate';

/** The longest name that the vault keeps, in characters. */
export const longestName = 40;

/** What is wrong with an account's name, in words. */
export function nameError(t: Translate, name: string): string | undefined {
  if (name.trim() === '') return t('errorNameEmpty');
  if (name.trim().length > longestName) return t('errorNameLong', { maximum: longestName });
  return undefined;
}
