// A passphrase for somebody else's key: typed twice, or four words drawn at random.
import dices from 'icon:dices';
import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Icon } from '../ui/icon';
import { PassphraseField } from '../ui/passphrase_field';
import { say, type WordKey } from '../words/words';
import { againProblem, passphraseProblem } from './checks';
import { suggestPassphrase } from './passphrase';

export interface NewPassphrase {
  first: RefObject<HTMLInputElement>;
  again: RefObject<HTMLInputElement>;
  firstProblem: WordKey | undefined;
  secondProblem: WordKey | undefined;
  suggest: () => void;
  // What was typed, and the field that will not do, which says so from now on.
  take: () => { passphrase: string; wrong: HTMLInputElement | null };
}

export function useNewPassphrase(): NewPassphrase {
  const first = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const [firstProblem, setFirst] = useState<WordKey>();
  const [secondProblem, setSecond] = useState<WordKey>();
  return {
    first,
    again,
    firstProblem,
    secondProblem,
    suggest() {
      const words = suggestPassphrase();
      for (const { current } of [first, again]) if (current) current.value = words;
      setFirst(undefined);
      setSecond(undefined);
    },
    take() {
      const passphrase = first.current?.value ?? '';
      const short = passphraseProblem(passphrase);
      const other = short ? undefined : againProblem(passphrase, again.current?.value ?? '');
      setFirst(short);
      setSecond(other);
      return { passphrase, wrong: short ? first.current : other ? again.current : null };
    },
  };
}

export function NewPassphraseFields({ fresh }: { fresh: NewPassphrase }) {
  const [shown, setShown] = useState(false);
  return (
    <div class="new-passphrase">
      <div>
        <PassphraseField
          id="new-passphrase"
          label={say('team.passphrase')}
          field={fresh.first}
          autocomplete="off"
          shown={shown}
          onShown={setShown}
          invalid={fresh.firstProblem !== undefined}
          describedBy="new-passphrase-problem new-passphrase-hint"
        />
        <p class="field-problem" id="new-passphrase-problem">
          {fresh.firstProblem && say(fresh.firstProblem)}
        </p>
      </div>
      <div>
        <PassphraseField
          id="new-passphrase-again"
          label={say('team.passphrase_again')}
          field={fresh.again}
          autocomplete="off"
          shown={shown}
          invalid={fresh.secondProblem !== undefined}
          describedBy="new-passphrase-again-problem"
        />
        <p class="field-problem" id="new-passphrase-again-problem">
          {fresh.secondProblem && say(fresh.secondProblem)}
        </p>
      </div>
      <p class="soft hint" id="new-passphrase-hint">
        {say('team.passphrase_hint')}
      </p>
      <button
        type="button"
        class="button"
        onClick={() => {
          fresh.suggest();
          setShown(true);
        }}
      >
        <Icon of={dices} />
        {say('team.passphrase.suggest')}
      </button>
    </div>
  );
}
