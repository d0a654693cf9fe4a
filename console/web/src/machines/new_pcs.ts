// The PCs that asked with a code and wait: asked for again and again while the page shows them.
import type { NewMachine } from '../gen/maintendue/local/v1/console_pb';
import { Store } from '../ui/store';
import type { Clients } from '../wire/clients';
import { failureOf, type ErrorName } from '../wire/failure';

const againMs = 10_000;

export interface NewPcsState {
  waiting: readonly NewMachine[];
  // Why the last question was not answered.
  failure: ErrorName | undefined;
}

export class NewPcs {
  readonly state = new Store<NewPcsState>({ waiting: [], failure: undefined });
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly clients: Pick<Clients, 'console'>) {}

  // Answers the way to stop.
  follow(): () => void {
    void this.load();
    this.timer = setInterval(() => void this.load(), againMs);
    return () => clearInterval(this.timer);
  }

  async load(): Promise<void> {
    try {
      const { machines } = await this.clients.console.listNewMachines({});
      this.state.set({ waiting: machines, failure: undefined });
    } catch (error) {
      this.state.set({ ...this.state.get(), failure: failureOf(error) });
    }
  }

  // One that somebody else has judged meanwhile is gone from the list.
  async admit({ keyHash }: NewMachine, admit: boolean): Promise<void> {
    try {
      const { machines } = await this.clients.console.admitMachine({ keyHash, admit });
      this.state.set({ waiting: machines, failure: undefined });
    } catch (error) {
      const why = failureOf(error);
      if (why === 'not_found') await this.load();
      else this.state.set({ ...this.state.get(), failure: why });
    }
  }
}
