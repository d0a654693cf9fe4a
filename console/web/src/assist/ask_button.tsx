// Asks the family for something, and says how long one waits with it after a no.
import type { ComponentChildren } from 'preact';
import { Scope } from '../gen/maintendue/v1/session_pb';
import { useNow } from '../ui/now';
import { say } from '../words/words';
import { askAgainIn } from './phase';
import type { AssistSession, SessionState } from './session';

interface AskButtonProps {
  session: AssistSession;
  state: SessionState;
  scope: Scope.VIEW | Scope.CONTROL;
  children: ComponentChildren;
}

export function AskButton({ session, state, scope, children }: AskButtonProps) {
  const wait = askAgainIn(state.tells, scope, useNow(500));
  if (wait === 'never') return <span class="soft">{say('assist.ask_never')}</span>;
  return (
    <button
      type="button"
      class="button primary"
      disabled={wait > 0}
      onClick={() => session.ask(scope)}
    >
      {children}
      {wait > 0 && <span>{say('assist.ask_in', { seconds: wait })}</span>}
    </button>
  );
}
