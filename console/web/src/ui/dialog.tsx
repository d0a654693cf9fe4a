// A window over the page: it takes the keyboard, Escape closes it, and whatever opened it has the focus again.
import './dialog.css';
import x from 'icon:x';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { say } from '../words/words';
import { Icon } from './icon';

interface DialogProps {
  title: string;
  wide?: boolean;
  // Something is under way that cannot be called back: it stays open.
  busy?: boolean;
  // It was closed here; a dialog that is no longer drawn closes without a word.
  onClose: () => void;
  children: (close: () => void) => ComponentChildren;
}

export function Dialog({ title, wide, busy = false, onClose, children }: DialogProps) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const gone = useRef(false);
  const close = () => dialog.current?.close();
  useEffect(() => {
    const shown = dialog.current!;
    shown.showModal();
    return () => {
      gone.current = true;
      if (shown.open) shown.close();
      focusOutside(shown);
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => busy && event.preventDefault()}
      onClose={() => gone.current || onClose()}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={say('action.close')}
          disabled={busy}
          onClick={close}
        >
          <Icon of={x} />
        </button>
      </header>
      {children(close)}
    </dialog>
  );
}

// What opened it may be gone, with the person it was about.
function focusOutside(closed: HTMLDialogElement): void {
  const { activeElement, body } = document;
  const lost = !activeElement || activeElement === body || closed.contains(activeElement);
  if (lost) document.getElementById('content')?.focus();
}
