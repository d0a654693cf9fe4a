// Which mediator looks after the PC from now on, or nobody.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk';
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import { Dialog } from '../ui/dialog';
import { ErrorWords } from '../ui/error_words';
import { useStore } from '../ui/store';
import { failureOf, type ErrorName } from '../wire/failure';
import { say } from '../words/words';
import { isMediator } from '../words/people';
import type { Whose } from './whose';

interface GiveProps {
  machine: Machine;
  whose: Whose;
  onClose: () => void;
}

export function GiveOrder({ machine, whose, onClose }: GiveProps) {
  const { clients, roster } = useDesk();
  const known = useStore(roster.state).roster;
  const others = (known?.colleagues ?? []).filter(
    (one) =>
      isMediator(one) && !one.suspended && one.operatorId !== whose.mediator?.operatorId,
  );
  // Whose it was when the window opened: what changes meanwhile, the relay refuses.
  const [from] = useState(machine.mediatorOperatorId);
  const [picked, setPicked] = useState<string>();
  // She may have left meanwhile, or have it already.
  const chosen = picked === '' || others.some((one) => one.operatorId === picked) ? picked : undefined;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorName>();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  // The page hears of it as of any change of a machine.
  const give = async () => {
    if (chosen === undefined) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await clients.fleet.giveMachine({
        machineId: machine.machineId,
        mediatorOperatorId: chosen,
        fromOperatorId: from,
      });
      onClose();
    } catch (error) {
      setProblem(failureOf(error));
      setBusy(false);
    }
  };

  return (
    <Dialog title={say('mediator.give.title')} busy={busy} onClose={onClose}>
      {(close) => (
        <form
          class="dialog-body"
          onSubmit={(event) => {
            event.preventDefault();
            void give();
          }}
        >
          <fieldset class="one-of">
            <legend class="visually-hidden">{say('mediator.give.title')}</legend>
            {others.map((one, index) => (
              <label key={one.operatorId} class="one">
                <input
                  ref={index === 0 ? first : null}
                  type="radio"
                  name="mediator"
                  checked={chosen === one.operatorId}
                  onChange={() => setPicked(one.operatorId)}
                />
                <bdi>{one.self ? say('mediator.give.me', { name: one.name }) : one.name}</bdi>
              </label>
            ))}
            <label class="one">
              <input
                ref={others.length === 0 ? first : null}
                type="radio"
                name="mediator"
                checked={chosen === ''}
                onChange={() => setPicked('')}
              />
              {say('mediator.give.nobody')}
            </label>
          </fieldset>
          <p class="soft">
            {say(chosen === '' ? 'mediator.give.to_nobody' : 'mediator.give.body')}
          </p>
          <p class="field-problem" role="alert">
            {problem && <ErrorWords of={problem} />}
          </p>
          <div class="dialog-actions">
            <button type="button" class="button" disabled={busy} onClick={close}>
              {say('action.cancel')}
            </button>
            <button type="submit" class="button primary" disabled={busy || chosen === undefined}>
              {say('mediator.give.yes')}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
