// The whole desk over a console in memory: a family asks, and whatever page stands there counts it.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { helpCall } from '../../tests/fake/help';
import { FakeRoster } from '../../tests/fake/roster';
import { clientsOf, draw, settled } from '../../tests/support/desk';
import { App } from '../app';
import { Console, RelayState, type HelpCall } from '../gen/maintendue/local/v1/console_pb';
import { Events } from '../gen/maintendue/v1/events_pb';
import { Fleet } from '../gen/maintendue/v1/fleet_pb';
import { HelpTopic } from '../gen/maintendue/v1/help_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import { route } from '../route';
import { togetherMs } from '../live/help';
import { speak } from '../words/words';

let calls: HelpCall[];
let lists: number;
let tell: () => void;

async function signedInAs(role: Role): Promise<void> {
  const roster = new FakeRoster();
  const clients = clientsOf(({ service }) => {
    service(Console, {
      getStatus: () => ({ signedIn: true, relay: RelayState.CONNECTED, roles: [role] }),
      getRoster: () => roster.view(),
      listHelp: () => {
        lists++;
        return { calls };
      },
    });
    service(Fleet, { listMachines: () => ({ machines: [] }) });
    service(Events, {
      async *watch(_, { signal }) {
        yield { event: { case: 'ready' as const, value: {} } };
        while (!signal.aborted) {
          await new Promise<void>((resume) => {
            tell = resume;
            signal.addEventListener('abort', () => resume(), { once: true });
          });
          if (!signal.aborted) yield { event: { case: 'help' as const, value: {} } };
        }
      },
    });
  });
  await draw(<App start={{ token: 'token', clients }} />);
  await settled();
}

// The relay says that something changed, and the page asks what.
async function told(): Promise<void> {
  await act(() => tell());
  await act(() => new Promise((resume) => setTimeout(resume, togetherMs + 50)));
  await settled();
}

beforeEach(() => {
  speak('fr');
  route.set({ page: 'machines' });
  calls = [];
  lists = 0;
  tell = () => {};
});

afterEach(async () => {
  await act(() => render(null, document.body.firstElementChild!));
});

describe('the desk', () => {
  it('counts a family that asks, in the title and beside the page’s name, wherever one is', async () => {
    await signedInAs(Role.MEDIATOR);
    expect(document.title).toBe('PC · Main Tendue');
    calls = [helpCall('a1', 1, HelpTopic.SOUND, Date.now())];
    await told();
    expect(document.title).toBe('(1) PC · Main Tendue');
    expect(document.querySelector('a[href="#/help"]')!.textContent).toContain('1 famille attend');
    calls = [];
    await told();
    expect(document.title).toBe('PC · Main Tendue');
  });

  it('asks nothing for whoever may see none', async () => {
    calls = [helpCall('a1', 1, HelpTopic.SOUND, Date.now())];
    await signedInAs(Role.ADMIN);
    await told();
    expect(lists).toBe(0);
    expect(document.title).toBe('PC · Main Tendue');
    expect(document.querySelector('a[href="#/help"]')).toBeNull();
  });

  it('counts no more once it is closed', async () => {
    calls = [helpCall('a1', 1, HelpTopic.SOUND, Date.now())];
    await signedInAs(Role.SUPPORT);
    expect(document.title).toBe('(1) PC · Main Tendue');
    await act(() => render(null, document.body.firstElementChild!));
    await draw(<p />);
    await signedInAs(Role.ADMIN);
    expect(document.title).toBe('PC · Main Tendue');
  });
});
