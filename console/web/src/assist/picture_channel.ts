// The picture's bytes as noVNC wants them: an object with the face of a WebSocket. What comes before
// noVNC listens is kept, and counts as received only when noVNC was really handed it.
import { Received } from './received';

// noVNC stops behind the greeting's version until more comes, even when more is there already: it is
// handed the version alone.
const versionBytes = 12;

type Handler<E> = ((event: E) => void) | null;

export class PictureChannel {
  // noVNC looks for these names on the object itself.
  binaryType = 'arraybuffer';
  protocol = '';
  readyState: 'open' | 'closed' = 'open';
  onopen: Handler<object> = null;
  onerror: Handler<object> = null;
  onclose: Handler<{ code: number; reason: string }> = null;
  private reader: Handler<{ data: Uint8Array }> = null;
  private waiting: Uint8Array[] = [];
  private readonly received: Received;

  constructor(
    private readonly sendBytes: (bytes: Uint8Array) => void,
    tellReceived: (total: number) => void,
  ) {
    this.received = new Received(tellReceived);
  }

  get onmessage(): Handler<{ data: Uint8Array }> {
    return this.reader;
  }

  set onmessage(reader: Handler<{ data: Uint8Array }>) {
    this.reader = reader;
    // Not at once: noVNC sets its handlers before it has finished building itself.
    if (reader && this.waiting.length > 0) queueMicrotask(() => this.handOver());
  }

  get receivedBytes(): number {
    return this.received.bytes;
  }

  take(bytes: Uint8Array): void {
    if (this.readyState === 'closed') return;
    this.waiting.push(bytes);
    this.handOver();
  }

  // noVNC sends views of a buffer that it uses again; framing copies them.
  send(bytes: Uint8Array): void {
    if (this.readyState === 'open') this.sendBytes(bytes);
  }

  close(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.waiting = [];
    queueMicrotask(() => this.onclose?.({ code: 1000, reason: '' }));
  }

  private handOver(): void {
    while (this.reader) {
      const next = this.waiting.shift();
      if (!next) return;
      const version = versionBytes - this.received.bytes;
      const data = version > 0 ? next.subarray(0, version) : next;
      if (data.length < next.length) this.waiting.unshift(next.subarray(data.length));
      try {
        this.reader({ data });
      } catch {
        // What noVNC cannot draw would leave a picture that stands still: it is told that the line is over.
        return this.close();
      }
      this.received.took(data.length);
    }
  }
}
