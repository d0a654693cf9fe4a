// The families' requests for help as the console on this PC believes them: asked each time the line to the relay
// opens, and again whenever events say that something in them changed.
import type { MessageInitShape } from '@bufbuild/protobuf';
import type { AnswerHelpRequestSchema, HelpCall } from '../gen/maintendue/local/v1/console_pb';
import { Store } from '../ui/store';
import type { Clients } from '../wire/clients';
import { failureOf, type ErrorName } from '../wire/failure';

// What comes in so short a time is asked for once.
export const togetherMs = 150;

export interface HelpState {
  // Open ones first, longest waiting first. Undefined until they came; kept, though they may be old, when a later
  // question is not answered.
  calls: HelpCall[] | undefined;
  // There are others.
  more: boolean;
  // Why the last question was not answered.
  failure: ErrorName | undefined;
}

// Nobody has answered this family yet.
export function waits(call: HelpCall): boolean {
  return !call.ended && !call.reply;
}

export class HelpKeeper {
  readonly state = new Store<HelpState>({ calls: undefined, more: false, failure: undefined });
  private readonly readers = new Set<() => void>();
  // Every request that was ever shown here.
  private known: Set<string> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  // Answers come in the order of the questions, or not at all.
  private asked = 0;

  constructor(private readonly clients: Pick<Clients, 'console'>) {}

  // Told when a family waits that did not the last time, never of those that the first list brings. Answers the
  // way to stop reading.
  readNew(reader: () => void): () => void {
    this.readers.add(reader);
    return () => void this.readers.delete(reader);
  }

  async load(): Promise<void> {
    const turn = ++this.asked;
    try {
      const { calls, more } = await this.clients.console.listHelp({});
      if (turn === this.asked) this.show({ calls, more, failure: undefined });
    } catch (error) {
      if (turn === this.asked) this.state.set({ ...this.state.get(), failure: failureOf(error) });
    }
  }

  // Something changed: it is asked for in a moment, with what else changes until then.
  hear(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.load();
    }, togetherMs);
  }

  // Throws why not. What the request is then stands in the list at once.
  async answer(what: MessageInitShape<typeof AnswerHelpRequestSchema>): Promise<void> {
    const call = await this.clients.console.answerHelp(what);
    // A list that is on its way may be older than this.
    ++this.asked;
    const state = this.state.get();
    const calls = state.calls?.map((one) => (sameRequest(one, call) ? call : one));
    this.state.set({ ...state, calls });
    this.hear();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private show(state: HelpState): void {
    const calls = state.calls ?? [];
    const before = this.known;
    const came = before && calls.some((call) => waits(call) && !before.has(idOf(call)));
    this.known = new Set([...(before ?? []), ...calls.map(idOf)]);
    this.state.set(state);
    if (came) for (const read of this.readers) read();
  }
}

export function idOf(call: HelpCall): string {
  return `${call.machineId}/${call.request?.helpId}`;
}

function sameRequest(a: HelpCall, b: HelpCall): boolean {
  return idOf(a) === idOf(b);
}
