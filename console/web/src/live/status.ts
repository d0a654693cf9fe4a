// What the console says of itself: who is signed in, how the relay is. It tells nothing on its own, so it
// is asked: often while something is amiss, seldom when all is well.
import type { Status } from '../gen/maintendue/local/v1/console_pb';
import { RelayState } from '../gen/maintendue/local/v1/console_pb';
import { Store } from '../ui/store';
import type { Clients } from '../wire/clients';
import { failureOf, type ErrorName } from '../wire/failure';

const calmMs = 15_000;
const amissMs = 2_000;

export interface StatusState {
  status: Status | undefined;
  // Why the last question was not answered.
  failure: ErrorName | undefined;
}

export class StatusKeeper {
  readonly state = new Store<StatusState>({ status: undefined, failure: undefined });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  // Answers come in the order of the questions, or not at all.
  private asked = 0;

  constructor(private readonly clients: Pick<Clients, 'console'>) {}

  async refresh(): Promise<void> {
    const turn = ++this.asked;
    clearTimeout(this.timer);
    try {
      const status = await this.clients.console.getStatus({});
      if (turn === this.asked) this.state.set({ status, failure: undefined });
    } catch (error) {
      if (turn === this.asked) this.state.set({ ...this.state.get(), failure: failureOf(error) });
    }
    if (turn === this.asked) this.again();
  }

  // A status that came as the answer to something else (sign in, sign out).
  learn(status: Status): void {
    ++this.asked;
    this.state.set({ status, failure: undefined });
    this.again();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private again(): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    const { status, failure } = this.state.get();
    const calm = !failure && (!status?.signedIn || status.relay === RelayState.CONNECTED);
    this.timer = setTimeout(() => void this.refresh(), calm ? calmMs : amissMs);
  }
}
