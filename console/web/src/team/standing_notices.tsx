// What the list as a whole asks for: to be renewed, to be confirmed, not to be kept by one person alone; and why
// nothing can be changed here, where one would expect it.
import calendarClock from 'icon:calendar-clock';
import keyRound from 'icon:key-round';
import userPlus from 'icon:user-plus';
import userRoundX from 'icon:user-round-x';
import type { RosterView } from '../gen/maintendue/local/v1/console_pb';
import { Notice } from '../ui/notice';
import { listed, longDay } from '../words/figures';
import { isolated } from '../words/people';
import { say } from '../words/words';
import {
  administers,
  administrators,
  deputyOf,
  endOf,
  extendable,
  oneself,
  unconfirmed,
} from './standing';

interface NoticesProps {
  roster: RosterView;
  now: number;
  // Only where it can be done.
  onRenew: (() => void) | undefined;
  onExtend: (() => void) | undefined;
}

export function StandingNotices({ roster, now, onRenew, onExtend }: NoticesProps) {
  const self = oneself(roster);
  return (
    <>
      <EndNotice roster={roster} now={now} onRenew={onRenew} onExtend={onExtend} />
      {unconfirmed(roster, now) && (
        <Notice
          icon={userRoundX}
          title={say('team.unconfirmed.title')}
          tone="attention"
          testId="team-unconfirmed"
        >
          <p>{say('team.unconfirmed.body')}</p>
        </Notice>
      )}
      {roster.colleagues.length < 2 && (
        <Notice icon={userPlus} title={say('team.alone.title')} testId="team-alone">
          <p>{say('team.alone.body')}</p>
        </Notice>
      )}
      {self && administers(self) && !self.suspended && !roster.canChange && (
        <Notice icon={keyRound} title={say('team.no_key.title')} testId="team-no-key">
          <p>{say('team.no_key.body')}</p>
        </Notice>
      )}
    </>
  );
}

function EndNotice({ roster, now, onRenew, onExtend }: NoticesProps) {
  const end = endOf(roster, now);
  if (end === 'far') return null;
  return (
    <Notice
      icon={calendarClock}
      title={say(endTitles[end], { day: longDay(Number(roster.endsMs)) })}
      tone="attention"
      testId="team-ending"
      action={
        onRenew ? (
          <button type="button" class="button" onClick={onRenew}>
            {say('team.renew')}
          </button>
        ) : (
          onExtend && (
            <button type="button" class="button primary" onClick={onExtend}>
              {say('team.extend')}
            </button>
          )
        )
      }
    >
      <p>
        {endSentences({ roster, now, onRenew, onExtend }).join(' ')}
      </p>
    </Notice>
  );
}

const endTitles = {
  soon: 'team.ending.title',
  extended: 'team.extended.title',
  over: 'team.over.title',
} as const;

// What the end means, and who can do something about it.
function endSentences({ roster, now, onRenew, onExtend }: NoticesProps): string[] {
  const names = administrators(roster).map((one) => isolated(one.name));
  const ask = !onRenew && names.length > 0 ? [say('team.ending.ask', { names: listed(names) })] : [];
  const deputy = deputyOf(roster);
  switch (endOf(roster, now)) {
    case 'extended': {
      const name = deputy ? isolated(deputy.name) : '';
      const day = longDay(Number(roster.extendedUntilMs));
      return [say('team.extended.body', { name, day }), ...ask];
    }
    case 'over': {
      const words = say('team.over.body');
      if (onRenew || !extendable(roster, now)) return [words, ...ask];
      if (onExtend) return [words, say('team.over.extend'), ...ask];
      if (!deputy || deputy.suspended) return [words, ...ask];
      return [words, say('team.over.ask_deputy', { name: isolated(deputy.name) }), ...ask];
    }
    default:
      return [say('team.ending.body'), ...ask];
  }
}
