// One line of events for all tabs of the browser. A browser keeps six connections to a server, and a line
// holds one of them for as long as it lasts: a line a tab would leave nothing for calls. So the tab that
// holds a lock reads the relay's events and reads them aloud, and the others listen. When the reader goes,
// the browser hands the lock to a listener, which opens a line of its own.
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { EventSchema, type Event } from '../gen/maintendue/v1/events_pb';
import { failureOf, type ErrorName } from '../wire/failure';

const name = 'maintendue.events';

// What one tab says to the others.
type Word =
  | { is: 'event'; bytes: Uint8Array }
  // The line has ended by itself.
  | { is: 'broken'; why: ErrorName }
  // A newcomer asks whether a line is open; the reader answers it alone.
  | { is: 'asked' | 'ready'; tab: string };

export interface Channel {
  onmessage: ((message: { data: Word }) => void) | null;
  postMessage(word: Word): void;
  close(): void;
}

// What of the browser is used here; tests bring their own.
export interface Tabs {
  channel(name: string): Channel;
  // Holds the lock, which one tab has at a time, until `hold` is done.
  lock(name: string, signal: AbortSignal, hold: () => Promise<void>): Promise<void>;
}

export const browserTabs: Tabs = {
  channel: (called) => new BroadcastChannel(called) as Channel,
  // A browser without locks reads in every tab, as if it were alone.
  lock: async (called, signal, hold) =>
    'locks' in navigator ? navigator.locks.request(called, { signal }, hold) : hold(),
};

// Why a line was broken by us, or by the tab that read it.
export class Broken {
  constructor(readonly why: ErrorName) {}
}

export class SharedLine {
  constructor(
    private readonly open: (signal: AbortSignal) => AsyncIterable<Event>,
    private readonly tabs: Tabs,
  ) {}

  // Hears one line, read here or in another tab, until it ends or `signal` ends it; throws why, if it did
  // not end well. Begins with `ready`, and again when another tab has taken over.
  async follow(signal: AbortSignal, hear: (event: Event) => void): Promise<void> {
    const channel = this.tabs.channel(name);
    const listening = new AbortController();
    const stop = () => listening.abort(signal.reason);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    try {
      this.listen(channel, listening, hear);
      await this.tabs.lock(name, listening.signal, () => this.readAloud(channel, signal, hear));
    } catch (error) {
      throw listening.signal.reason ?? error;
    } finally {
      signal.removeEventListener('abort', stop);
      channel.close();
    }
  }

  private listen(channel: Channel, listening: AbortController, hear: (event: Event) => void): void {
    const tab = crypto.randomUUID();
    channel.onmessage = ({ data }) => {
      if (data.is === 'event') hear(fromBinary(EventSchema, data.bytes));
      if (data.is === 'broken') listening.abort(new Broken(data.why));
      if (data.is === 'ready' && data.tab === tab) {
        hear(create(EventSchema, { event: { case: 'ready', value: {} } }));
      }
    };
    channel.postMessage({ is: 'asked', tab });
  }

  private async readAloud(
    channel: Channel,
    signal: AbortSignal,
    hear: (event: Event) => void,
  ): Promise<void> {
    let ready = false;
    channel.onmessage = ({ data }) => {
      if (data.is === 'asked' && ready) channel.postMessage({ is: 'ready', tab: data.tab });
    };
    try {
      for await (const event of this.open(signal)) {
        ready ||= event.event.case === 'ready';
        channel.postMessage({ is: 'event', bytes: toBinary(EventSchema, event) });
        hear(event);
      }
      if (!signal.aborted) channel.postMessage({ is: 'broken', why: 'peer_gone' });
    } catch (error) {
      // A tab that leaves breaks nothing for the others: the next one reads on.
      if (!signal.aborted) channel.postMessage({ is: 'broken', why: failureOf(error) });
      throw error;
    }
  }
}
