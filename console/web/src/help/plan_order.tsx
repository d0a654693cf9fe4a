// When the family is called: one of the next half hours, or any other moment.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { HelpCall } from '../gen/maintendue/local/v1/console_pb';
import { CallBack } from '../gen/maintendue/v1/help_pb';
import { Dialog } from '../ui/dialog';
import { ErrorWords } from '../ui/error_words';
import { failureOf, type ErrorName } from '../wire/failure';
import { dayAndTime } from '../words/figures';
import { say } from '../words/words';
import { canCallAt, farthestMs, fieldOf, halfHours, momentIn } from './half_hours';
import { callBackWish } from './request_words';

interface PlanProps {
  call: HelpCall;
  onPlan: (callAtMs: number) => Promise<void>;
  onClose: () => void;
}

export function PlanOrder({ call, onPlan, onClose }: PlanProps) {
  // What is proposed stands still while one reads it.
  const [opened] = useState(() => Date.now());
  const proposals = halfHours(call.request?.callBack ?? CallBack.ANY, opened);
  const [wish, setWish] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorName>();
  const first = useRef<HTMLButtonElement>(null);
  const fieldId = useId();
  useEffect(() => first.current?.focus(), []);
  const when = callBackWish(call);

  const go = async () => {
    const moment = momentIn(wish);
    if (moment === undefined || !canCallAt(moment, Date.now())) return setProblem('bad_message');
    setBusy(true);
    setProblem(undefined);
    try {
      await onPlan(moment);
      onClose();
    } catch (error) {
      setProblem(failureOf(error));
      setBusy(false);
    }
  };
  const choose = (field: string) => {
    setWish(field);
    setProblem(undefined);
  };

  return (
    <Dialog title={say('help.plan.title')} busy={busy} onClose={onClose}>
      {(close) => (
        <form
          class="dialog-body"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void go();
          }}
        >
          <fieldset class="half-hours">
            <legend>
              {say('help.plan.question')} {when && <span class="soft">({when})</span>}
            </legend>
            {proposals.map((ms, index) => (
              <button
                key={ms}
                ref={index === 0 ? first : null}
                type="button"
                class="button"
                aria-pressed={wish === fieldOf(ms)}
                onClick={() => choose(fieldOf(ms))}
              >
                {dayAndTime(ms, opened)}
              </button>
            ))}
          </fieldset>
          <div class="other-moment">
            <label for={fieldId}>{say('help.plan.other')}</label>
            <input
              id={fieldId}
              type="datetime-local"
              value={wish}
              min={fieldOf(opened)}
              max={fieldOf(opened + farthestMs)}
              disabled={busy}
              onInput={(event) => choose(event.currentTarget.value)}
            />
          </div>
          <p class="soft">{say('help.plan.note')}</p>
          <p class="field-problem" role="alert">
            {problem === 'bad_message' ? say('help.plan.bad') : problem && <ErrorWords of={problem} />}
          </p>
          <div class="dialog-actions">
            <button type="button" class="button" disabled={busy} onClick={close}>
              {say('action.cancel')}
            </button>
            <button type="submit" class="button primary" disabled={busy || !wish}>
              {say('help.plan.yes')}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
