import '../../tests/support/dialog';
import { create } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { button, click, clientsOf, deskOf, draw, settled } from '../../tests/support/desk';
import {
  Console,
  MachineStanding_State as State,
  RosterViewSchema,
} from '../gen/maintendue/local/v1/console_pb';
import { Calls } from '../gen/maintendue/v1/calls_pb';
import { DutyReason, Duties } from '../gen/maintendue/v1/duties_pb';
import { Fleet, MachineSchema } from '../gen/maintendue/v1/fleet_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import { CallKind } from '../gen/maintendue/v1/session_pb';
import { Sessions } from '../gen/maintendue/v1/sessions_pb';
import type { Desk } from '../desk';
import { speak } from '../words/words';
import { MachinePage } from './view';

const people = [
  { operatorId: 'a1', name: 'Nadia', roles: [Role.MEDIATOR], suspended: false },
  { operatorId: 'a2', name: 'Omar', roles: [Role.MEDIATOR], suspended: false },
  { operatorId: 'a3', name: 'Léa', roles: [Role.SUPPORT] },
  { operatorId: 'a4', name: 'Camille', roles: [Role.ADMIN] },
];
const inAnHour = () => BigInt(Date.now() + 3_600_000);
let said: object[];
let theirs: Desk;

async function showing(
  self: string,
  machine: object,
  { refuses = false, dutyForMs = 0 } = {},
): Promise<HTMLElement> {
  said = [];
  const note = (request: object) => {
    if (refuses) throw new ConnectError('machine_of_another', Code.PermissionDenied);
    said.push(request);
    return {};
  };
  const desk = deskOf(
    clientsOf(({ service }) => {
      const calls = [{ kind: CallKind.SETUP }];
      service(Calls, { listCalls: () => ({ calls, proposed: CallKind.SETUP }) });
      service(Sessions, { listSessions: () => ({}) });
      const machines = [{ machineId: 'b1', state: State.VERIFIED, verifiedBy: 'Léa' }];
      service(Console, { checkLogs: () => ({}), checkMachines: () => ({ machines }) });
      service(Fleet, { giveMachine: note, askSupport: note });
      service(Duties, {
        beginDuty: (request) => {
          said.push(request);
          return { forMs: 3_600_000 };
        },
        getDuty: () => ({ forMs: dutyForMs }),
        endDuty: note,
      });
    }),
  );
  theirs = desk;
  await desk.duty.load();
  desk.roster.learn(
    create(RosterViewSchema, {
      colleagues: people.map((one) => ({ ...one, self: one.operatorId === self })),
    }),
  );
  const one = create(MachineSchema, { machineId: 'b1', hostname: 'PC', online: true, ...machine });
  desk.feed.state.set({ line: 'live', opened: 1, machines: [one] });
  const root = await draw(<MachinePage machineId="b1" />, desk);
  await settled();
  return root;
}

function words(root: HTMLElement): string {
  return root.querySelector('[data-testid=mediator]')!.textContent!.replace(/[\u2068\u2069]/g, '');
}

const mayBegin = () => button('Commencer')?.disabled === false;

beforeEach(() => speak('fr'));

describe('who looks after a PC', () => {
  it('is nobody at first, and whoever takes it', async () => {
    const root = await showing('a1', {});
    expect(words(root)).toContain('Personne ne suit ce PC. Qui commence sa mise en service');
    expect(mayBegin()).toBe(true);
    await click(button('Je m’en occupe'));
    expect(said).toMatchObject([{ mediatorOperatorId: 'a1', fromOperatorId: '' }]);
  });

  it('gives it to a colleague, or to nobody', async () => {
    const root = await showing('a1', { mediatorOperatorId: 'a1' });
    expect(words(root)).toContain('Vous suivez ce PC.');
    await click(button('Confier…'));
    expect([...root.querySelectorAll('.choice')].map((one) => one.textContent)).toEqual([
      'Omar',
      'Personne\u202f: il n’a pas de famille pour l’instant',
    ]);
    const yes = root.querySelector<HTMLButtonElement>('dialog button[type=submit]')!;
    expect(yes.disabled).toBe(true);
    await click(root.querySelector('.choice input'));
    await click(yes);
    expect(said).toMatchObject([{ mediatorOperatorId: 'a2', fromOperatorId: 'a1' }]);
    expect(root.querySelector('dialog')).toBeNull();
  });

  it('gives what was seen when the window opened, and no colleague’s gift since', async () => {
    const root = await showing('a1', { mediatorOperatorId: 'a1' });
    await click(button('Confier…'));
    await click(root.querySelectorAll('.choice input')[1]);
    const [one] = theirs.feed.state.get().machines!;
    const machines = [{ ...one!, mediatorOperatorId: 'ff' }];
    await act(() => theirs.feed.state.set({ line: 'live', opened: 1, machines }));
    await click(root.querySelector('dialog button[type=submit]'));
    expect(said).toMatchObject([{ mediatorOperatorId: '', fromOperatorId: 'a1' }]);
  });

  it('asks the workshop for help, and takes it back', async () => {
    await showing('a1', { mediatorOperatorId: 'a1' });
    await click(button('Demander l’aide de l’atelier'));
    expect(said).toMatchObject([{ machineId: 'b1', asked: true }]);
    const until = inAnHour();
    const root = await showing('a1', { mediatorOperatorId: 'a1', supportUntilMs: until });
    expect(words(root)).toContain('L’atelier peut y aider jusqu’au');
    await click(button('Ne plus demander l’atelier'));
    expect(said).toMatchObject([{ asked: false }]);
  });

  it('is stood in for by a colleague, who says why', async () => {
    const root = await showing('a2', { mediatorOperatorId: 'a1' });
    expect(words(root)).toContain('Nadia suit ce PC.');
    expect(mayBegin()).toBe(false);
    expect(root.textContent).toContain('remplacez cette personne');
    await click(button('Remplacer…'));
    const yes = root.querySelector<HTMLButtonElement>('dialog button[type=submit]')!;
    expect(yes.disabled).toBe(true);
    await click(root.querySelectorAll('.choice input')[1]);
    await click(yes);
    expect(said).toMatchObject([{ reason: DutyReason.COLLEAGUE_AWAY }]);
    expect(words(root)).toContain('Vous remplacez vos collègues jusqu’à');
    expect(mayBegin()).toBe(true);
    await click(button('Ne plus remplacer'));
    expect(mayBegin()).toBe(false);
  });

  it('is stood in for no more once it is somebody else’s', async () => {
    const root = await showing('a2', { mediatorOperatorId: 'a1' });
    await click(button('Remplacer…'));
    expect(root.querySelector('dialog')).not.toBeNull();
    const [one] = theirs.feed.state.get().machines!;
    for (const mediatorOperatorId of ['', 'a1']) {
      const machines = [{ ...one!, mediatorOperatorId }];
      await act(() => theirs.feed.state.set({ line: 'live', opened: 1, machines }));
      expect(root.querySelector('dialog')).toBeNull();
    }
  });

  it('is somebody who left: it is whoever takes it', async () => {
    const root = await showing('a2', { mediatorOperatorId: 'ff' });
    expect(words(root)).toContain('ne fait plus partie de la médiation');
    expect(button('Je m’en occupe')).toBeDefined();
    expect(mayBegin()).toBe(true);
    const workshop = await showing('a3', { mediatorOperatorId: 'ff' });
    expect(mayBegin()).toBe(false);
    expect(workshop.textContent).toContain('doit d’abord le prendre en charge');
  });

  it('is not given to somebody who is suspended', async () => {
    people[1]!.suspended = true;
    const root = await showing('a1', { mediatorOperatorId: 'a1' });
    people[1]!.suspended = false;
    await click(button('Confier…'));
    expect(root.querySelectorAll('.choice')).toHaveLength(1);
  });

  it('says when a change was not taken, and when she is on duty already', async () => {
    const root = await showing('a1', {}, { refuses: true, dutyForMs: 60_000 });
    expect(words(root)).toContain('Vous remplacez vos collègues jusqu’à');
    await click(button('Je m’en occupe'));
    expect(root.querySelector('[role=alert]')?.textContent).toContain('machine_of_another');
  });

  it('lets the workshop in where nobody does, or when asked, and says so otherwise', async () => {
    await showing('a3', {});
    expect(mayBegin()).toBe(true);
    expect(button('Je m’en occupe')).toBeUndefined();
    const root = await showing('a3', { mediatorOperatorId: 'a1' });
    expect(mayBegin()).toBe(false);
    expect(root.textContent).toContain('n’a pas demandé l’aide de l’atelier');
    expect(button('Remplacer…')).toBeUndefined();
    await showing('a3', { mediatorOperatorId: 'a1', supportUntilMs: inAnHour() });
    expect(mayBegin()).toBe(true);
    await showing('a3', { mediatorOperatorId: 'a1', supportUntilMs: 1n });
    expect(mayBegin()).toBe(false);
  });

  it('lets an administrator alone begin nothing, and says why', async () => {
    const root = await showing('a4', {});
    expect(mayBegin()).toBe(false);
    expect(root.textContent).toContain('Votre rôle n’ouvre aucun PC');
    expect(button('Je m’en occupe')).toBeUndefined();
  });
});
