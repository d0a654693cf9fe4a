// The whole desk over a console in memory: what the relay tells reaches what stands there.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientsOf, draw, settled } from '../tests/support/desk';
import { FakeRoster, operatorId } from '../tests/fake/roster';
import { App } from './app';
import {
  Console,
  RelayState,
  RosterChange_Kind as Kind,
} from './gen/maintendue/local/v1/console_pb';
import { Events } from './gen/maintendue/v1/events_pb';
import { Fleet } from './gen/maintendue/v1/fleet_pb';
import { route } from './route';
import { speak } from './words/words';

let roster: FakeRoster;
let asked: number;
let tell: () => void;

beforeEach(async () => {
  speak('fr');
  route.set({ page: 'team' });
  roster = new FakeRoster();
  asked = 0;
  tell = () => {};
  const clients = clientsOf(({ service }) => {
    service(Console, {
      getStatus: () => ({ signedIn: true, relay: RelayState.CONNECTED }),
      getRoster: () => {
        asked++;
        return roster.view();
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
          if (!signal.aborted) yield { event: { case: 'roster' as const, value: {} } };
        }
      },
    });
  });
  await draw(<App start={{ token: 'token', clients }} />);
  await settled();
});

afterEach(async () => {
  await act(() => render(null, document.body.firstElementChild!));
});

describe('the desk', () => {
  it('asks for the roster before there is a line, and again when one opens', () => {
    expect(asked).toBeGreaterThan(1);
    expect(document.body.textContent).toContain('Camille B.');
  });

  it('asks again when the relay tells that it changed', async () => {
    const before = asked;
    roster.of(operatorId.lea).suspended = true;
    roster.tell(Kind.SUSPENDED, roster.of(operatorId.lea));
    await act(() => tell());
    await settled();
    expect(asked).toBeGreaterThan(before);
    expect(document.body.textContent).toContain('L’équipe a changé');
    expect(document.body.textContent).toContain('Accès suspendu');
  });

  it('asks again when one comes back to the tab', async () => {
    const before = asked;
    await act(() => void document.dispatchEvent(new Event('visibilitychange')));
    await settled();
    expect(asked).toBe(before + 1);
  });
});
