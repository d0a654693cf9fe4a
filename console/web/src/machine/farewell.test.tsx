// What was said at the PC for good: the page says so, what to do, and begins nothing.
import { create } from '@bufbuild/protobuf';
import { beforeEach, describe, expect, it } from 'vitest';
import { button, clientsOf, deskOf, draw, settled } from '../../tests/support/desk';
import { Console, MachineStanding_State as State } from '../gen/maintendue/local/v1/console_pb';
import { Calls } from '../gen/maintendue/v1/calls_pb';
import { Farewell } from '../gen/maintendue/v1/farewell_pb';
import { MachineSchema } from '../gen/maintendue/v1/fleet_pb';
import { CallKind } from '../gen/maintendue/v1/session_pb';
import { Sessions } from '../gen/maintendue/v1/sessions_pb';
import { MachineRow } from '../machines/row';
import { speak } from '../words/words';
import { MachinePage } from './view';

const day = Date.UTC(2026, 10, 27, 12);
let verifiedMs = 1n;

const machineWith = (fields: object) =>
  create(MachineSchema, { machineId: 'a1', hostname: 'PC-1', online: true, ...fields });

const deskWith = () =>
  deskOf(
    clientsOf(({ service }) => {
      const calls = [{ kind: CallKind.SETUP }];
      service(Calls, { listCalls: () => ({ calls, proposed: CallKind.SETUP }) });
      service(Sessions, { listSessions: () => ({ sessions: [] }) });
      const machines = [{ machineId: 'a1', state: State.VERIFIED, atMs: verifiedMs }];
      service(Console, { checkLogs: () => ({}), checkMachines: () => ({ machines }) });
    }),
  );

async function page(fields: object): Promise<HTMLElement> {
  const desk = deskWith();
  desk.feed.state.set({ line: 'live', opened: 1, machines: [machineWith(fields)] });
  const root = await draw(<MachinePage machineId="a1" />, desk);
  await settled();
  return root;
}

const saying = (farewell: Farewell) => ({ farewell: { farewell, atMs: BigInt(day) } });
const notice = (root: HTMLElement) => root.querySelector('[data-testid=farewell]')?.textContent;

beforeEach(() => {
  speak('fr');
  verifiedMs = 1n;
});

describe('a PC at which no more help is wanted', () => {
  it('says since when, and begins no session', async () => {
    const root = await page(saying(Farewell.NO_HELP));
    expect(notice(root)).toContain('quelqu’un ne veut plus d’aide à distance');
    expect(notice(root)).toContain('27 novembre 2026');
    expect(button('Commencer')).toHaveProperty('disabled', true);
    expect(root.querySelector('#follow-up-words')!.textContent).toContain('ne laisse entrer personne');
  });

  it('begins one once it was taken back', async () => {
    const root = await page(saying(Farewell.UNSPECIFIED));
    expect(notice(root)).toBeUndefined();
    expect(button('Commencer')).toHaveProperty('disabled', false);
  });

  it('is marked in the list', async () => {
    const machine = machineWith(saying(Farewell.NOT_OURS));
    const root = await draw(<MachineRow machine={machine} mediator={undefined} now={day} />, deskWith());
    expect(root.querySelector('[data-testid=farewell-chip]')!.textContent).toBe('n’est plus à la famille');
    const other = machineWith(saying(Farewell.UNSPECIFIED));
    const plain = await draw(<MachineRow machine={other} mediator={undefined} now={day} />, deskWith());
    expect(plain.querySelector('[data-testid=farewell-chip]')).toBeNull();
  });
});

describe('a PC that was said to be no longer its family’s', () => {
  it('says what to do with it', async () => {
    const root = await page(saying(Farewell.NOT_OURS));
    expect(notice(root)).toContain('ce PC n’est plus à cette famille');
    expect(notice(root)).toContain('Appelez la famille');
  });

  it('asks who sits there, once it is taken back, until somebody made sure of it anew', async () => {
    const back = { ...saying(Farewell.UNSPECIFIED), notOursMs: BigInt(day) };
    expect(notice(await page(back))).toContain('Qui est devant ce PC');
    expect(button('Reconnaître')).toHaveProperty('disabled', false);
    verifiedMs = BigInt(day + 1);
    expect(notice(await page(back))).toBeUndefined();
  });
});
