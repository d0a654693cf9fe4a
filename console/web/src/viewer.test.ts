// noVNC itself, over a channel of ours: the server's side of the protocol is written out here, and what
// noVNC sends is read byte by byte. Drawing is the browser's and is left out.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PictureChannel } from './assist/picture_channel';
import { showPicture, type Viewer } from './viewer';

// noVNC keeps the console it finds when it is loaded, and says there what these tests break on purpose.
vi.hoisted(() => {
  console.error = () => {};
});

let sent: number[][];
let received: number;
let events: string[];
let channel: PictureChannel;
let target: HTMLElement;
let viewer: Viewer;

const pause = () => new Promise<void>((resume) => setTimeout(resume));

// The whole opening of a session without security, a screen of 4 by 3.
const opening = [
  ...new TextEncoder().encode('RFB 003.008\n'),
  ...[1, 1],
  ...[0, 0, 0, 0],
  ...[0, 4, 0, 3, 32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0, 0, 0, 0, 1, 65],
];

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal('ImageData', class {});
  vi.stubGlobal('isSecureContext', true);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(anything());
  vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:,');
  sent = [];
  received = 0;
  events = [];
  channel = new PictureChannel(
    (bytes) => sent.push([...bytes]),
    (total) => (received = total),
  );
  target = document.body.appendChild(document.createElement('div'));
  viewer = showPicture(target, channel, {
    connected: () => events.push('connected'),
    broke: () => events.push('broke'),
    clipboard: (text) => events.push(`clipboard ${text}`),
  });
});

afterEach(async () => {
  viewer.stop();
  await pause();
  target.remove();
  vi.unstubAllGlobals();
});

// A drawing context that takes every call.
function anything(): never {
  const context: unknown = new Proxy(() => context, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => 0 : context),
    set: () => true,
    apply: () => context,
  });
  return context as never;
}

async function connect(): Promise<void> {
  for (const byte of opening) channel.take(new Uint8Array([byte]));
  await pause();
  sent = [];
}

describe('the viewer', () => {
  it('opens the picture though its bytes come one at a time, and tells each as received', async () => {
    for (const byte of opening) channel.take(new Uint8Array([byte]));
    await pause();
    expect(events).toEqual(['connected']);
    expect(received).toBe(opening.length);
    const said = sent.flat();
    expect(new TextDecoder().decode(new Uint8Array(said.slice(0, 12)))).toBe('RFB 003.008\n');
    expect(said.slice(12, 14)).toEqual([1, 1]); // no security, and the screen is shared
  });

  it('sends no key, no pointer and no clipboard before it is allowed', async () => {
    await connect();
    viewer.sendKey(0x61, true);
    viewer.sendClipboard('secret');
    target.querySelector('canvas')!.dispatchEvent(new MouseEvent('mousemove', { clientX: 1 }));
    await pause();
    expect(sent).toEqual([]);
  });

  it('sends keys by keysym once it is allowed, and no more when it no longer is', async () => {
    await connect();
    viewer.allowInput(true);
    viewer.sendKey(0x010020ac, true);
    expect(sent.flat()).toEqual([4, 1, 0, 0, 0x01, 0x00, 0x20, 0xac]);
    sent = [];
    viewer.allowInput(false);
    viewer.sendKey(0x61, true);
    expect(sent).toEqual([]);
  });

  it('never takes the keyboard for itself', async () => {
    await connect();
    viewer.allowInput(true);
    const canvas = target.querySelector('canvas')!;
    canvas.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }));
    expect(document.activeElement).not.toBe(canvas);
  });

  it('hands over text from the clipboard of the PC', async () => {
    await connect();
    viewer.allowInput(true);
    channel.take(new Uint8Array([3, 0, 0, 0, 0, 0, 0, 2, 0xe9, 0x21]));
    expect(events).toContain('clipboard é!');
  });

  it('tells when the picture breaks, and not when it is stopped', async () => {
    await connect();
    viewer.stop();
    await pause();
    expect(events).toEqual(['connected']);
  });

  it('breaks on bytes that are no picture', async () => {
    await connect();
    channel.take(new Uint8Array([200]));
    await pause();
    expect(events).toEqual(['connected', 'broke']);
  });

  it('breaks on a pointer that cannot be drawn, which noVNC does not catch', async () => {
    await connect();
    const full = class {
      constructor() {
        throw new RangeError('no memory for this');
      }
    };
    vi.stubGlobal('ImageData', full);
    const shape = [0, 0, 0, 0, 0, 1, 0, 1, 0xff, 0xff, 0xff, 0x11, 9, 9, 9, 9, 0x80];
    channel.take(new Uint8Array([0, 0, 0, 1, ...shape]));
    await pause();
    expect(events).toEqual(['connected', 'broke']);
  });

  it('can be scrolled by keyboard when it is not scaled', async () => {
    await connect();
    viewer.fit(false);
    expect((target.firstElementChild as HTMLElement).tabIndex).toBe(0);
    viewer.fit(true);
    expect((target.firstElementChild as HTMLElement).tabIndex).toBe(-1);
  });
});
