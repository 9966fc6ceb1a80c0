import browser from 'webextension-polyfill';

const seal = '#b8321b';
const paper = '#ffffff';

/**
 * The same on the tabs of private windows alone, where it also hides what waits in the others. The browser takes it
 * off a tab that goes elsewhere, which is no harm: it is a hint.
 */
export function showWaitingInPrivate(count: number): void {
  void browser.tabs.query({}).then((tabs) => {
    for (const { id, incognito } of tabs) if (id !== undefined && incognito) show({ tabId: id }, count);
  });
}

/** Shows on the toolbar button how many requests wait; nothing where none does. */
export function showWaiting(count: number): void {
  show({}, count);
}

function show(where: { readonly tabId?: number }, count: number): void {
  const shown = [
    browser.action.setBadgeText({ ...where, text: count === 0 ? '' : String(count) }),
    ...(count === 0
      ? []
      : [
          browser.action.setBadgeBackgroundColor({ ...where, color: seal }),
          browser.action.setBadgeTextColor?.({ ...where, color: paper }),
        ]),
  ];
  // A tab that was closed meanwhile has no badge.
  for (const each of shown) Promise.resolve(each).catch(() => undefined);
}
