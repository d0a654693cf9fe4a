// A value that pages watch. Whoever owns it sets it; setting an equal value tells nobody.
import { useEffect, useReducer } from 'preact/hooks';

export class Store<T> {
  private readonly watchers = new Set<() => void>();

  constructor(private value: T) {}

  get(): T {
    return this.value;
  }

  set(next: T): void {
    if (Object.is(next, this.value)) return;
    this.value = next;
    for (const tell of [...this.watchers]) tell();
  }

  // Answers the way to stop watching.
  watch(tell: () => void): () => void {
    this.watchers.add(tell);
    return () => void this.watchers.delete(tell);
  }
}

export function useStore<T>(store: Store<T>): T {
  const [, redraw] = useReducer<number, void>((turn) => turn + 1, 0);
  useEffect(() => {
    // The value may have moved between the first drawing and now.
    redraw();
    return store.watch(() => redraw());
  }, [store]);
  return store.get();
}
