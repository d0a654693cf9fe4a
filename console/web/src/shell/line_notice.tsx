// Over every page of the desk: the line is broken, what is shown is old, and it comes back by itself; or one is
// not let in any more.
import unplug from 'icon:unplug';
import { useDesk } from '../desk';
import { RelayState } from '../gen/maintendue/local/v1/console_pb';
import { ErrorId } from '../ui/error_words';
import { Notice } from '../ui/notice';
import { useNow } from '../ui/now';
import { useStore } from '../ui/store';
import { endOf } from '../team/standing';
import type { ErrorName } from '../wire/failure';
import { errorSentences, type Sentence } from '../words/sentences';
import { say } from '../words/words';

export function LineNotice() {
  const { status, feed, roster } = useDesk();
  const known = useStore(status.state);
  const { line, why } = useStore(feed.state);
  const list = useStore(roster.state).roster;
  const now = useNow(60_000);
  const words = troubleOf({
    failure: known.failure,
    suspended: list?.colleagues.some((one) => one.self && one.suspended) ?? false,
    over: list !== undefined && endOf(list, now) === 'over',
    relay: known.status?.relay,
    line: line === 'broken' ? why : undefined,
  });
  if (!words) return null;
  return (
    <Notice icon={unplug} title={say(words.title)} tone="attention" testId="line-broken" alert>
      <p>
        {say(words.body)}
        {words.id && (
          <>
            {' '}
            <ErrorId of={words.id} />
          </>
        )}
      </p>
    </Notice>
  );
}

const refused: Sentence = { title: 'relay.refused.title', body: 'relay.refused.body' };
const outOneself: Sentence = { title: 'relay.suspended.title', body: 'relay.suspended.body' };

const listOver: Sentence = { title: 'relay.over.title', body: 'relay.over.body' };

// `id`: where it is an error of a name.
type Trouble = Sentence & { id?: ErrorName };

interface Standing {
  failure: ErrorName | undefined;
  suspended: boolean;
  // The team's list has ended: the relay lets nobody in.
  over: boolean;
  relay: RelayState | undefined;
  line: ErrorName | undefined;
}

function troubleOf({ failure, suspended, over, relay, line }: Standing): Trouble | undefined {
  if (failure) return named(failure);
  if (suspended) return outOneself;
  if (relay === RelayState.REFUSED) return over ? listOver : refused;
  if (relay === RelayState.UNREACHABLE) return named('relay_unreachable');
  // Ended in good order (a relay that restarts) or out of breath: it is back in a second.
  if (!line || line === 'peer_gone' || line === 'overloaded') return undefined;
  return named(line);
}

function named(error: ErrorName): Trouble {
  return { ...errorSentences[error], id: error };
}
