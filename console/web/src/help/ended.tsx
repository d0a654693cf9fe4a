// The requests that nobody has to see to any more, folded away.
import type { HelpCall } from '../gen/maintendue/local/v1/console_pb';
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import { idOf } from '../live/help';
import { Icon } from '../ui/icon';
import { exactTime, timeAgo } from '../words/figures';
import { sayCount } from '../words/words';
import { endWords } from './request_words';
import { MachineLink } from './row';
import { topicOf } from './topics';

interface EndedProps {
  calls: readonly HelpCall[];
  machineOf: (id: string) => Machine | undefined;
  now: number;
}

export function EndedRequests({ calls, machineOf, now }: EndedProps) {
  if (calls.length === 0) return null;
  return (
    <details class="help-ended" data-testid="help-ended">
      <summary>{sayCount('help.ended.one', 'help.ended.other', calls.length)}</summary>
      <ul>
        {calls.map((call) => {
          const { picture, words } = topicOf(call.request);
          const changed = Number(call.changedMs);
          return (
            <li key={idOf(call)}>
              <Icon of={picture} />
              <span>
                <strong>{words}</strong> · <MachineLink call={call} machine={machineOf(call.machineId)} />
              </span>
              <span>
                {endWords(call)}
                {call.reply && (
                  <>
                    {' · '}
                    <bdi>{call.reply.operatorName}</bdi>
                  </>
                )}
              </span>
              <time class="soft" dateTime={new Date(changed).toISOString()} title={exactTime(changed)}>
                {timeAgo(changed, now)}
              </time>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
