// One colleague: who she is, what she may do, when her console last confirmed the list, whether she is let in.
import ban from 'icon:ban';
import chevronDown from 'icon:chevron-down';
import { useState } from 'preact/hooks';
import type { Colleague } from '../gen/maintendue/local/v1/console_pb';
import { Icon } from '../ui/icon';
import { exactTime, timeAgo } from '../words/figures';
import { rolesInWords } from '../words/people';
import { say } from '../words/words';
import { ManagePanel } from './manage_panel';
import type { Order } from './order';
import { maySuspend } from './standing';

interface RowProps {
  colleague: Colleague;
  now: number;
  // May this page's operator sign changes of the list?
  may: boolean;
  // Is she let in herself, so that her word counts?
  counts: boolean;
  lastAdmin: boolean;
  onOrder: (order: Order) => void;
}

export function ColleagueRow(props: RowProps) {
  const { colleague, now, may, counts, onOrder } = props;
  const { operatorId, name, roles, self, suspended } = colleague;
  const [open, setOpen] = useState(false);
  const panel = `manage-${operatorId}`;
  return (
    <li class="colleague" data-testid={`colleague-${operatorId}`}>
      <span class={suspended ? 'initial out' : 'initial'} aria-hidden="true">
        {[...name][0] ?? '·'}
      </span>
      <div class="colleague-who">
        <p>
          <strong dir="auto">{name}</strong>
          {self && <span class="chip own">{say('team.you')}</span>}
          {colleague.deputy && <span class="chip own">{say('team.is_deputy')}</span>}
        </p>
        <p class="soft">{rolesInWords(roles)}</p>
      </div>
      <div class="colleague-state">
        <State colleague={colleague} />
        <Confirmed ms={Number(colleague.confirmedMs)} now={now} />
      </div>
      {may ? (
        <button
          type="button"
          class="button"
          aria-label={say('team.manage_name', { name })}
          aria-expanded={open}
          aria-controls={panel}
          onClick={() => setOpen(!open)}
        >
          {say('team.manage')}
          <Icon of={chevronDown} size={18} />
        </button>
      ) : counts && maySuspend(colleague) ? (
        <button
          type="button"
          class="button quiet"
          aria-label={self ? say('team.suspend_self') : say('team.suspend_name', { name })}
          onClick={() => onOrder({ is: 'suspend', who: colleague })}
        >
          {say('team.suspend')}
        </button>
      ) : (
        <span />
      )}
      {may && open && <ManagePanel {...props} id={panel} />}
    </li>
  );
}

function State({ colleague }: { colleague: Colleague }) {
  if (colleague.suspended) {
    return (
      <p>
        <span class="chip out">
          <Icon of={ban} size={16} />
          {say('team.suspended')}
        </span>
      </p>
    );
  }
  if (colleague.suspensions === 0) return null;
  return (
    <p class="colleague-asked">
      {say(colleague.suspendedByMe ? 'team.asked_by_me' : 'team.asked_by_other')}
    </p>
  );
}

function Confirmed({ ms, now }: { ms: number; now: number }) {
  if (ms === 0) return <p class="soft">{say('team.never_confirmed')}</p>;
  return (
    <p class="soft">
      <time dateTime={new Date(ms).toISOString()} title={exactTime(ms)}>
        {say('team.confirmed', { ago: timeAgo(ms, now) })}
      </time>
    </p>
  );
}
