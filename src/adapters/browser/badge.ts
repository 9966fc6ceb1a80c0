import browser from 'webextension-polyfill';

const seal = '#b8321b';
const paper = '#ffffff';

/** Shows on the toolbar button how many requests wait; nothing where none does. */
export function showWaiting(count: number): void {
  void browser.action.setBadgeText({ text: count === 0 ? '' : String(count) });
  if (count === 0) return;
  void browser.action.setBadgeBackgroundColor({ color: seal });
  void browser.action.setBadgeTextColor?.({ color: paper });
}
