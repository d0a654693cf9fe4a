// The catalogue, with search. What a card says is made true before it is shown.
import { useRef, useState } from 'preact/hooks';
import { Phrase } from '../gen/maintendue/v1/slip_pb';
import { Held, Pause } from '../gen/maintendue/v1/session_pb';
import { Icon } from '../ui/icon';
import { say, type WordKey } from '../words/words';
import type { Permits } from './phase';
import { phrasesWith } from './phrases';
import type { AssistSession } from './session';

// What goes with a card, so that it is so when the PC says it.
const pauseWith: Partial<Record<Phrase, { pause: Pause; hint: WordKey }>> = {
  [Phrase.WRITE_PASSWORD]: { pause: Pause.LOOK_AWAY, hint: 'slip.look_away_hint' },
  [Phrase.I_CALL_BACK]: { pause: Pause.CALL_BACK, hint: 'slip.call_back_hint' },
};

interface PhraseListProps {
  session: AssistSession;
  permits: Permits;
  // Why the picture is held back already.
  held: Held;
}

export function PhraseList({ session, permits, held }: PhraseListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState('');
  const groups = phrasesWith(wanted);
  const pick = (phrase: Phrase) => {
    const also = pauseWith[phrase];
    if (also && permits.pausing) session.pause(also.pause);
    session.lay({ case: 'phrase', value: phrase });
  };
  const allowed = (phrase: Phrase) => {
    if (!permits.laying) return false;
    if (phrase === Phrase.I_CALL_BACK) return permits.pausing || held === Held.CALLS_BACK;
    return true;
  };
  const searched = wanted.trim() !== '';
  const first = searched ? groups[0]?.cards[0]?.phrase : undefined;
  // What stops the picture wants a press of its own.
  const enter = (event: Event) => {
    event.preventDefault();
    if (first === undefined || !allowed(first)) return;
    if (pauseWith[first]) list.current?.querySelector<HTMLElement>('.phrase-card')?.focus();
    else pick(first);
  };
  return (
    <div ref={list}>
      <form role="search" onSubmit={enter}>
        <input
          type="search"
          class="slip-search"
          aria-label={say('slip.search')}
          placeholder={say('slip.search')}
          autocomplete="off"
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      </form>
      <p class="soft slip-hint">{say('slip.hint')}</p>
      {groups.length === 0 && <p role="status">{say('slip.none')}</p>}
      {groups.map(({ words, cards }) => (
        <section key={words}>
          <h3>{say(words)}</h3>
          <ul class="phrase-list">
            {cards.map(({ phrase, icon, words: sentence }) => (
              <li key={phrase}>
                <button
                  type="button"
                  class="phrase-card"
                  disabled={!allowed(phrase)}
                  onClick={() => pick(phrase)}
                >
                  <Icon of={icon} size={24} />
                  <span class="phrase-words">
                    {say(sentence)}
                    {pauseWith[phrase] && <em>{say(pauseWith[phrase].hint)}</em>}
                  </span>
                  {phrase === first && <kbd>{say('key.enter')}</kbd>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
