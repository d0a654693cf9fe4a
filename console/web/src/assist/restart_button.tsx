// Asks the family for a restart of its PC, and says how long one waits with it after a no.
import rotate from 'icon:rotate-ccw';
import type { ConsoleTells } from '../gen/maintendue/local/v1/session_socket_pb';
import { ConsentAnswer } from '../gen/maintendue/v1/session_pb';
import { Icon } from '../ui/icon';
import { useNow } from '../ui/now';
import { say } from '../words/words';
import { restartAgainIn } from './phase';
import type { AssistSession } from './session';

export function RestartButton({ session, tells }: { session: AssistSession; tells: ConsoleTells }) {
  const wait = restartAgainIn(tells, useNow(500));
  if (wait === 'never') return <span class="soft">{say('assist.restart_never')}</span>;
  const silent = tells.restartAnswer === ConsentAnswer.UNANSWERED;
  return (
    <>
      {wait > 0 && (
        <span class="soft" role="status">
          {say(silent ? 'assist.restart_unanswered' : 'assist.restart_refused')}
        </span>
      )}
      <button
        type="button"
        class="button"
        disabled={wait > 0}
        title={say('assist.restart_hint')}
        onClick={() => session.restart()}
      >
        <Icon of={rotate} />
        {say('assist.restart')}
        {wait > 0 && <span>{say('assist.ask_in', { seconds: wait })}</span>}
      </button>
    </>
  );
}
