import encodeQR from 'qr';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Camera } from './camera';
import type { Picture } from './qr_reader';

class Track {
  stopped = false;
  stop(): void {
    this.stopped = true;
  }
}

const video = {} as HTMLVideoElement;
let tracks: Track[];
let asked: Array<{ give: () => void; refuse: (name: string) => void }>;

function pictureOf(text: string): Picture {
  const code = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const side = code.length * 4;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let at = 0; at < side * side; at++) {
    if (code[Math.floor(at / side / 4)]![Math.floor((at % side) / 4)]) data.fill(0, at * 4, at * 4 + 3);
  }
  return { width: side, height: side, data };
}

beforeEach(() => {
  vi.useFakeTimers();
  tracks = [];
  asked = [];
  const getUserMedia = () =>
    new Promise((give, refuse) => {
      asked.push({
        give: () => {
          const track = new Track();
          tracks.push(track);
          give({ getTracks: () => [track] });
        },
        refuse: (name) => refuse(new DOMException('', name)),
      });
    });
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the camera', () => {
  it('tells each text once, until it sees another', async () => {
    const texts: string[] = [];
    let seen: Picture | undefined = pictureOf('one');
    const camera = new Camera((text) => texts.push(text), () => seen);
    const opening = camera.open();
    expect(camera.sight.get()).toBe('asking');
    asked[0]!.give();
    await opening;
    expect(camera.sight.get()).toBe('looking');
    camera.look(video);
    vi.advanceTimersByTime(1000);
    seen = pictureOf('two');
    vi.advanceTimersByTime(400);
    expect(texts).toEqual(['one', 'two']);
    camera.close();
    seen = pictureOf('three');
    vi.advanceTimersByTime(1000);
    expect(texts).toEqual(['one', 'two']);
  });

  it('says when it has found nothing for a while', async () => {
    const camera = new Camera(() => {}, () => undefined);
    const opening = camera.open();
    asked[0]!.give();
    await opening;
    camera.look(video);
    vi.advanceTimersByTime(14_000);
    expect(camera.sight.get()).toBe('looking');
    vi.advanceTimersByTime(2_000);
    expect(camera.sight.get()).toBe('searching');
  });

  it('goes out when it is closed, and when it comes on after one has left', async () => {
    const camera = new Camera(() => {}, () => undefined);
    const opening = camera.open();
    asked[0]!.give();
    await opening;
    camera.close();
    expect(tracks.map((one) => one.stopped)).toEqual([true]);
    const late = camera.open();
    camera.close();
    asked[1]!.give();
    await late;
    expect(tracks.map((one) => one.stopped)).toEqual([true, true]);
    expect(camera.sight.get()).toBe('off');
  });

  it.each([
    ['NotAllowedError', 'refused'],
    ['NotFoundError', 'none'],
    ['NotReadableError', 'busy'],
  ])('tells %s as %s', async (name, sight) => {
    const camera = new Camera(() => {}, () => undefined);
    const opening = camera.open();
    asked[0]!.refuse(name);
    await opening;
    expect(camera.sight.get()).toBe(sight);
  });

  it('is none where the browser knows of none', async () => {
    vi.stubGlobal('navigator', {});
    const camera = new Camera(() => {}, () => undefined);
    await camera.open();
    expect(camera.sight.get()).toBe('none');
  });
});
