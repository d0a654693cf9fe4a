// After too many misses the console answers no more for a while: counts those seconds down.
import { useState } from 'preact/hooks';
import { useNow } from './now';

export interface Patience {
  // Whole seconds left; 0 when one may try.
  seconds: number;
  // Begins to count; answers whether the console said how long.
  begin: () => boolean;
}

export function usePatience(waitMs: number): Patience {
  const [until, setUntil] = useState(0);
  const now = useNow(500);
  return {
    seconds: Math.ceil(Math.min(waitMs, Math.max(0, until - now)) / 1000),
    begin() {
      if (waitMs <= 0) return false;
      setUntil(Date.now() + waitMs);
      return true;
    },
  };
}
