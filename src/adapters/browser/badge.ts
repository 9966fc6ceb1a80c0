import browser from 'webextension-polyfill';

const seal = '#b8321b';
const paper = '#ffffff';

/**
 * The same on the tabs of private windows alone, where it also hides what waits in the others. The browser takes it
 * off a tab that goes elsewhere, which is no harm: it is a hint.
 */
export function showWaitingInPrivate(count: number, isTakenOver: boolean): void {
  void browser.tabs.query({}).then((tabs) => {
    for (const { id, incognito } of tabs)
      if (id !== undefined && incognito) show({ tabId: id }, count, isTakenOver);
  });
}

/** Shows on the toolbar button how many requests wait; where none does, whether an account was taken over. */
export function showWaiting(count: number, isTakenOver: boolean): void {
  show({}, count, isTakenOver);
}

function show(where: { readonly tabId?: number }, count: number, isTakenOver: boolean): void {
  const none = isTakenOver ? '!' : '';
  const text = count === 0 ? none : String(count);
  const shown = [
    browser.action.setBadgeText({ ...where, text }),
    ...(text === ''
      ? []
      : [
          browser.action.setBadgeBackgroundColor({ ...where, color: seal }),
          browser.action.setBadgeTextColor?.({ ...where, color: paper }),
        ]),
  ];
  // A tab that was closed meanwhile has no badge.
  for (const each of shown) Promise.resolve(each).catch(() => undefined);
}
