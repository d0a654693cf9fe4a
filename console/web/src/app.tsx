// Which page stands there: the threshold, the sign-in, or the desk with its pages.
import { useEffect, useMemo } from 'preact/hooks';
import { AssistPage } from './assist/view';
import { DeskContext } from './desk';
import { ring } from './help/bell';
import { seesHelp } from './help/sees_help';
import { HelpPage } from './help/view';
import { Feed } from './live/feed';
import { DutyKeeper } from './live/duty';
import { HelpKeeper, waits } from './live/help';
import { RecognitionKeeper } from './live/recognition';
import { onceMoreMs, RosterKeeper } from './live/roster';
import { StatusKeeper } from './live/status';
import { MachinePage } from './machine/view';
import { MachinesPage } from './machines/view';
import { route } from './route';
import { SignInPage } from './sign_in/view';
import { ClosedPage, type Closed } from './start/closed';
import { Shell } from './shell/view';
import { TeamPage } from './team/view';
import { useStore } from './ui/store';
import { waitingInTitle } from './ui/title';
import { CardPage } from './verify/card_view';
import { VerifyPage } from './verify/view';
import { Waiting } from './ui/waiting';
import type { Clients } from './wire/clients';
import { language, say } from './words/words';
import { isMediator } from './words/people';

export type Start = { closed: Closed } | { token: string; clients: Clients };

export function App({ start }: { start: Start }) {
  useStore(language);
  return 'closed' in start ? <ClosedPage why={start.closed} /> : <Signed {...start} />;
}

function Signed({ token, clients }: { token: string; clients: Clients }) {
  const status = useMemo(() => new StatusKeeper(clients), [clients]);
  useEffect(() => {
    void status.refresh();
    return () => status.stop();
  }, [status]);
  const { status: known, failure } = useStore(status.state);

  if (failure === 'not_allowed') return <ClosedPage why="no_token" />;
  if (failure === 'console_gone' && !known?.signedIn) return <ClosedPage why="console_gone" />;
  if (!known) {
    return (
      <main class="threshold">
        <Waiting words={say('start.opening')} />
      </main>
    );
  }
  if (!known.signedIn) return <SignInPage clients={clients} status={status} />;
  return <DeskPages token={token} clients={clients} status={status} />;
}

function DeskPages(props: { token: string; clients: Clients; status: StatusKeeper }) {
  const { token, clients, status } = props;
  const feed = useMemo(() => new Feed(clients, () => void status.refresh()), [clients, status]);
  useEffect(() => {
    void feed.run();
    return () => feed.stop();
  }, [feed]);
  const roster = useMemo(() => new RosterKeeper(clients), [clients]);
  useEffect(() => keepTrue(roster, feed), [roster, feed]);
  const recognition = useMemo(() => new RecognitionKeeper(clients), [clients]);
  useEffect(() => keepChecked(recognition, feed), [recognition, feed]);
  const duty = useMemo(() => new DutyKeeper(clients), [clients]);
  useEffect(() => keepAsked(duty, roster, feed), [duty, roster, feed]);
  const help = useMemo(() => new HelpKeeper(clients), [clients]);
  const mayKnow = seesHelp(useStore(status.state).status?.roles ?? []);
  useEffect(() => (mayKnow ? keepHeard(help, feed) : undefined), [mayKnow, help, feed]);
  const desk = useMemo(
    () => ({ token, clients, status, feed, roster, recognition, duty, help }),
    [token, clients, status, feed, roster, recognition, duty, help],
  );
  const here = useStore(route);

  return (
    <DeskContext.Provider value={desk}>
      {here.page === 'assist' ? (
        <AssistPage
          key={`${here.machineId}/${here.call}`}
          machineId={here.machineId}
          call={here.call}
        />
      ) : here.page === 'verify' ? (
        <VerifyPage key={here.machineId} machineId={here.machineId} />
      ) : here.page === 'card' ? (
        <CardPage key={here.machineId} machineId={here.machineId} />
      ) : (
        <Shell>
          {here.page === 'machines' ? (
            <MachinesPage />
          ) : here.page === 'team' ? (
            <TeamPage />
          ) : here.page === 'help' ? (
            <HelpPage />
          ) : (
            <MachinePage key={here.machineId} machineId={here.machineId} />
          )}
        </Shell>
      )}
    </DeskContext.Provider>
  );
}

// The console answers by itself, so the list is asked before any line is open; each line that opens may
// have missed something. Answers the way to stop.
function keepTrue(roster: RosterKeeper, feed: Feed): () => void {
  void roster.load();
  let opened = feed.state.get().opened;
  const stopWatching = feed.state.watch(() => {
    const { opened: now } = feed.state.get();
    if (now !== opened) roster.hear();
    opened = now;
  });
  const stopReading = feed.readRoster(() => roster.hear());
  // Another tab may have read the changes, or made some.
  const look = () => document.visibilityState === 'visible' && void roster.load();
  document.addEventListener('visibilitychange', look);
  return () => {
    stopWatching();
    stopReading();
    document.removeEventListener('visibilitychange', look);
    roster.stop();
  };
}

// Whether a mediator is on duty is the relay's to say, as soon as it is there; in another tab it may have been
// said otherwise. Answers the way to stop.
function keepAsked(duty: DutyKeeper, roster: RosterKeeper, feed: Feed): () => void {
  let asked = 0;
  const ask = (again: boolean) => {
    const self = roster.state.get().roster?.colleagues.find((one) => one.self);
    const { opened } = feed.state.get();
    if (!self || !isMediator(self) || opened === 0 || (opened === asked && !again)) return;
    asked = opened;
    void duty.load();
  };
  ask(false);
  const stopWatching = feed.state.watch(() => ask(false));
  const stopHearing = roster.state.watch(() => ask(false));
  const look = () => document.visibilityState === 'visible' && ask(true);
  document.addEventListener('visibilitychange', look);
  return () => {
    stopWatching();
    stopHearing();
    document.removeEventListener('visibilitychange', look);
  };
}

// Each record that the relay shows is checked when it comes; all of them when the team changes, for a record
// counts as long as its signer does, and when one comes back to the page. Answers the way to stop.
function keepChecked(recognition: RecognitionKeeper, feed: Feed): () => void {
  const check = (all: boolean) => void recognition.check(feed.state.get().machines ?? [], all);
  check(false);
  const stopWatching = feed.state.watch(() => check(false));
  let later: ReturnType<typeof setTimeout> | undefined;
  const stopReading = feed.readRoster(() => {
    clearTimeout(later);
    later = setTimeout(() => check(true), onceMoreMs);
  });
  const look = () => document.visibilityState === 'visible' && check(true);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearTimeout(later);
    stopWatching();
    stopReading();
    document.removeEventListener('visibilitychange', look);
  };
}

// The families' requests for help: each line that opens may have missed some, and what colleagues answered counts as
// long as the team says so. The tab counts those that wait, and rings for a new one. Answers the way to stop.
function keepHeard(help: HelpKeeper, feed: Feed): () => void {
  let opened = 0;
  const ask = () => {
    const { opened: now } = feed.state.get();
    if (now !== opened) void help.load();
    opened = now;
  };
  ask();
  const stopWatching = feed.state.watch(ask);
  const stopHearing = feed.readHelp(() => help.hear());
  let later: ReturnType<typeof setTimeout> | undefined;
  const stopReading = feed.readRoster(() => {
    clearTimeout(later);
    later = setTimeout(() => help.hear(), onceMoreMs);
  });
  const stopCounting = help.state.watch(() =>
    waitingInTitle.set(help.state.get().calls?.filter(waits).length ?? 0),
  );
  const stopRinging = help.readNew(() => void ring());
  const look = () => document.visibilityState === 'visible' && opened > 0 && help.hear();
  document.addEventListener('visibilitychange', look);
  return () => {
    clearTimeout(later);
    stopWatching();
    stopHearing();
    stopReading();
    stopCounting();
    stopRinging();
    document.removeEventListener('visibilitychange', look);
    help.stop();
    waitingInTitle.set(0);
  };
}
