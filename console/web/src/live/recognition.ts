// Whether each PC is known to be the family's own, as the console on this PC says: the records that the relay
// shows are handed back to it, for it alone can check them.
import type { MachineStanding } from '../gen/maintendue/local/v1/console_pb';
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import { Store } from '../ui/store';
import type { Clients } from '../wire/clients';

const mostAtOnce = 200; // console.proto

export type Standings = ReadonlyMap<string, MachineStanding>;

export class RecognitionKeeper {
  // By machine id; a PC that is not there yet is not known to be anything.
  readonly state = new Store<Standings>(new Map());
  // The record that was shown when its standing was last asked for.
  private readonly asked = new Map<string, string>();

  constructor(private readonly clients: Pick<Clients, 'console'>) {}

  // Those whose record is another than before, or all of them.
  async check(machines: readonly Machine[], all = false): Promise<void> {
    const news = machines.filter((one) => all || this.asked.get(one.machineId) !== shown(one));
    for (let at = 0; at < news.length; at += mostAtOnce) {
      await this.ask(news.slice(at, at + mostAtOnce));
    }
  }

  private async ask(machines: readonly Machine[]): Promise<void> {
    for (const one of machines) this.asked.set(one.machineId, shown(one));
    try {
      const answer = await this.clients.console.checkMachines({
        machines: machines.map(({ machineId, signedRecord }) => ({ machineId, signedRecord })),
      });
      const next = new Map(this.state.get());
      for (const one of answer.machines) next.set(one.machineId, one);
      this.state.set(next);
    } catch {
      // Asked again with the next news; until then nothing can be begun on them.
      for (const one of machines) this.asked.delete(one.machineId);
    }
  }
}

function shown(machine: Machine): string {
  return String.fromCharCode(...machine.signedRecord);
}
