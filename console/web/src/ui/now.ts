import { useEffect, useState } from 'preact/hooks';

// The time, again every `everyMs`: for "4 minutes ago" and for clocks that run.
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
