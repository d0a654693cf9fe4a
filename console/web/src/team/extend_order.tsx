// The deputy lets a list that has ended go on. Signed with the key that is open already, as a suspension is.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk';
import { RosterChange_Kind as Kind, type RosterView } from '../gen/maintendue/local/v1/console_pb';
import { Dialog } from '../ui/dialog';
import { ErrorId } from '../ui/error_words';
import { Waiting } from '../ui/waiting';
import { failureOf, type ErrorName } from '../wire/failure';
import { longDay } from '../words/figures';
import { say } from '../words/words';
import { learnOwn } from './learn';
import type { OrderEnds } from './order';
import { oneself } from './standing';

export function ExtendOrder(props: OrderEnds & { roster: RosterView }) {
  const { roster: known, onDone, onNews, onClose } = props;
  const { clients, roster, status } = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorName>();
  const action = useRef<HTMLButtonElement>(null);
  const until = longDay(Number(known.extensionEndsMs));
  useEffect(() => action.current?.focus(), []);

  const extend = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const before = roster.state.get().roster;
      const after = await clients.console.extendRoster({});
      const operatorId = oneself(after)?.operatorId ?? '';
      await learnOwn(roster, before, after, { kind: Kind.EXTENDED, operatorId });
      onDone(say('team.done.extend', { day: until }));
      void status.refresh();
    } catch (error) {
      const why = failureOf(error);
      await roster.load();
      if (why === 'relay_unreachable') onNews('team.extension_kept');
      else setProblem(why);
    }
    setBusy(false);
  };

  return (
    <Dialog title={say('team.extend.title', { day: until })} busy={busy} onClose={onClose}>
      {(close) => (
        <div class="order">
          <p>{say('team.extend.body')}</p>
          <p>
            <strong>{say('team.extend.once')}</strong>
          </p>
          <p class="field-problem" role="alert" data-testid="order-problem">
            {problem && `${say('team.problem.extend')} `}
            {problem && <ErrorId of={problem} />}
          </p>
          {busy && <Waiting words={say('team.sending')} />}
          <div class="order-actions">
            <button type="button" class="button" disabled={busy} onClick={close}>
              {say('action.cancel')}
            </button>
            <button
              ref={action}
              type="button"
              class="button primary"
              disabled={busy}
              onClick={extend}
            >
              {say('team.extend.action')}
            </button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
