// A window that asks for one of several things, and does it: it stays open until that went well, and says why it
// did not.
import './choice_dialog.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { failureOf, type ErrorName } from '../wire/failure';
import { say } from '../words/words';
import { Dialog } from './dialog';
import { ErrorWords } from './error_words';

export interface Choice<Value> {
  value: Value;
  words: string;
}

interface ChoiceProps<Value> {
  title: string;
  question: string;
  // One that is picked and then goes from here is picked no more.
  choices: readonly Choice<Value>[];
  // What the choice comes to, below it; undefined: as long as nothing is chosen.
  note: (chosen: Value | undefined) => string;
  yes: string;
  onYes: (chosen: Value) => Promise<unknown>;
  onClose: () => void;
}

export function ChoiceDialog<Value>(props: ChoiceProps<Value>) {
  const { title, question, choices, note, yes, onYes, onClose } = props;
  const [picked, setPicked] = useState<Value>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorName>();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const chosen = choices.find((one) => one.value === picked);

  const go = async () => {
    if (!chosen) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await onYes(chosen.value);
      onClose();
    } catch (error) {
      setProblem(failureOf(error));
      setBusy(false);
    }
  };

  return (
    <Dialog title={title} busy={busy} onClose={onClose}>
      {(close) => (
        <form
          class="dialog-body"
          onSubmit={(event) => {
            event.preventDefault();
            void go();
          }}
        >
          <fieldset class="choices">
            <legend>{question}</legend>
            {choices.map((one, index) => (
              <label key={String(one.value)} class="choice">
                <input
                  ref={index === 0 ? first : null}
                  type="radio"
                  name="choice"
                  checked={one === chosen}
                  onChange={() => setPicked(one.value)}
                />
                <bdi>{one.words}</bdi>
              </label>
            ))}
          </fieldset>
          <p class="soft">{note(chosen?.value)}</p>
          <p class="field-problem" role="alert">
            {problem && <ErrorWords of={problem} />}
          </p>
          <div class="dialog-actions">
            <button type="button" class="button" disabled={busy} onClick={close}>
              {say('action.cancel')}
            </button>
            <button type="submit" class="button primary" disabled={busy || !chosen}>
              {yes}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
