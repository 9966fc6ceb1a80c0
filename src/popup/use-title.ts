import { useEffect } from 'react';

/** Names the window after the screen that it shows. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Sekisho`;
  }, [title]);
}
