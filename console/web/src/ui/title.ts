import { useEffect } from 'preact/hooks';
import { say } from '../words/words';

// What the tab and a screen reader call this page.
export function useTitle(page: string): void {
  useEffect(() => {
    document.title = `${page} · ${say('app.name')}`;
  }, [page]);
}
