/** Where a page stands: the toolbar's popup (376 px wide), a window of its own for a request, or a tab. */
export type Surface = 'toolbar' | 'window' | 'dashboard';

/** Lays the page out for where it stands. Call it before the first render. */
export function showOnSurface(surface: Surface): void {
  document.documentElement.dataset.surface = surface;
}

/** Shows the chosen theme; null follows the system. */
export function showTheme(theme: 'light' | 'dark' | null): void {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
