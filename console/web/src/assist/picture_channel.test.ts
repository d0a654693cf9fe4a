import { beforeEach, describe, expect, it } from 'vitest';
import { PictureChannel } from './picture_channel';

const pause = () => new Promise<void>((resume) => queueMicrotask(resume));

let told: number[];
let handed: number[];
let channel: PictureChannel;

beforeEach(() => {
  told = [];
  handed = [];
  channel = new PictureChannel(
    () => {},
    (total) => told.push(total),
  );
});

function listen(): void {
  channel.onmessage = ({ data }) => handed.push(data.length);
}

describe('what is told as received', () => {
  it('is told at each pause, as a running total', async () => {
    listen();
    channel.take(new Uint8Array(100));
    channel.take(new Uint8Array(50));
    expect(told).toEqual([]);
    await pause();
    expect(told).toEqual([150]);
    channel.take(new Uint8Array(1));
    await pause();
    expect(told).toEqual([150, 151]);
  });

  it('is told at once each 16 KiB, without waiting for a pause', () => {
    listen();
    for (let n = 0; n < 5; n++) channel.take(new Uint8Array(8 * 1024));
    expect(told).toEqual([16 * 1024, 32 * 1024]);
  });

  it('is told once: a pause after a total that is already told says nothing', async () => {
    listen();
    channel.take(new Uint8Array(16 * 1024));
    await pause();
    expect(told).toEqual([16 * 1024]);
  });

  it('counts only what was handed over', async () => {
    channel.take(new Uint8Array(40_000));
    await pause();
    expect(told).toEqual([]);
    listen();
    await pause();
    expect(handed).toEqual([12, 39_988]);
    expect(told).toEqual([40_000]);
  });
});

describe('the channel noVNC is given', () => {
  it('hands the version over alone, however the greeting was cut', () => {
    listen();
    for (const length of [5, 20, 30]) channel.take(new Uint8Array(length));
    expect(handed).toEqual([5, 7, 13, 30]);
  });

  it('has every name noVNC asks for on the object itself', () => {
    const names = [
      ...Object.keys(channel),
      ...Object.getOwnPropertyNames(Object.getPrototypeOf(channel)),
    ];
    const asked = [
      'send',
      'close',
      'binaryType',
      'onerror',
      'onmessage',
      'onopen',
      'protocol',
      'readyState',
    ];
    for (const name of asked) expect(names).toContain(name);
  });

  it('keeps the order of what came before anybody listened', async () => {
    channel.take(new Uint8Array(1));
    channel.take(new Uint8Array(2));
    listen();
    channel.take(new Uint8Array(3));
    await pause();
    expect(handed).toEqual([1, 2, 3]);
  });

  it('is silent once closed, and says so once', async () => {
    listen();
    let closed = 0;
    channel.onclose = () => closed++;
    channel.close();
    channel.close();
    channel.take(new Uint8Array(5));
    await pause();
    expect({ handed, closed, state: channel.readyState }).toEqual({
      handed: [],
      closed: 1,
      state: 'closed',
    });
  });
});
