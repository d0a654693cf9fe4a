import { useEffect } from 'preact/hooks';
import { say } from '../words/words';
import { Store, useStore } from './store';

// How many families wait for an answer: stands before whatever the tab is called.
export const waitingInTitle = new Store(0);

// What the tab and a screen reader call this page.
export function useTitle(page: string): void {
  const waiting = useStore(waitingInTitle);
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${page} · ${say('app.name')}`;
  }, [page, waiting]);
}
