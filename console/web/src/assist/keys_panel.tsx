// Keys that the mediator's own system keeps for itself, and the row that small keyboards hide.
import { say, type WordKey } from '../words/words';
import { keepFocus } from './focus';
import type { Hands } from './hands';
import { functionKey, keysyms as k } from './keysyms';

interface Chord {
  words: WordKey;
  keys: readonly number[];
}

const chords: readonly Chord[] = [
  { words: 'key.ctrl_alt_del', keys: [k.ControlLeft, k.AltLeft, k.Delete] },
  { words: 'key.alt_tab', keys: [k.AltLeft, k.Tab] },
  { words: 'key.super', keys: [k.SuperLeft] },
  { words: 'key.alt_f4', keys: [k.AltLeft, k.F4] },
  { words: 'key.print', keys: [k.Print] },
  { words: 'key.escape', keys: [k.Escape] },
];

const functionKeys = Array.from({ length: 12 }, (_, index) => index + 1);

export function KeysPanel({ hands, allowed }: { hands: Hands; allowed: boolean }) {
  const press = (keys: readonly number[]) => () => hands.chord(keys);
  return (
    <>
      <div class="key-list">
        {chords.map(({ words, keys }) => (
          <button
            key={words}
            type="button"
            class="button"
            disabled={!allowed}
            onMouseDown={keepFocus}
            onClick={press(keys)}
          >
            {say(words)}
          </button>
        ))}
      </div>
      <div class="key-grid">
        {functionKeys.map((number) => (
          <button
            key={number}
            type="button"
            class="button"
            disabled={!allowed}
            onMouseDown={keepFocus}
            onClick={press([functionKey(number)])}
          >
            {`F${number}`}
          </button>
        ))}
      </div>
    </>
  );
}
