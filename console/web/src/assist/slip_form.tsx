// One field, a word about it, and the button that lays on the family's screen what was written there.
import send from 'icon:send';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../ui/icon';
import { say, type WordKey } from '../words/words';

// What the field is given, whatever kind of field it is.
export interface FieldProps {
  id: string;
  value: string;
  'aria-invalid': boolean;
  'aria-describedby': string;
  onInput: (event: { currentTarget: { value: string } }) => void;
}

interface SlipFormProps {
  id: string;
  words: Record<'label' | 'hint' | 'wrong', WordKey>;
  allowed: boolean;
  // As it is laid; undefined for what can't be.
  read: (written: string) => string | undefined;
  lay: (value: string) => void;
  field: (props: FieldProps) => ComponentChildren;
}

export function SlipForm({ id, words, allowed, read, lay, field }: SlipFormProps) {
  const [written, setWritten] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const value = read(written);
    setWrong(!value);
    if (!value) return;
    lay(value);
    setWritten('');
  };
  const hintId = `${id}-hint`;
  const write: FieldProps['onInput'] = (event) => {
    setWritten(event.currentTarget.value);
    setWrong(false);
  };
  return (
    <form class="slip-form" onSubmit={submit}>
      <label for={id}>{say(words.label)}</label>
      {field({ id, value: written, 'aria-invalid': wrong, 'aria-describedby': hintId, onInput: write })}
      <p id={hintId} role={wrong ? 'alert' : undefined} class={wrong ? 'slip-wrong' : 'soft'}>
        {say(wrong ? words.wrong : words.hint)}
      </p>
      <button type="submit" class="button primary" disabled={!allowed || written.trim() === ''}>
        <Icon of={send} size={18} />
        {say('slip.show')}
      </button>
    </form>
  );
}
