// A relay whose events are told by hand, one line at a time.
import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { ConnectError, createClient, createRouterTransport } from '@connectrpc/connect';
import { Events, EventSchema } from '../../src/gen/maintendue/v1/events_pb';
import { Fleet, MachineSchema } from '../../src/gen/maintendue/v1/fleet_pb';

export const machine = (machineId: string, online = true) =>
  ({ case: 'machine', value: create(MachineSchema, { machineId, online }) }) as const;

export class FakeRelay {
  lines = 0; // opened so far
  open = 0; // at this moment
  listed = ['a'];
  list: () => Promise<void> = () => Promise.resolve();
  private queue: (MessageInitShape<typeof EventSchema>['event'] | ConnectError | 'end')[] = [];
  private wake: () => void = () => {};

  tell(...events: typeof this.queue): void {
    this.queue.push(...events);
    this.wake();
  }

  clients() {
    const transport = createRouterTransport(({ service }) => {
      service(Events, { watch: (_, context) => this.watch(context.signal) });
      service(Fleet, {
        listMachines: async () => {
          await this.list();
          return { machines: this.listed.map((machineId) => ({ machineId })) };
        },
      });
    });
    return { events: createClient(Events, transport), fleet: createClient(Fleet, transport) };
  }

  private async *watch(signal: AbortSignal) {
    this.lines++;
    this.open++;
    this.queue = [];
    try {
      yield create(EventSchema, { event: { case: 'ready', value: {} } });
      while (!signal.aborted) {
        const next = this.queue.shift();
        if (next === 'end') return;
        if (next instanceof ConnectError) throw next;
        if (next) yield create(EventSchema, { event: next });
        else {
          await new Promise<void>((resume) => {
            this.wake = resume;
            signal.addEventListener('abort', () => resume(), { once: true });
          });
        }
      }
    } finally {
      this.open--;
    }
  }
}
