// What an administrator can do about one colleague: each with a sentence, what takes away last.
import ban from 'icon:ban';
import calendarClock from 'icon:calendar-clock';
import keyRound from 'icon:key-round';
import lockOpen from 'icon:lock-open';
import userCog from 'icon:user-cog';
import userMinus from 'icon:user-minus';
import { Icon, type Shapes } from '../ui/icon';
import { say, type WordKey } from '../words/words';
import type { Order } from './order';
import { maySuspend } from './standing';

interface PanelProps {
  id: string;
  colleague: Extract<Order, { who: unknown }>['who'];
  lastAdmin: boolean;
  onOrder: (order: Order) => void;
}

interface Offer {
  is: Extract<Order, { who: unknown }>['is'];
  icon: Shapes;
  words: WordKey;
  why: WordKey;
}

export function ManagePanel({ id, colleague, lastAdmin, onOrder }: PanelProps) {
  return (
    <div class="manage" id={id}>
      <ul>
        {offersFor(colleague, lastAdmin).map(({ is, icon, words, why }) => (
          <li key={is}>
            <button
              type="button"
              class="button"
              aria-describedby={`${id}-${is}`}
              onClick={() => onOrder({ is, who: colleague })}
            >
              <Icon of={icon} />
              {say(words)}
            </button>
            <span class="soft" id={`${id}-${is}`}>
              {say(why)}
            </span>
          </li>
        ))}
      </ul>
      {lastAdmin && <p class="soft">{say('team.last_admin')}</p>}
    </div>
  );
}

function offersFor(colleague: PanelProps['colleague'], lastAdmin: boolean): Offer[] {
  const { self, suspended, suspensions, deputy } = colleague;
  const offers: (Offer | false)[] = [
    { is: 'roles', icon: userCog, words: 'team.manage.roles', why: 'team.manage.roles_why' },
    // With a key of her own that still opens, nobody needs another one.
    !self && {
      is: 'new_key',
      icon: keyRound,
      words: 'team.manage.new_key',
      why: 'team.manage.new_key_why',
    },
    deputy
      ? {
          is: 'no_deputy',
          icon: calendarClock,
          words: 'team.manage.no_deputy',
          why: 'team.manage.no_deputy_why',
        }
      : !self &&
        !suspended && {
          is: 'deputy',
          icon: calendarClock,
          words: 'team.manage.deputy',
          why: 'team.manage.deputy_why',
        },
    !self &&
      (suspended || suspensions > 0) && {
        is: 'lift',
        icon: lockOpen,
        words: suspended ? 'team.manage.lift' : 'team.manage.drop',
        why: suspended ? 'team.manage.lift_why' : 'team.manage.drop_why',
      },
    maySuspend(colleague) && {
      is: 'suspend',
      icon: ban,
      words: self ? 'team.suspend_self' : 'team.suspend',
      why: self ? 'team.manage.suspend_self_why' : 'team.manage.suspend_why',
    },
    !lastAdmin && {
      is: 'remove',
      icon: userMinus,
      words: 'team.manage.remove',
      why: 'team.manage.remove_why',
    },
  ];
  return offers.filter((offer) => offer !== false);
}
