// A very small RFB server: a painted desktop with something that moves, and an ear for keys, pointer and
// clipboard. Bytes in, bytes out.
const width = 1366;
const height = 768;
const tight = 7;

type Colour = readonly [number, number, number];

export interface Heard {
  keys: { keysym: number; down: boolean }[];
  pointers: number;
  clipboard: string[];
}

export class Desktop {
  readonly heard: Heard = { keys: [], pointers: 0, clipboard: [] };
  private pending = Buffer.alloc(0);
  private stage: 'version' | 'security' | 'init' | 'running' = 'version';
  private ticks = 0;

  constructor(private readonly send: (bytes: Buffer) => void) {
    send(Buffer.from('RFB 003.008\n'));
  }

  take(bytes: Uint8Array): void {
    this.pending = Buffer.concat([this.pending, bytes]);
    for (let used = this.step(); used > 0; used = this.step()) {
      this.pending = this.pending.subarray(used);
    }
  }

  // Text from the PC's clipboard, in the plain form.
  copied(text: string): void {
    const bytes = Buffer.from(text, 'latin1');
    const head = Buffer.alloc(8);
    head[0] = 3;
    head.writeUInt32BE(bytes.length, 4);
    this.send(Buffer.concat([head, bytes]));
  }

  // The next picture of what moves.
  tick(): void {
    if (this.stage !== 'running') return;
    const before = this.ballAt(this.ticks);
    const after = this.ballAt(++this.ticks);
    this.update([
      [before, 520, 40, 40, [250, 250, 247]],
      [after, 520, 40, 40, [11, 107, 104]],
    ]);
  }

  private ballAt(ticks: number): number {
    return 640 + ((ticks * 24) % 480);
  }

  // Handles one message; answers how many bytes it took, 0 for not enough.
  private step(): number {
    const { pending } = this;
    if (this.stage === 'version') return this.advance(12, 'security', Buffer.from([1, 1]));
    if (this.stage === 'security') return this.advance(1, 'init', Buffer.alloc(4));
    if (this.stage === 'init') return this.advance(1, 'running', serverInit());
    switch (pending[0]) {
      case 0:
        return this.have(20);
      case 2:
        return pending.length < 4 ? 0 : this.have(4 + 4 * pending.readUInt16BE(2));
      case 3:
        return this.asked();
      case 4:
        if (pending.length < 8) return 0;
        this.heard.keys.push({ keysym: pending.readUInt32BE(4), down: pending[1] === 1 });
        return 8;
      case 5:
        if (pending.length < 6) return 0;
        this.heard.pointers++;
        return 6;
      case 6:
        return this.pasted();
      default:
        return 0;
    }
  }

  private have(count: number): number {
    return this.pending.length < count ? 0 : count;
  }

  private advance(count: number, next: Desktop['stage'], answer: Buffer): number {
    if (this.pending.length < count) return 0;
    this.stage = next;
    this.send(answer);
    return count;
  }

  private asked(): number {
    if (this.pending.length < 10) return 0;
    if (this.pending[1] === 0) this.update(painting);
    return 10;
  }

  private pasted(): number {
    if (this.pending.length < 8) return 0;
    const length = this.pending.readUInt32BE(4);
    if (this.pending.length < 8 + length) return 0;
    this.heard.clipboard.push(this.pending.subarray(8, 8 + length).toString('latin1'));
    return 8 + length;
  }

  private update(rectangles: readonly Rectangle[]): void {
    const head = Buffer.alloc(4);
    head.writeUInt16BE(rectangles.length, 2);
    this.send(Buffer.concat([head, ...rectangles.map(fill)]));
  }
}

type Rectangle = readonly [x: number, y: number, w: number, h: number, colour: Colour];

const icons: Rectangle[] = [0, 1, 2, 3, 4, 5].map((n) => [
  560 + n * 42,
  712,
  34,
  34,
  [34, 150, 200],
]);
const lines: Rectangle[] = [0, 1, 2, 3, 4, 5, 6].map((n) => [
  330,
  200 + n * 34,
  n % 3 === 2 ? 420 : 690,
  12,
  [176, 188, 186],
]);
const painting: Rectangle[] = [
  [0, 0, width, height, [38, 62, 84]],
  [0, 0, width, 28, [240, 240, 236]],
  [12, 7, 90, 14, [90, 104, 106]],
  [1230, 7, 120, 14, [90, 104, 106]],
  [44, 60, 56, 56, [214, 222, 226]],
  [44, 150, 56, 56, [86, 150, 214]],
  [290, 110, 800, 480, [250, 250, 247]],
  [290, 110, 800, 40, [70, 84, 88]],
  [304, 122, 180, 16, [210, 218, 216]],
  ...lines,
  [548, 700, 270, 58, [232, 234, 230]],
  ...icons,
];

function fill([x, y, w, h, colour]: Rectangle): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt16BE(x, 0);
  bytes.writeUInt16BE(y, 2);
  bytes.writeUInt16BE(w, 4);
  bytes.writeUInt16BE(h, 6);
  bytes.writeInt32BE(tight, 8);
  bytes[12] = 0x80; // one colour for the whole rectangle
  bytes.set(colour, 13);
  return bytes;
}

function serverInit(): Buffer {
  const name = Buffer.from('Bureau');
  const bytes = Buffer.alloc(24);
  bytes.writeUInt16BE(width, 0);
  bytes.writeUInt16BE(height, 2);
  bytes.set([32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0], 4);
  bytes.writeUInt32BE(name.length, 20);
  return Buffer.concat([bytes, name]);
}
