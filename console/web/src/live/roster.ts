// The roster as the console on this PC knows it: asked when the desk opens, and again whenever events say
// that something in it changed.
import type { RosterView } from '../gen/maintendue/local/v1/console_pb';
import { Store } from '../ui/store';
import type { Clients } from '../wire/clients';
import { failureOf, type ErrorName } from '../wire/failure';

// The relay tells pages and console at the same moment; the console then takes in and checks what is new.
export const onceMoreMs = 3_000;

export interface RosterState {
  // Kept, though it may be old, when a later question is not answered.
  roster: RosterView | undefined;
  // Why the last question was not answered.
  failure: ErrorName | undefined;
}

export class RosterKeeper {
  readonly state = new Store<RosterState>({ roster: undefined, failure: undefined });
  private timer: ReturnType<typeof setTimeout> | undefined;
  // Answers come in the order of the questions, or not at all.
  private asked = 0;

  constructor(private readonly clients: Pick<Clients, 'console'>) {}

  async load(): Promise<void> {
    const turn = ++this.asked;
    try {
      const roster = await this.clients.console.getRoster({});
      if (turn === this.asked) this.state.set({ roster, failure: undefined });
    } catch (error) {
      if (turn === this.asked) this.state.set({ ...this.state.get(), failure: failureOf(error) });
    }
  }

  // Something changed: asked at once, and once more when the console had the time to hear of it too.
  hear(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.load(), onceMoreMs);
    void this.load();
  }

  // A roster that came as the answer to something else: a change, a suspension.
  learn(roster: RosterView): void {
    ++this.asked;
    this.state.set({ roster, failure: undefined });
  }

  async markRead(): Promise<void> {
    this.learn(await this.clients.console.markRosterRead({ version: this.state.get().roster?.version ?? 0n }));
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
