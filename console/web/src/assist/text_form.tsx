// A few words of the mediator's own, read as they are written.
import send from 'icon:send';
import { useState } from 'preact/hooks';
import { Icon } from '../ui/icon';
import { say } from '../words/words';
import type { AssistSession } from './session';
import { textOf } from './slip';

export function TextForm({ session, allowed }: { session: AssistSession; allowed: boolean }) {
  const [written, setWritten] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const text = textOf(written);
    setWrong(!text);
    if (!text) return;
    session.lay({ case: 'text', value: text });
    setWritten('');
  };
  return (
    <form class="slip-form" onSubmit={submit}>
      <label for="slip-text">{say('slip.text_label')}</label>
      <textarea
        id="slip-text"
        rows={6}
        dir="auto"
        aria-invalid={wrong}
        aria-describedby="slip-text-hint"
        value={written}
        onInput={(event) => {
          setWritten(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <p id="slip-text-hint" role={wrong ? 'alert' : undefined} class={wrong ? 'slip-wrong' : 'soft'}>
        {say(wrong ? 'slip.text_wrong' : 'slip.text_hint')}
      </p>
      <button type="submit" class="button primary" disabled={!allowed || written.trim() === ''}>
        <Icon of={send} size={18} />
        {say('slip.show')}
      </button>
    </form>
  );
}
