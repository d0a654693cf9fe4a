import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { create } from '@bufbuild/protobuf';
import { clientsOf, deskOf, draw } from '../../tests/support/desk';
import {
  MachineStanding_State as State,
  MachineStandingSchema,
} from '../gen/maintendue/local/v1/console_pb';
import { MachineSchema } from '../gen/maintendue/v1/fleet_pb';
import type { FleetState } from '../live/feed';
import { speak } from '../words/words';
import { MachinesPage } from './view';

const desk = deskOf(clientsOf(() => {}));
const machines = [
  create(MachineSchema, { machineId: 'a1', hostname: 'PC-1', online: true, liveSessionId: 4n }),
  create(MachineSchema, { machineId: 'b2', hostname: '<b>PC-2</b>', lastSeenMs: 1n }),
];

async function showing(state: Partial<FleetState>): Promise<HTMLElement> {
  desk.feed.state.set({ line: 'live', machines: undefined, opened: 1, ...state });
  return draw(<MachinesPage />, desk);
}

beforeEach(() => speak('fr'));

describe('the list of PCs', () => {
  it('shows each PC with its state in words, and leads to it', async () => {
    const root = await showing({ machines });
    const rows = [...root.querySelectorAll('li')];
    expect(rows[0]!.textContent).toMatch(/PC-1.*Allumé.*Prise en main en cours/);
    expect(rows[1]!.textContent).toContain('Éteint ou sans Internet');
    expect(rows[0]!.querySelector('a')!.getAttribute('href')).toBe('#/machines/a1');
  });

  it('marks those that nobody knows, and those that another stands for', async () => {
    const standing = (machineId: string, state: State) =>
      [machineId, create(MachineStandingSchema, { machineId, state })] as const;
    const marks = async (a: State, b: State) => {
      desk.recognition.state.set(new Map([standing('a1', a), standing('b2', b)]));
      const root = await showing({ machines });
      return [...root.querySelectorAll('[data-testid=standing]')].map((one) => one.textContent);
    };
    expect(await marks(State.VERIFIED, State.VERIFIED)).toEqual([]);
    expect(await marks(State.UNVERIFIED, State.SIGNER_GONE)).toEqual(['À reconnaître', 'À reconnaître']);
    expect(await marks(State.VERIFIED, State.KEY_CHANGED)).toEqual(['Autre PC à sa place']);
  });

  it('shows what a PC calls itself as text, whatever it is', async () => {
    const root = await showing({ machines });
    expect(root.textContent).toContain('<b>PC-2</b>');
    expect(root.querySelector('strong b')).toBeNull();
  });

  it('keeps an exact time for a pointer that rests', async () => {
    const root = await showing({ machines });
    expect(root.querySelector('time')!.title).toContain('1970');
  });

  it('has words for empty, for failed, for old', async () => {
    expect((await showing({ machines: [] })).textContent).toContain('Aucun PC pour l’instant');
    const failed = await showing({ line: 'broken', why: 'relay_unreachable' });
    expect(failed.textContent).toContain('n’a pas pu être lue');
    const old = await showing({ line: 'broken', why: 'relay_unreachable', machines });
    expect(old.querySelector('ul')!.classList).toContain('stale');
  });

  it('is searched with `/`, and Escape ends the search', async () => {
    const root = await showing({ machines });
    const field = root.querySelector('input')!;
    await act(
      () => void dispatchEvent(new KeyboardEvent('keydown', { key: '/', cancelable: true })),
    );
    expect(document.activeElement).toBe(field);
    field.value = 'pc-1';
    await act(() => void field.dispatchEvent(new Event('input', { bubbles: true })));
    expect(root.querySelectorAll('li')).toHaveLength(1);
    await act(() => void field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })));
    expect(root.querySelectorAll('li')).toHaveLength(2);
  });
});
