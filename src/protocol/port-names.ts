/** The name of the port between a page's content script and the worker. */
export const pagePortName = 'page';

/** The name of the port between our own pages and the worker. */
export const uiPortName = 'ui';
