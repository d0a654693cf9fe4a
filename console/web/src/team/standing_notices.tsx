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
import { administers, administrators, endOf, oneself, unconfirmed } from './standing';

interface NoticesProps {
  roster: RosterView;
  now: number;
  // Only where it can be done.
  onRenew: (() => void) | undefined;
}

export function StandingNotices({ roster, now, onRenew }: NoticesProps) {
  const self = oneself(roster);
  return (
    <>
      <EndNotice roster={roster} now={now} onRenew={onRenew} />
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

function EndNotice({ roster, now, onRenew }: NoticesProps) {
  const end = endOf(roster, now);
  if (end === 'far') return null;
  const day = longDay(Number(roster.endsMs));
  const names = administrators(roster).map((one) => isolated(one.name));
  return (
    <Notice
      icon={calendarClock}
      title={say(end === 'soon' ? 'team.ending.title' : 'team.over.title', { day })}
      tone="attention"
      testId="team-ending"
      action={
        onRenew && (
          <button type="button" class="button" onClick={onRenew}>
            {say('team.renew')}
          </button>
        )
      }
    >
      <p>
        {say(end === 'soon' ? 'team.ending.body' : 'team.over.body')}
        {!onRenew && names.length > 0 && ` ${say('team.ending.ask', { names: listed(names) })}`}
      </p>
    </Notice>
  );
}
