// Over every page of the desk: the line is broken, what is shown is old, and it comes back by itself.
import unplug from 'icon:unplug';
import { useDesk } from '../desk';
import { RelayState } from '../gen/maintendue/local/v1/console_pb';
import { Notice } from '../ui/notice';
import { useStore } from '../ui/store';
import type { ErrorName } from '../wire/failure';
import { errorSentences } from '../words/sentences';
import { say } from '../words/words';

export function LineNotice() {
  const { status, feed } = useDesk();
  const known = useStore(status.state);
  const { line, why } = useStore(feed.state);
  const trouble = troubleOf(
    known.failure,
    known.status?.relay,
    line === 'broken' ? why : undefined,
  );
  if (!trouble) return null;
  const words = trouble === 'refused' ? refused : errorSentences[trouble];
  return (
    <Notice icon={unplug} title={say(words.title)} tone="attention" testId="line-broken" alert>
      <p>{say(words.body)}</p>
    </Notice>
  );
}

const refused = { title: 'relay.refused.title', body: 'relay.refused.body' } as const;

function troubleOf(
  failure: ErrorName | undefined,
  relay: RelayState | undefined,
  line: ErrorName | undefined,
): ErrorName | 'refused' | undefined {
  if (failure) return failure;
  if (relay === RelayState.REFUSED) return 'refused';
  if (relay === RelayState.UNREACHABLE) return 'relay_unreachable';
  // Ended in good order (a relay that restarts) or out of breath: it is back in a second.
  if (line === 'peer_gone' || line === 'overloaded') return undefined;
  return line;
}
