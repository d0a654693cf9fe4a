// The number that families read where they may be in doubt.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../ui/dialog';
import { say, type WordKey } from '../words/words';
import { phoneProblem } from './checks';
import type { OrderEnds } from './order';
import { SignedForm, useSigning } from './signing';

export function PhoneOrder({ phone, onDone, onNews, onClose }: OrderEnds & { phone: string }) {
  const signing = useSigning(onNews);
  const [problem, setProblem] = useState<WordKey>();
  const field = useRef<HTMLInputElement>(null);
  const written = () => field.current?.value.trim() ?? '';
  useEffect(() => field.current?.focus(), []);

  const change = () => {
    const wrong = phoneProblem(written());
    setProblem(wrong);
    if (wrong) return void field.current?.focus();
    return { case: 'phone', value: written() } as const;
  };

  const done = () =>
    written() ? say('team.done.phone', { phone: written() }) : say('team.done.no_phone');
  return (
    <Dialog title={say('team.phone.title')} busy={signing.busy} onClose={onClose}>
      {(close) => (
        <SignedForm
          signing={signing}
          action={say('team.phone.action')}
          change={change}
          onCancel={close}
          onDone={() => onDone(done())}
        >
          <p>{say('team.phone.body')}</p>
          <div>
            <label for="team-phone">{say('team.phone')}</label>
            <input
              ref={field}
              id="team-phone"
              type="tel"
              inputMode="tel"
              autocomplete="off"
              maxLength={20}
              defaultValue={phone}
              aria-invalid={problem !== undefined}
              aria-describedby="team-phone-problem team-phone-hint"
            />
            <p class="field-problem" id="team-phone-problem">
              {problem && say(problem)}
            </p>
            <p class="soft hint" id="team-phone-hint">
              {say('team.phone_hint')}
            </p>
          </div>
        </SignedForm>
      )}
    </Dialog>
  );
}
