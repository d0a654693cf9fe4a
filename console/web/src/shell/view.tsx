// The desk around the pages: where one can go, who one is, how the relay is.
import './shell.css';
import calendarClock from 'icon:calendar-clock';
import circleCheck from 'icon:circle-check';
import circleHelp from 'icon:circle-question-mark';
import handHelping from 'icon:hand-helping';
import loader from 'icon:loader-circle';
import logOut from 'icon:log-out';
import monitor from 'icon:monitor';
import unplug from 'icon:unplug';
import users from 'icon:users';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk';
import { RelayState } from '../gen/maintendue/local/v1/console_pb';
import { address, route } from '../route';
import { Icon } from '../ui/icon';
import { KeyHelp, useHelpKey, type KeyLine } from '../ui/key_help';
import { LanguageSwitch } from '../ui/language_switch';
import { endOf } from '../team/standing';
import { useNow } from '../ui/now';
import { useStore } from '../ui/store';
import { relayNames, roleNames } from '../words/sentences';
import { say, sayCount } from '../words/words';
import { HelpLink } from '../help/link';
import { seesHelp } from '../help/sees_help';
import { LineNotice } from './line_notice';
import { TeamNotice } from './team_notice';

const deskKeys = (): KeyLine[] => [
  { keys: ['/'], words: 'keys.search' },
  { keys: ['?'], words: 'keys.help' },
  { keys: [say('key.escape')], words: 'keys.close' },
];

export function Shell({ children }: { children: ComponentChildren }) {
  const [help, setHelp] = useState(false);
  const roles = useStore(useDesk().status.state).status?.roles ?? [];
  useHelpKey(() => setHelp(true));
  useFocusOnArrival();
  return (
    <div class="shell">
      <a class="skip" href="#content" onClick={skipToContent}>
        {say('shell.skip')}
      </a>
      <aside class="side">
        <p class="brand">
          <Icon of={handHelping} size={26} />
          {say('app.name')}
        </p>
        <nav aria-label={say('shell.navigation')}>
          <ul>
            <li>
              <a href={address({ page: 'machines' })} aria-current={machinesMark()}>
                <Icon of={monitor} />
                {say('shell.machines')}
              </a>
            </li>
            {seesHelp(roles) && (
              <li>
                <HelpLink />
              </li>
            )}
            <li>
              <TeamLink />
            </li>
          </ul>
        </nav>
        <Account onHelp={() => setHelp(true)} />
      </aside>
      <main class="content" id="content" tabIndex={-1}>
        <LineNotice />
        <TeamNotice />
        {children}
      </main>
      {help && <KeyHelp lines={deskKeys()} onClose={() => setHelp(false)} />}
    </div>
  );
}

// A new page begins at its beginning, for those who hear it too.
function useFocusOnArrival(): void {
  const here = address(useStore(route));
  const before = useRef(here);
  useEffect(() => {
    if (before.current !== here) document.getElementById('content')?.focus();
    before.current = here;
  }, [here]);
}

function machinesMark() {
  const { page } = route.get();
  return page === 'machines' ? 'page' : page === 'machine' ? 'true' : undefined;
}

// Says beside its name that there is something to read or to do.
function TeamLink() {
  const { roster } = useStore(useDesk().roster.state);
  const now = useNow(60_000);
  const unread = roster?.changes.length ?? 0;
  const ending = roster && endOf(roster, now) !== 'far';
  return (
    <a
      href={address({ page: 'team' })}
      aria-current={route.get().page === 'team' ? 'page' : undefined}
    >
      <Icon of={users} />
      {say('shell.team')}
      {unread > 0 ? (
        <span class="mark">
          <span aria-hidden="true">{unread}</span>
          <span class="visually-hidden">
            {sayCount('shell.team_news.one', 'shell.team_news.other', unread)}
          </span>
        </span>
      ) : (
        ending && (
          <span class="mark">
            <Icon of={calendarClock} size={16} />
            <span class="visually-hidden">{say('shell.team_ending')}</span>
          </span>
        )
      )}
    </a>
  );
}

// A plain link to #content would be taken for an address of ours.
function skipToContent(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function Account({ onHelp }: { onHelp: () => void }) {
  const { clients, status } = useDesk();
  const { status: known } = useStore(status.state);
  const [leaving, setLeaving] = useState(false);
  if (!known) return null;
  const roles = known.roles.flatMap((role) => roleNames[role] ?? []).map((name) => say(name));

  const signOut = async () => {
    setLeaving(true);
    try {
      status.learn(await clients.console.signOut({}));
    } catch {
      // The status tells what is wrong, and goes on being asked.
      setLeaving(false);
      void status.refresh();
    }
  };

  return (
    <section class="account" aria-label={say('shell.account')}>
      <p class="account-name" dir="auto">
        {known.operatorName}
      </p>
      <p>{[...roles, known.organisation].join(' · ')}</p>
      <Relay />
      <div class="account-actions">
        <button type="button" class="side-button" onClick={signOut} disabled={leaving}>
          <Icon of={logOut} size={18} />
          {say('shell.sign_out')}
        </button>
        <button type="button" class="side-button" onClick={onHelp}>
          <Icon of={circleHelp} size={18} />
          {say('shell.keyboard')}
        </button>
      </div>
      <LanguageSwitch />
    </section>
  );
}

// The state of the relay by words and shape. A line of events that fell silent counts as unreachable,
// whatever the console still believes.
function Relay() {
  const { status, feed } = useDesk();
  const { status: known, failure } = useStore(status.state);
  const { line, why } = useStore(feed.state);
  const silent = line === 'broken' && why === 'relay_unreachable';
  const said = known?.relay ?? RelayState.UNSPECIFIED;
  const state =
    failure || (silent && said === RelayState.CONNECTED) ? RelayState.UNREACHABLE : said;
  const icon =
    state === RelayState.CONNECTED
      ? circleCheck
      : state === RelayState.CONNECTING
        ? loader
        : unplug;
  return (
    <p class={`relay relay-${state}`} role="status" data-testid="relay-state">
      <Icon of={icon} size={18} />
      {say(relayNames[state])}
    </p>
  );
}
