// Something is on its way. Says so only after half a second: what is quick needs no words.
import { useEffect, useState } from 'preact/hooks';

export function Waiting({ words }: { words: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p class="waiting" role="status">
      {shown && (
        <>
          <span class="waiting-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {words}
        </>
      )}
    </p>
  );
}
