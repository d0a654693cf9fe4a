// A page that opens at the family's, once it presses.
import send from 'icon:send';
import { useState } from 'preact/hooks';
import { Icon } from '../ui/icon';
import { say } from '../words/words';
import type { AssistSession } from './session';
import { pageOf } from './slip';

export function PageForm({ session, allowed }: { session: AssistSession; allowed: boolean }) {
  const [written, setWritten] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const page = pageOf(written);
    setWrong(!page);
    if (!page) return;
    session.lay({ case: 'page', value: page });
    setWritten('');
  };
  return (
    <form class="slip-form" onSubmit={submit}>
      <label for="slip-page">{say('slip.page_label')}</label>
      <input
        id="slip-page"
        type="text"
        inputMode="url"
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        placeholder="https://"
        aria-invalid={wrong}
        aria-describedby="slip-page-hint"
        value={written}
        onInput={(event) => {
          setWritten(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <p id="slip-page-hint" role={wrong ? 'alert' : undefined} class={wrong ? 'slip-wrong' : 'soft'}>
        {say(wrong ? 'slip.page_wrong' : 'slip.page_hint')}
      </p>
      <button type="submit" class="button primary" disabled={!allowed || written.trim() === ''}>
        <Icon of={send} size={18} />
        {say('slip.show')}
      </button>
    </form>
  );
}
