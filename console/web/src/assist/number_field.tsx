// The number that only the family's screen shows, as it was read aloud on the phone.
import './number_field.css';
import { useState } from 'preact/hooks';
import { say, sayCount } from '../words/words';
import type { AssistSession } from './session';

const digits = 6;

export function NumberField({ session, tries }: { session: AssistSession; tries: number }) {
  const [typed, setTyped] = useState('');
  const number = typed.replace(/\D/g, '');
  const give = (event: Event) => {
    event.preventDefault();
    if (number.length !== digits) return;
    session.hearNumber(number);
    setTyped('');
  };
  return (
    <form class="number-field" data-testid="number-field" onSubmit={give}>
      <label>
        <span>{say('assist.number')}</span>
        <input
          value={typed}
          inputMode="numeric"
          autoComplete="off"
          maxLength={digits + 1}
          size={digits + 2}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button primary" disabled={number.length !== digits}>
        {say('assist.number_give')}
      </button>
      <span class="soft" role="status">
        {sayCount('assist.number_tries.one', 'assist.number_tries.other', tries)}
      </span>
    </form>
  );
}
