import { useSyncExternalStore } from 'react';
import type { SessionView } from '../protocol/ui';
import { disownPage } from '../ui/device/disown-page';

/** The request that this window was opened for, as `popup.html#/requests/<id>` names it; null in the toolbar's popup. */
export function requestOf(hash: string): string | null {
  const [, id] = /^#\/requests\/(.+)$/.exec(hash) ?? [];
  if (id === undefined) return null;
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** The request of this window's address, which changes when the window is shown for another one. */
export function useRequestOfWindow(): string | null {
  return requestOf(useSyncExternalStore(followHash, readHash));
}

/** The address of a page of the dashboard. */
export function dashboardUrl(page: string): string {
  return new URL(`../dashboard/index.html#/${page}`, window.location.href).href;
}

/** Where the account of a session that was taken over is taken back; undefined where it is gone. */
export function disownUrl({ accounts: [account] }: Pick<SessionView, 'accounts'>): string | undefined {
  return account && dashboardUrl(disownPage(account));
}

/** Opens a page of the dashboard in a tab of its own. */
export function openDashboard(page: string): void {
  window.open(dashboardUrl(page), '_blank');
}

function followHash(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

function readHash(): string {
  return window.location.hash;
}
