// Not to look for a moment, while a password is typed.
import eyeOff from 'icon:eye-off';
import { Pause } from '../gen/maintendue/v1/session_pb';
import { Icon } from '../ui/icon';
import { say } from '../words/words';
import type { AssistSession } from './session';

export function LookAway({ session }: { session: AssistSession }) {
  return (
    <button
      type="button"
      class="button"
      title={say('assist.look_away_hint')}
      onClick={() => session.pause(Pause.LOOK_AWAY)}
    >
      <Icon of={eyeOff} />
      {say('assist.look_away')}
    </button>
  );
}
