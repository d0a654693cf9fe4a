import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { clientsOf } from '../../tests/support/desk';
import { Console, MachineStanding_State as State } from '../gen/maintendue/local/v1/console_pb';
import { MachineSchema } from '../gen/maintendue/v1/fleet_pb';
import { RecognitionKeeper } from './recognition';

function keeping() {
  const questions: string[][] = [];
  let answers = true;
  const clients = clientsOf(({ service }) => {
    service(Console, {
      checkMachines: ({ machines }) => {
        questions.push(machines.map((one) => one.machineId));
        if (!answers) throw new Error('gone');
        return { machines: machines.map(({ machineId }) => ({ machineId, state: State.VERIFIED })) };
      },
    });
  });
  const keeper = new RecognitionKeeper(clients);
  return { keeper, questions, fails: () => (answers = false), works: () => (answers = true) };
}

const pc = (machineId: string, ...record: number[]) =>
  create(MachineSchema, { machineId, signedRecord: new Uint8Array(record) });

describe('what is known of the PCs', () => {
  it('is asked once for each record that the relay shows', async () => {
    const { keeper, questions } = keeping();
    await keeper.check([pc('a', 1), pc('b')]);
    await keeper.check([pc('a', 1), pc('b')]);
    await keeper.check([pc('a', 1), pc('b', 2)]);
    await keeper.check([pc('a', 1), pc('b', 2)], true);
    expect(questions).toEqual([['a', 'b'], ['b'], ['a', 'b']]);
    expect(keeper.state.get().get('b')?.state).toBe(State.VERIFIED);
  });

  it('is asked in pieces that the console takes', async () => {
    const { keeper, questions } = keeping();
    await keeper.check(Array.from({ length: 401 }, (_, at) => pc(`m${at}`)));
    expect(questions.map((one) => one.length)).toEqual([200, 200, 1]);
    expect(keeper.state.get().size).toBe(401);
  });

  it('is asked again after a failure', async () => {
    const { keeper, questions, fails, works } = keeping();
    fails();
    await keeper.check([pc('a', 1)]);
    expect(keeper.state.get().size).toBe(0);
    works();
    await keeper.check([pc('a', 1)]);
    expect(questions).toEqual([['a'], ['a']]);
    expect(keeper.state.get().size).toBe(1);
  });
});
