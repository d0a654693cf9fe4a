// What French needs and many keyboards hide.
import { say, type WordKey } from '../words/words';
import { keepFocus } from './focus';
import type { Hands } from './hands';

const groups: readonly { words: WordKey; characters: string }[] = [
  { words: 'characters.capitals', characters: 'ÀÂÆÇÉÈÊËÎÏÔŒÙÛŸ' },
  { words: 'characters.letters', characters: 'àâæçéèêëîïôœùûÿ' },
  { words: 'characters.marks', characters: '«»“”’…–—·€°²%§' },
  { words: 'characters.computer', characters: '@#{}[]|\\~^`&_<>' },
];

export function CharactersPanel({ hands, allowed }: { hands: Hands; allowed: boolean }) {
  return (
    <>
      {groups.map(({ words, characters }) => (
        <section key={words}>
          <h3>{say(words)}</h3>
          <div class="character-grid">
            {[...characters].map((character) => (
              <button
                key={character}
                type="button"
                class="character"
                disabled={!allowed}
                onMouseDown={keepFocus}
                onClick={() => hands.type(character)}
              >
                {character}
              </button>
            ))}
          </div>
        </section>
      ))}
    </>
  );
}
