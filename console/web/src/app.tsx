// Which page stands there: the threshold, the sign-in, or the desk with its pages.
import { useEffect, useMemo } from 'preact/hooks';
import { AssistPage } from './assist/view';
import { DeskContext } from './desk';
import { Feed } from './live/feed';
import { StatusKeeper } from './live/status';
import { MachinePage } from './machine/view';
import { MachinesPage } from './machines/view';
import { route } from './route';
import { SignInPage } from './sign_in/view';
import { ClosedPage, type Closed } from './start/closed';
import { Shell } from './shell/view';
import { useStore } from './ui/store';
import { Waiting } from './ui/waiting';
import type { Clients } from './wire/clients';
import { language, say } from './words/words';

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
  const desk = useMemo(() => ({ token, clients, status, feed }), [token, clients, status, feed]);
  const here = useStore(route);

  return (
    <DeskContext.Provider value={desk}>
      {here.page === 'assist' ? (
        <AssistPage
          key={`${here.machineId}/${here.call}`}
          machineId={here.machineId}
          call={here.call}
        />
      ) : (
        <Shell>
          {here.page === 'machines' ? (
            <MachinesPage />
          ) : (
            <MachinePage key={here.machineId} machineId={here.machineId} />
          )}
        </Shell>
      )}
    </DeskContext.Provider>
  );
}
