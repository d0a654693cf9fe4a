// The five moments of a PC's follow-up. One is chosen, the proposed one to begin with, and the only
// filled button of the page begins a session under it.
import phone from 'icon:phone-call';
import check from 'icon:circle-check';
import { useState } from 'preact/hooks';
import { startSession } from '../assist/intent';
import type { MachineStanding } from '../gen/maintendue/local/v1/console_pb';
import type { Call } from '../gen/maintendue/v1/calls_pb';
import { Farewell } from '../gen/maintendue/v1/farewell_pb';
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import { CallKind } from '../gen/maintendue/v1/session_pb';
import { ErrorWords } from '../ui/error_words';
import { Icon } from '../ui/icon';
import { Waiting } from '../ui/waiting';
import { exactTime, dayAndTime } from '../words/figures';
import { callNames } from '../words/sentences';
import { say, sayCount } from '../words/words';
import type { HistoryState } from './history';
import { saidFarewell } from './farewell';
import { hindranceBy } from './mediator';
import { mayBegin } from './recognition';
import type { Whose } from './whose';

interface FollowUpProps {
  machine: Machine;
  history: HistoryState;
  // Undefined until the console has told it.
  standing: MachineStanding | undefined;
  whose: Whose | undefined;
}

export function FollowUp({ machine, history, standing, whose }: FollowUpProps) {
  const [picked, setPicked] = useState<CallKind>();
  const { calls, proposed, failure } = history;
  const chosen = picked ?? proposed ?? CallKind.UNSPECIFIED;
  const hindrance = hindranceOf(machine, standing, whose);

  return (
    <section class="card follow-up" aria-labelledby="follow-up-title">
      <h2 id="follow-up-title">{say('follow_up.title')}</h2>
      {calls ? (
        <fieldset class="calls">
          <legend class="visually-hidden">{say('follow_up.choose')}</legend>
          {calls.map((call) => (
            <CallChoice
              key={call.kind}
              call={call}
              proposed={call.kind === proposed}
              chosen={call.kind === chosen}
              onChoose={() => setPicked(call.kind)}
            />
          ))}
        </fieldset>
      ) : failure ? (
        <p role="alert">
          <ErrorWords of={failure} />
        </p>
      ) : (
        <Waiting words={say('follow_up.loading')} />
      )}
      <div class="follow-up-go">
        <button
          type="button"
          class="button primary large"
          disabled={!calls || hindrance !== undefined}
          aria-describedby="follow-up-words"
          onClick={() => startSession(machine.machineId, chosen)}
        >
          <Icon of={phone} />
          {say('follow_up.start')}
        </button>
        <p id="follow-up-words" class="soft">
          {hindrance ?? hintOf(machine)}
        </p>
      </div>
    </section>
  );
}

function hintOf(machine: Machine): string {
  return say(machine.desktopPresent ? 'follow_up.what_happens' : 'follow_up.no_desktop');
}

// Why no session can begin now, if so.
function hindranceOf(
  machine: Machine,
  standing: MachineStanding | undefined,
  whose: Whose | undefined,
): string | undefined {
  if (machine.revoked) return say('follow_up.machine_revoked');
  if (machine.quarantined) return say('follow_up.machine_quarantined');
  const another = hindranceBy(whose);
  if (another) return another;
  if (saidFarewell(machine) !== Farewell.UNSPECIFIED) return say('follow_up.farewell');
  if (!machine.online) return say('follow_up.machine_off');
  if (machine.liveSessionId !== 0n) return say('follow_up.machine_busy');
  if (!standing) return say('recognition.checking');
  if (!mayBegin(standing)) return say('recognition.needed');
  return undefined;
}

interface ChoiceProps {
  call: Call;
  proposed: boolean;
  chosen: boolean;
  onChoose: () => void;
}

function CallChoice({ call, proposed, chosen, onChoose }: ChoiceProps) {
  const last = Number(call.lastSessionMs);
  return (
    <label class={chosen ? 'call chosen' : 'call'}>
      <input type="radio" name="call" value={call.kind} checked={chosen} onChange={onChoose} />
      <span class="call-name">
        {say(callNames[call.kind])}
        {call.sessionsSeen > 0 && <Icon of={check} size={18} />}
      </span>
      <span class="soft">{counted(call)}</span>
      {last > 0 && (
        <time class="soft" dateTime={new Date(last).toISOString()} title={exactTime(last)}>
          {dayAndTime(last, Date.now())}
        </time>
      )}
      {proposed && <span class="call-proposed">{say('follow_up.proposed')}</span>}
    </label>
  );
}

function counted(call: Call): string {
  if (call.sessionsOpened === 0) return say('follow_up.no_session');
  if (call.sessionsSeen === 0) return say('follow_up.none_seen');
  return sayCount('follow_up.seen.one', 'follow_up.seen.other', call.sessionsSeen);
}
