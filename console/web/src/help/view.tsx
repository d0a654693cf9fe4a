// The families that ask for help: those whom nobody has answered first, and among them the longest waiting.
import './help.css';
import bellIcon from 'icon:bell';
import bellOff from 'icon:bell-off';
import coffee from 'icon:coffee';
import lock from 'icon:lock';
import unplug from 'icon:unplug';
import { useReducer, useState } from 'preact/hooks';
import { useDesk } from '../desk';
import type { HelpCall } from '../gen/maintendue/local/v1/console_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import { idOf, waits } from '../live/help';
import { ErrorWords } from '../ui/error_words';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { useNow } from '../ui/now';
import { useStore } from '../ui/store';
import { useTitle } from '../ui/title';
import { Waiting } from '../ui/waiting';
import type { ErrorName } from '../wire/failure';
import { errorSentences } from '../words/sentences';
import { say, sayCount } from '../words/words';
import { bell, soundAlone, turnBell } from './bell';
import { EndedRequests } from './ended';
import { HelpProblem } from './problem';
import { HelpRow } from './row';
import { seesHelp } from './sees_help';

export function HelpPage() {
  const { help, feed, status } = useDesk();
  const { calls, failure } = useStore(help.state);
  const { line } = useStore(feed.state);
  const roles = useStore(status.state).status?.roles ?? [];
  useTitle(say('help.title'));
  const waiting = calls?.filter(waits).length ?? 0;

  if (!seesHelp(roles)) {
    return (
      <Notice icon={lock} title={say(errorSentences.not_allowed.title)} alone>
        <p>{say('help.not_for_role')}</p>
      </Notice>
    );
  }
  return (
    <>
      <header class="page-head">
        <div>
          <h1>{say('help.title')}</h1>
          <p class="soft" role="status">
            {waiting > 0 ? sayCount('help.waiting.one', 'help.waiting.other', waiting) : '\u00a0'}
          </p>
        </div>
        <BellSwitch />
      </header>
      {failure && line !== 'broken' && (
        <Notice
          icon={unplug}
          title={say('help.failed.title')}
          testId="help-failed"
          action={
            <button type="button" class="button" onClick={() => void help.load()}>
              {say('action.retry')}
            </button>
          }
        >
          <p>
            <ErrorWords of={failure} />
          </p>
        </Notice>
      )}
      {calls ? (
        <Queue calls={calls} mediator={roles.includes(Role.MEDIATOR)} stale={line === 'broken' || !!failure} />
      ) : line === 'broken' ? (
        <Notice icon={unplug} title={say('help.failed.title')} testId="help-unreachable">
          <p>{say('help.failed.body')}</p>
        </Notice>
      ) : (
        !failure && <Waiting words={say('help.loading')} />
      )}
    </>
  );
}

interface QueueProps {
  calls: readonly HelpCall[];
  mediator: boolean;
  stale: boolean;
}

function Queue({ calls, mediator, stale }: QueueProps) {
  const { help, feed } = useDesk();
  const { machines } = useStore(feed.state);
  const { more } = useStore(help.state);
  const now = useNow(20_000);
  const [answered, setAnswered] = useState({ id: '', times: 0 });
  const [changed, setChanged] = useState<{ machineId: string; why: ErrorName }>();
  const machineOf = (id: string) => machines?.find((one) => one.machineId === id);
  const open = calls.filter((call) => !call.ended);
  const parts = [
    { title: say('help.unanswered'), calls: open.filter(waits) },
    { title: say('help.answered'), calls: open.filter((call) => !waits(call)) },
  ].filter((part) => part.calls.length > 0);

  return (
    <>
      {changed && <HelpProblem {...changed} />}
      {open.length === 0 && (
        <Notice icon={coffee} title={say('help.empty.title')} testId="help-empty">
          <p>{say('help.empty.body')}</p>
        </Notice>
      )}
      {!mediator && open.length > 0 && <p class="soft">{say('help.mediators_answer')}</p>}
      {parts.map((part) => (
        <section key={part.title} class="help-part">
          <h2>{part.title}</h2>
          <ul class={stale ? 'help-queue stale' : 'help-queue'}>
            {part.calls.map((call) => (
              <HelpRow
                key={idOf(call)}
                call={call}
                machine={machineOf(call.machineId)}
                mediator={mediator}
                now={now}
                answered={answered.id === idOf(call) ? answered.times : 0}
                onAnswered={() => {
                  setChanged(undefined);
                  setAnswered((before) => ({ id: idOf(call), times: before.times + 1 }));
                }}
                onChanged={(why) => setChanged({ machineId: call.machineId, why })}
              />
            ))}
          </ul>
        </section>
      ))}
      {more && <p class="soft">{say('help.more')}</p>}
      <EndedRequests calls={calls.filter((call) => call.ended)} machineOf={machineOf} now={now} />
    </>
  );
}

function BellSwitch() {
  const on = useStore(bell);
  const [, asked] = useReducer<number, void>((turn) => turn + 1, 0);
  return (
    <div class="help-bell">
      {on && soundAlone() && <p class="soft">{say('help.bell.sound_alone')}</p>}
      <button type="button" class="button" onClick={() => void turnBell(!on).then(() => asked())}>
        <Icon of={on ? bellIcon : bellOff} size={18} />
        {say(on ? 'help.bell.off' : 'help.bell.on')}
      </button>
    </div>
  );
}
