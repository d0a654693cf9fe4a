// A desk for tests of pages: real clients over a transport in memory, a document to draw in.
import { createClient, createRouterTransport, type ConnectRouter } from '@connectrpc/connect';
import { render, type ComponentChildren } from 'preact';
import { act } from 'preact/test-utils';
import { DeskContext, type Desk } from '../../src/desk';
import { Console } from '../../src/gen/maintendue/local/v1/console_pb';
import { Calls } from '../../src/gen/maintendue/v1/calls_pb';
import { Duties } from '../../src/gen/maintendue/v1/duties_pb';
import { Events } from '../../src/gen/maintendue/v1/events_pb';
import { Fleet } from '../../src/gen/maintendue/v1/fleet_pb';
import { Sessions } from '../../src/gen/maintendue/v1/sessions_pb';
import { DutyKeeper } from '../../src/live/duty';
import { Feed } from '../../src/live/feed';
import { HelpKeeper } from '../../src/live/help';
import { RecognitionKeeper } from '../../src/live/recognition';
import { RosterKeeper } from '../../src/live/roster';
import { StatusKeeper } from '../../src/live/status';
import type { Clients } from '../../src/wire/clients';
import { FakeTabs } from './tabs';

export function clientsOf(routes: (router: ConnectRouter) => void): Clients {
  const transport = createRouterTransport(routes);
  return {
    console: createClient(Console, transport),
    fleet: createClient(Fleet, transport),
    calls: createClient(Calls, transport),
    sessions: createClient(Sessions, transport),
    events: createClient(Events, transport),
    duties: createClient(Duties, transport),
  };
}

export function deskOf(clients: Clients): Desk {
  return {
    token: 'token',
    clients,
    status: new StatusKeeper(clients),
    feed: new Feed(clients, () => {}, new FakeTabs()),
    roster: new RosterKeeper(clients),
    recognition: new RecognitionKeeper(clients),
    duty: new DutyKeeper(clients),
    help: new HelpKeeper(clients),
  };
}

export function page(): HTMLElement {
  document.body.replaceChildren();
  return document.body.appendChild(document.createElement('div'));
}

export async function draw(children: ComponentChildren, desk?: Desk): Promise<HTMLElement> {
  const root = page();
  await act(() =>
    render(<DeskContext.Provider value={desk}>{children}</DeskContext.Provider>, root),
  );
  return root;
}

// Until the calls under way in memory were answered and drawn: some turns of the event loop, no time.
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await act(() => new Promise<void>((resume) => setTimeout(resume)));
  }
}

export async function click(element: Element | null | undefined): Promise<void> {
  if (!(element instanceof HTMLElement)) throw new Error('there is nothing to click');
  await act(() => element.click());
  await settled();
}

export function button(words: string): HTMLButtonElement | undefined {
  return [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(words));
}
