// The page while a PC restarts: it waits for the PC to go and come, and returns once, in time.
import { create } from '@bufbuild/protobuf';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { button, click, clientsOf, deskOf, draw } from '../../tests/support/desk';
import type { Desk } from '../desk';
import { MachineSchema } from '../gen/maintendue/v1/fleet_pb';
import { speak } from '../words/words';
import { RestartWait } from './restart_wait';

let desk: Desk;
const onReturn = vi.fn();
const onBack = vi.fn();

function pcIs(online: boolean, desktopPresent: boolean): Promise<void> {
  const machines = [create(MachineSchema, { machineId: 'a1', online, desktopPresent })];
  return act(() => desk.feed.state.set({ line: 'live', machines, opened: 1 }));
}

async function arrive(untilMs = Date.now() + 900_000): Promise<void> {
  await pcIs(true, true);
  await draw(
    <RestartWait
      machineId="a1"
      untilMs={untilMs}
      onReturn={onReturn}
      onAgain={() => {}}
      onBack={onBack}
    />,
    desk,
  );
}

const step = () => document.querySelector<HTMLElement>('[data-testid=restart]')?.dataset.step;

beforeEach(() => {
  speak('fr');
  desk = deskOf(clientsOf(() => {}));
});

afterEach(() => {
  vi.clearAllMocks();
  vi.useRealTimers();
});

describe('waiting for a PC that restarts', () => {
  it('returns when it was off and somebody has logged in, once', async () => {
    await arrive();
    expect(step()).toBe('stopping');
    await pcIs(false, false);
    expect(step()).toBe('starting');
    await pcIs(true, false);
    expect(step()).toBe('logging_in');
    expect(onReturn).not.toHaveBeenCalled();
    await pcIs(true, true);
    await pcIs(true, false);
    await pcIs(true, true);
    expect(onReturn).toHaveBeenCalledTimes(1);
  });

  it('does not return to a PC that has not restarted yet', async () => {
    await arrive();
    await pcIs(true, false);
    await pcIs(true, true);
    expect(onReturn).not.toHaveBeenCalled();
  });

  it('does not return after the quarter of an hour, and offers a call', async () => {
    await arrive(Date.now() - 1);
    await pcIs(false, false);
    await pcIs(true, true);
    expect(onReturn).not.toHaveBeenCalled();
    expect(document.body.textContent).toContain('Le quart d’heure est passé');
    expect(button('Rappeler')).toBeTruthy();
  });

  it('can be given up', async () => {
    await arrive();
    await click(button('Ne plus attendre'));
    expect(onBack).toHaveBeenCalled();
  });
});
