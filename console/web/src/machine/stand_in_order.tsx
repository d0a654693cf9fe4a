// Why somebody helps at a colleague's PC: without a reason there is no standing in, and it is kept.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk';
import type { Colleague } from '../gen/maintendue/local/v1/console_pb';
import { DutyReason } from '../gen/maintendue/v1/duties_pb';
import { Dialog } from '../ui/dialog';
import { ErrorWords } from '../ui/error_words';
import { failureOf, type ErrorName } from '../wire/failure';
import { isolated } from '../words/people';
import { say, type WordKey } from '../words/words';

const reasons: [DutyReason, WordKey][] = [
  [DutyReason.FAMILY_CALLS, 'duty.family_calls'],
  [DutyReason.COLLEAGUE_AWAY, 'duty.colleague_away'],
  [DutyReason.UPKEEP, 'duty.upkeep'],
];

export function StandInOrder({ mediator, onClose }: { mediator: Colleague; onClose: () => void }) {
  const { duty } = useDesk();
  const [reason, setReason] = useState(DutyReason.UNSPECIFIED);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorName>();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const begin = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await duty.begin(reason);
      onClose();
    } catch (error) {
      setProblem(failureOf(error));
      setBusy(false);
    }
  };

  const name = isolated(mediator.name);
  return (
    <Dialog title={say('duty.title', { name })} busy={busy} onClose={onClose}>
      {(close) => (
        <form
          class="dialog-body"
          onSubmit={(event) => {
            event.preventDefault();
            void begin();
          }}
        >
          <fieldset class="one-of">
            <legend>{say('duty.why')}</legend>
            {reasons.map(([value, words], index) => (
              <label key={value} class="one">
                <input
                  ref={index === 0 ? first : null}
                  type="radio"
                  name="reason"
                  checked={reason === value}
                  onChange={() => setReason(value)}
                />
                {say(words)}
              </label>
            ))}
          </fieldset>
          <p class="soft">{say('duty.body')}</p>
          <p class="field-problem" role="alert">
            {problem && <ErrorWords of={problem} />}
          </p>
          <div class="dialog-actions">
            <button type="button" class="button" disabled={busy} onClick={close}>
              {say('action.cancel')}
            </button>
            <button
              type="submit"
              class="button primary"
              disabled={busy || reason === DutyReason.UNSPECIFIED}
            >
              {say('duty.yes')}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
