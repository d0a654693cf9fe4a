// Somebody must not be let in any more: oneself at once, another once two have said it. Signed with the key that
// is open already, for whoever has to do this is in a hurry.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk';
import { RosterChange_Kind as Kind, type Colleague } from '../gen/maintendue/local/v1/console_pb';
import { Dialog } from '../ui/dialog';
import { Waiting } from '../ui/waiting';
import { failureOf } from '../wire/failure';
import { isolated } from '../words/people';
import { say, type WordKey } from '../words/words';
import type { OrderEnds } from './order';
import { newsSentences } from './changes';
import { learnOwn } from './learn';

interface SuspendProps extends OrderEnds {
  who: Colleague;
  lastAdmin: boolean;
  // The relay does not answer: the console keeps the statement and hands it in later.
  onKept: () => void;
}

export function SuspendOrder({ who, lastAdmin, onDone, onNews, onKept, onClose }: SuspendProps) {
  const { clients, roster, status } = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<WordKey>();
  const cancel = useRef<HTMLButtonElement>(null);
  const { operatorId } = who;
  const words = wordsOf(who);
  useEffect(() => cancel.current?.focus(), []);

  const suspend = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const before = roster.state.get().roster;
      const after = await clients.console.suspendOperator({ operatorId });
      await learnOwn(roster, before, after, { kind: Kind.SUSPENDED, operatorId });
      // Of oneself, the notice over every page tells it.
      onDone(words.done && say(words.done, { name: isolated(who.name) }));
      if (who.self) void status.refresh();
    } catch (error) {
      const why = failureOf(error);
      const news = newsSentences[why];
      await roster.load();
      if (news) onNews(news);
      else if (why === 'relay_unreachable') onKept();
      else setProblem('team.problem.suspend');
    }
    setBusy(false);
  };

  return (
    <Dialog title={say(words.title, { name: isolated(who.name) })} busy={busy} onClose={onClose}>
      {(close) => (
        <div class="order">
          {words.body.map((key) => (
            <p key={key}>{say(key)}</p>
          ))}
          <p>
            <strong>{say(words.undo)}</strong>
          </p>
          {lastAdmin && <p class="grave-words">{say('team.suspend.last_admin')}</p>}
          <p class="field-problem" role="alert" data-testid="order-problem">
            {problem && say(problem)}
          </p>
          {busy && <Waiting words={say('team.sending')} />}
          <div class="order-actions">
            <button ref={cancel} type="button" class="button" disabled={busy} onClick={close}>
              {say('action.cancel')}
            </button>
            <button type="button" class="button stop" disabled={busy} onClick={suspend}>
              {say(words.action)}
            </button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

interface SuspendWords {
  title: WordKey;
  body: WordKey[];
  undo: WordKey;
  action: WordKey;
  done?: WordKey;
}

const ofOneself: SuspendWords = {
  title: 'team.suspend_self.title',
  body: ['team.suspend_self.body', 'team.suspend_self.when'],
  undo: 'team.suspend_self.undo',
  action: 'team.suspend_self.action',
};

const asTheFirst: SuspendWords = {
  title: 'team.suspend_other.title',
  body: ['team.suspend_other.body'],
  undo: 'team.suspend_other.undo',
  action: 'team.suspend_other.action',
  done: 'team.done.suspend_asked',
};

const asTheSecond: SuspendWords = {
  title: 'team.suspend_second.title',
  body: ['team.suspend_second.body'],
  undo: 'team.suspend_other.undo',
  action: 'team.suspend_second.action',
  done: 'team.done.suspend_second',
};

function wordsOf(who: Colleague): SuspendWords {
  if (who.self) return ofOneself;
  return who.suspensions > 0 ? asTheSecond : asTheFirst;
}
