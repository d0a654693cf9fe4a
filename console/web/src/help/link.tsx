// The way to the requests for help, with how many nobody has answered; for whoever may see them.
import hand from 'icon:hand';
import { useDesk } from '../desk';
import { waits } from '../live/help';
import { address, route } from '../route';
import { Icon } from '../ui/icon';
import { useStore } from '../ui/store';
import { say, sayCount } from '../words/words';

export function HelpLink() {
  const waiting = useStore(useDesk().help.state).calls?.filter(waits).length ?? 0;
  return (
    <a
      href={address({ page: 'help' })}
      aria-current={route.get().page === 'help' ? 'page' : undefined}
    >
      <Icon of={hand} />
      {say('shell.help')}
      {waiting > 0 && (
        <span class="mark">
          <span aria-hidden="true">{waiting}</span>
          <span class="visually-hidden">
            {sayCount('help.waiting.one', 'help.waiting.other', waiting)}
          </span>
        </span>
      )}
    </a>
  );
}
