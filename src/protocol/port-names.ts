/** The name of the port between a page's content script and the worker. */
export const pagePortName = 'page';

/** The name of the port between our own pages and the worker. */
export const uiPortName = 'ui';

/** The same for those of our own pages that stand in a private window. */
export const privateUiPortName = 'ui in private';
