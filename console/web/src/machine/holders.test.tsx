import '../../tests/support/dialog';
import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { beforeEach, describe, expect, it } from 'vitest';
import { button, click, clientsOf, deskOf, draw, settled } from '../../tests/support/desk';
import { StatusSchema } from '../gen/maintendue/local/v1/console_pb';
import {
  Fleet,
  MachinePart,
  MachineSchema,
  RepairKind,
  type RepairMachineRequest,
} from '../gen/maintendue/v1/fleet_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import { speak } from '../words/words';
import { Holders } from './holders';
import { Repairs } from './repairs';

const two: MessageInitShape<typeof MachineSchema> = {
  machineId: 'a1',
  quarantined: true,
  holders: [
    { holder: 1, hostname: 'PC-1', accepted: true, lastSeenMs: 1_000_000n },
    {
      holder: 2,
      hostname: 'PC-1',
      here: true,
      otherParts: [MachinePart.DISK, MachinePart.NETWORK],
    },
  ],
};

let asked: RepairMachineRequest[];

async function showing(machine: object, role = Role.MEDIATOR): Promise<HTMLElement> {
  asked = [];
  const desk = deskOf(
    clientsOf(({ service }) => {
      service(Fleet, {
        repairMachine: (request) => {
          asked.push(request);
          return {};
        },
      });
    }),
  );
  desk.status.learn(create(StatusSchema, { signedIn: true, roles: [role] }));
  desk.status.stop();
  const shown = create(MachineSchema, machine);
  const now = 1_060_000;
  const root = await draw(
    <>
      <Holders machine={shown} now={now} />
      <Repairs machine={shown} now={now} />
    </>,
    desk,
  );
  await settled();
  return root;
}

const inside = (id: string, words: string) =>
  [...document.querySelectorAll(`[data-testid=${id}] button`)].find((one) =>
    one.textContent?.includes(words),
  );

beforeEach(() => speak('fr'));

describe('two PCs under one number', () => {
  it('say what tells them apart', async () => {
    const root = await showing(two);
    const text = root.textContent;
    expect(text).toContain('Deux PC se présentent sous ce numéro');
    expect(text).toContain('Ses pièces ne sont pas celles que l’on connaissait\u202f: disque et carte réseau.');
    expect(text).toContain('Relié en ce moment');
  });

  it('are told apart by one choice, once it is sure', async () => {
    await showing(two);
    await click(inside('holder-2', 'C’est le bon PC'));
    expect(asked).toEqual([]);
    await click(button('Oui, c’est sûr'));
    expect(asked).toMatchObject([{ machineId: 'a1', holder: 2, kind: RepairKind.SAME_PC }]);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('may be a known one and another', async () => {
    await showing(two);
    expect(inside('holder-1', 'C’est un autre PC')).toBeUndefined();
    await click(inside('holder-2', 'C’est un autre PC'));
    expect(document.querySelector('dialog')?.textContent).toContain('enrol --anew');
    await click(button('Oui, c’est sûr'));
    expect(asked).toMatchObject([{ holder: 2, kind: RepairKind.OTHER_PC }]);
  });

  it('are not for an administrator to choose among', async () => {
    const root = await showing(two, Role.ADMIN);
    expect(root.querySelectorAll('button')).toHaveLength(0);
    expect(root.textContent).toContain('Une médiatrice, un médiateur ou l’atelier');
  });

  it('leave a trace of who said so', async () => {
    const root = await showing({
      machineId: 'a1',
      repairs: [{ kind: RepairKind.SAME_PC, holder: 2, operatorName: 'Nadia', atMs: 1_000_000n }],
    });
    expect(root.querySelector('[data-testid=holders]')).toBeNull();
    expect(root.querySelector('[data-testid=repairs]')?.textContent).toContain('Nadia');
  });
});

describe('a PC that is let in no more', () => {
  it('says so', async () => {
    const root = await showing({ machineId: 'a1', revoked: true, quarantined: true });
    expect(root.textContent).toContain('N’est plus admis');
    expect(root.querySelector('[data-testid=holders]')).toBeNull();
  });
});
