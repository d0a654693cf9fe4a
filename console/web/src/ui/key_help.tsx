// `?` shows which keys do what.
import x from 'icon:x';
import { useEffect, useRef } from 'preact/hooks';
import { say, type WordKey } from '../words/words';
import { Icon } from './icon';

export interface KeyLine {
  keys: readonly string[];
  words: WordKey;
}

export function KeyHelp({ lines, onClose }: { lines: readonly KeyLine[]; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="key-help" aria-labelledby="key-help-title" onClose={onClose}>
      <header>
        <h2 id="key-help-title">{say('keys.title')}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={say('action.close')}
          onClick={() => dialog.current?.close()}
        >
          <Icon of={x} />
        </button>
      </header>
      <dl>
        {lines.map((line) => (
          <div key={line.words}>
            <dt>
              {line.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{say(line.words)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}

// Calls when `?` is pressed outside of any field.
export function useHelpKey(show: () => void): void {
  const latest = useRef(show);
  latest.current = show;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || inField(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

export function inField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
