// On or off, by shape and words before colour; when it was last seen, exact for a pointer that rests.
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import { exactTime, timeAgo } from '../words/figures';
import { say } from '../words/words';

export function OnOff({ machine, now }: { machine: Machine; now: number }) {
  const seen = Number(machine.lastSeenMs);
  return (
    <span class="on-off">
      <span class={machine.online ? 'dot on' : 'dot off'} aria-hidden="true" />
      <span>
        <span>{say(machine.online ? 'machine.on' : 'machine.off')}</span>
        <span class="soft">
          {machine.online ? (
            say(machine.desktopPresent ? 'machine.desktop' : 'machine.no_desktop')
          ) : seen === 0 ? (
            say('machine.never_seen')
          ) : (
            <time dateTime={new Date(seen).toISOString()} title={exactTime(seen)}>
              {say('machine.seen', { ago: timeAgo(seen, now) })}
            </time>
          )}
        </span>
      </span>
    </span>
  );
}
