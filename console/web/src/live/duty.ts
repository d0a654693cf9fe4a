// Whether this mediator stands in for her colleagues: she may help at their PCs until then. The relay is asked
// when the desk opens, for it may have been said elsewhere, and by whoever says so here.
import type { DutyReason } from '../gen/maintendue/v1/duties_pb';
import { Store } from '../ui/store';
import type { Clients } from '../wire/clients';

export class DutyKeeper {
  // By this PC's clock, in milliseconds since 1970; 0: not on duty.
  readonly untilMs = new Store(0);
  // Answers come in the order of the questions, or not at all.
  private asked = 0;

  constructor(private readonly clients: Pick<Clients, 'duties'>) {}

  async load(): Promise<void> {
    const turn = ++this.asked;
    try {
      const { forMs } = await this.clients.duties.getDuty({});
      if (turn === this.asked) this.learn(forMs);
    } catch {
      // Then she says so again, if it matters.
    }
  }

  async begin(reason: DutyReason): Promise<void> {
    ++this.asked;
    this.learn((await this.clients.duties.beginDuty({ reason })).forMs);
  }

  async end(): Promise<void> {
    ++this.asked;
    await this.clients.duties.endDuty({});
    this.learn(0);
  }

  private learn(forMs: number): void {
    this.untilMs.set(forMs > 0 ? Date.now() + forMs : 0);
  }
}
