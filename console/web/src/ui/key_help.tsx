// `?` shows which keys do what.
import './key_help.css';
import { useEffect, useRef } from 'preact/hooks';
import { say, type WordKey } from '../words/words';
import { Dialog } from './dialog';

export interface KeyLine {
  keys: readonly string[];
  words: WordKey;
}

export function KeyHelp({ lines, onClose }: { lines: readonly KeyLine[]; onClose: () => void }) {
  return (
    <Dialog title={say('keys.title')} onClose={onClose}>
      {() => (
        <dl class="key-help">
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
      )}
    </Dialog>
  );
}

// Calls when `?` is pressed outside of any field.
export function useHelpKey(show: () => void): void {
  const latest = useRef(show);
  latest.current = show;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || inField(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
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
