// Who works for the association: what each may do, who is let in, until when the list counts; and what can be
// changed in it by whoever holds its key.
import './team.css';
import circleCheck from 'icon:circle-check';
import info from 'icon:info';
import unplug from 'icon:unplug';
import userPlus from 'icon:user-plus';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk';
import type { RosterView } from '../gen/maintendue/local/v1/console_pb';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { useNow } from '../ui/now';
import { useStore } from '../ui/store';
import { useTitle } from '../ui/title';
import { Waiting } from '../ui/waiting';
import { listed, longDay } from '../words/figures';
import { isolated } from '../words/people';
import { operatorRoles, roleMay, roleNames } from '../words/sentences';
import { say, sayCount } from '../words/words';
import { HoursFoot } from './hours_foot';
import type { Order } from './order';
import { OrderWindow } from './order_window';
import { ColleagueRow } from './row';
import {
  administers,
  administrators,
  endOf,
  lastAdministrator,
  deputyOf,
  mayChange,
  mayExtend,
  oneself,
} from './standing';
import { StandingNotices } from './standing_notices';

export function TeamPage() {
  const { roster } = useDesk();
  const { roster: known, failure } = useStore(roster.state);
  useTitle(say('team.title'));
  if (known) return <Known roster={known} old={failure !== undefined} />;
  return (
    <>
      <h1>{say('team.title')}</h1>
      {failure ? (
        <Notice
          icon={unplug}
          title={say('team.failed.title')}
          tone="attention"
          testId="team-failed"
          action={<Retry />}
        >
          <p>{say('team.failed.body')}</p>
        </Notice>
      ) : (
        <Waiting words={say('team.loading')} />
      )}
    </>
  );
}

function Retry() {
  const { roster } = useDesk();
  return (
    <button type="button" class="button" onClick={() => void roster.load()}>
      {say('action.retry')}
    </button>
  );
}

// How the last order ended.
interface Outcome {
  tone: 'green' | 'quiet';
  words: string;
}

function Known({ roster, old }: { roster: RosterView; old: boolean }) {
  const now = useNow(20_000);
  const [order, setOrder] = useState<Order>();
  const [outcome, setOutcome] = useState<Outcome>();
  const may = mayChange(roster);
  const begin = (next: Order) => {
    setOutcome(undefined);
    setOrder(next);
  };
  const finish = (next: Outcome | undefined) => {
    setOrder(undefined);
    setOutcome(next);
  };
  const renew = may ? () => begin({ is: 'renew' }) : undefined;
  const extend = mayExtend(roster, now) ? () => begin({ is: 'extend' }) : undefined;

  return (
    <>
      <header class="page-head">
        <div>
          <h1>{say('team.title')}</h1>
          <p class="soft">
            {sayCount('team.count.one', 'team.count.other', roster.colleagues.length)}
            {old && ` · ${say('team.old')}`}
          </p>
        </div>
        {may && (
          <button type="button" class="button primary" onClick={() => begin({ is: 'add' })}>
            <Icon of={userPlus} />
            {say('team.add')}
          </button>
        )}
      </header>
      <div role="status" class="said">
        {outcome && (
          <p class={`outcome ${outcome.tone}`} data-testid="team-outcome">
            <Icon of={outcome.tone === 'green' ? circleCheck : info} />
            {outcome.words}
          </p>
        )}
      </div>
      <StandingNotices roster={roster} now={now} onRenew={renew} onExtend={extend} />
      <Colleagues roster={roster} now={now} onOrder={begin} />
      <ListFoot roster={roster} onRenew={endOf(roster, now) === 'far' ? renew : undefined} />
      <PhoneFoot phone={roster.phone} onChange={may ? () => begin({ is: 'phone' }) : undefined} />
      <HoursFoot
        hours={roster.hours}
        phone={roster.phone}
        onChange={may ? () => begin({ is: 'hours' }) : undefined}
      />
      <RolesLegend />
      {order && (
        <OrderWindow
          order={order}
          roster={roster}
          onDone={(words) => finish(words ? { tone: 'green', words } : undefined)}
          onNews={(words) => finish({ tone: 'quiet', words: say(words) })}
          onKept={() => finish({ tone: 'quiet', words: say('team.kept') })}
          onClose={() => setOrder(undefined)}
        />
      )}
    </>
  );
}

interface ColleaguesProps {
  roster: RosterView;
  now: number;
  onOrder: (order: Order) => void;
}

function Colleagues({ roster, now, onOrder }: ColleaguesProps) {
  const self = oneself(roster);
  return (
    <ul class="colleagues" aria-label={say('team.title')}>
      {roster.colleagues.map((colleague) => (
        <ColleagueRow
          key={colleague.operatorId}
          colleague={colleague}
          now={now}
          may={mayChange(roster)}
          counts={self !== undefined && !self.suspended}
          lastAdmin={lastAdministrator(roster, colleague)}
          onOrder={onOrder}
        />
      ))}
    </ul>
  );
}

// Which list this is, until when it counts, and who can change it.
function ListFoot({ roster, onRenew }: { roster: RosterView; onRenew: (() => void) | undefined }) {
  const self = oneself(roster);
  const names = administrators(roster).map((one) => isolated(one.name));
  const deputy = deputyOf(roster);
  const askOthers = !(self && administers(self)) && names.length > 0;
  return (
    <section class="card list-foot" aria-labelledby="list-title">
      <div>
        <h2 id="list-title">{say('team.list.title')}</h2>
        <p>
          {say('team.list.body', {
            version: String(roster.version),
            made: longDay(Number(roster.madeMs)),
            ends: longDay(Number(roster.endsMs)),
          })}
        </p>
        <p class="soft">{say('team.list.confirming')}</p>
        <p class="soft">
          {deputy
            ? say('team.list.deputy', { name: isolated(deputy.name) })
            : say('team.list.no_deputy')}
        </p>
        {askOthers && <p class="soft">{say('team.ask_admin', { names: listed(names) })}</p>}
      </div>
      {onRenew && (
        <button type="button" class="button" onClick={onRenew}>
          {say('team.renew')}
        </button>
      )}
    </section>
  );
}

// The number that families read when they are asked something.
function PhoneFoot({ phone, onChange }: { phone: string; onChange: (() => void) | undefined }) {
  return (
    <section class="card list-foot" aria-labelledby="phone-title">
      <div>
        <h2 id="phone-title">{say('team.phone.heading')}</h2>
        {phone ? (
          <p>
            <strong dir="ltr">{phone}</strong>
          </p>
        ) : (
          <p>{say('team.phone.none')}</p>
        )}
        <p class="soft">{say('team.phone.where')}</p>
      </div>
      {onChange && (
        <button type="button" class="button" onClick={onChange}>
          {say('team.phone.change')}
        </button>
      )}
    </section>
  );
}

function RolesLegend() {
  return (
    <section aria-labelledby="roles-title">
      <h2 id="roles-title">{say('team.roles.title')}</h2>
      <dl class="roles-legend">
        {operatorRoles.map((role) => (
          <div key={role}>
            <dt>{say(roleNames[role]!)}</dt>
            <dd class="soft">{say(roleMay[role])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
