// Keeps the list of PCs true while somebody is signed in: follows Events.Watch, lists after `ready`, merges
// what follows, and begins again by itself when the line breaks or falls silent.
import type { Clients } from '../wire/clients';
import type { Event } from '../gen/maintendue/v1/events_pb';
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import type { SessionRecord } from '../gen/maintendue/v1/sessions_pb';
import { Store } from '../ui/store';
import { failureOf, type ErrorName } from '../wire/failure';
import { withMachine, withNews } from './merge';
import { Broken, browserTabs, SharedLine, type Tabs } from './shared_line';

// The relay beats every 20 s: two beats missed, and some, is a dead line.
export const silenceMs = 50_000;
const firstPauseMs = 1_000;
const longestPauseMs = 10_000;

export interface FleetState {
  line: 'opening' | 'live' | 'broken';
  why?: ErrorName;
  // Undefined until the first list has come; kept, and said to be old, while the line is broken.
  machines: Machine[] | undefined;
  // How often the line opened: a page with a list of its own asks again when it moves.
  opened: number;
}

export class Feed {
  readonly state = new Store<FleetState>({ line: 'opening', machines: undefined, opened: 0 });
  private readonly readers = new Set<(record: SessionRecord) => void>();
  private readonly rosterReaders = new Set<() => void>();
  private readonly helpReaders = new Set<() => void>();
  private news: Map<string, Machine> | undefined;
  private readonly stopped = new AbortController();
  private readonly line: SharedLine;

  constructor(
    private readonly clients: Pick<Clients, 'events' | 'fleet'>,
    private readonly onBroken: (why: ErrorName) => void,
    tabs: Tabs = browserTabs,
  ) {
    this.line = new SharedLine((signal) => clients.events.watch({}, { signal }), tabs);
  }

  // Answers the way to stop reading.
  readSessions(reader: (record: SessionRecord) => void): () => void {
    this.readers.add(reader);
    return () => void this.readers.delete(reader);
  }

  // Told that the roster changed, not how. Answers the way to stop.
  readRoster(reader: () => void): () => void {
    this.rosterReaders.add(reader);
    return () => void this.rosterReaders.delete(reader);
  }

  // Told that some family's request for help changed: what it is now, the console judges. Answers the way to stop.
  readHelp(reader: () => void): () => void {
    this.helpReaders.add(reader);
    return () => void this.helpReaders.delete(reader);
  }

  async run(): Promise<void> {
    let pauseMs = firstPauseMs;
    while (!this.stopped.signal.aborted) {
      const openedBefore = this.state.get().opened;
      const why = await this.follow();
      if (this.stopped.signal.aborted) return;
      if (this.state.get().opened > openedBefore) pauseMs = firstPauseMs;
      this.state.set({ ...this.state.get(), line: 'broken', why });
      this.onBroken(why);
      await this.pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }

  stop(): void {
    this.stopped.abort();
  }

  // One line, from its opening to its end; answers why it ended.
  private async follow(): Promise<ErrorName> {
    const line = new AbortController();
    const end = () => line.abort();
    this.stopped.signal.addEventListener('abort', end);
    const fallSilent = () => line.abort(new Broken('relay_unreachable'));
    let silence = setTimeout(fallSilent, silenceMs);
    try {
      await this.line.follow(line.signal, (event) => {
        clearTimeout(silence);
        silence = setTimeout(fallSilent, silenceMs);
        if (event.event.case === 'ready') void this.list(line);
        else this.take(event);
      });
      return 'peer_gone';
    } catch (error) {
      return error instanceof Broken ? error.why : failureOf(error);
    } finally {
      clearTimeout(silence);
      this.stopped.signal.removeEventListener('abort', end);
      line.abort();
    }
  }

  private async list(line: AbortController): Promise<void> {
    const news = new Map<string, Machine>();
    this.news = news;
    try {
      const { machines } = await this.clients.fleet.listMachines({}, { signal: line.signal });
      if (this.news !== news) return;
      this.news = undefined;
      const { opened } = this.state.get();
      this.state.set({ line: 'live', machines: withNews(machines, news), opened: opened + 1 });
    } catch (error) {
      // A line without its list is no line: begin again.
      line.abort(new Broken(failureOf(error)));
    }
  }

  private take({ event }: Event): void {
    if (event.case === 'session') {
      for (const read of this.readers) read(event.value);
      return;
    }
    if (event.case === 'roster') {
      for (const read of this.rosterReaders) read();
      return;
    }
    if (event.case === 'help') {
      for (const read of this.helpReaders) read();
      return;
    }
    if (event.case !== 'machine') return;
    this.news?.set(event.value.machineId, event.value);
    const state = this.state.get();
    if (!state.machines) return;
    this.state.set({ ...state, machines: withMachine(state.machines, event.value) });
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.stopped.signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.stopped.signal.addEventListener('abort', wake);
    });
  }
}
