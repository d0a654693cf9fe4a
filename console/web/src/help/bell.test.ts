import { beforeEach, describe, expect, it, vi } from 'vitest';
import { speak } from '../words/words';
import { bell, ring, soundAlone, turnBell } from './bell';

const starts = vi.fn();
const asked = vi.fn();
const messages: { title: string; closed: boolean; onclick?: () => void }[] = [];

class FakeAudio {
  currentTime = 0;
  destination = {};
  resume = () => Promise.resolve();
  createOscillator = () => ({ frequency: { value: 0 }, connect: (to: unknown) => to, start: starts, stop() {} });
  createGain = () => ({
    gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} },
    connect: (to: unknown) => to,
  });
}

class FakeNotification {
  static permission: NotificationPermission = 'default';
  static requestPermission = () => {
    asked();
    FakeNotification.permission = 'granted';
    return Promise.resolve(FakeNotification.permission);
  };
  closed = false;
  onclick?: () => void;
  constructor(readonly title: string) {
    messages.push(this);
  }
  close() {
    this.closed = true;
  }
}

beforeEach(() => {
  speak('fr');
  localStorage.removeItem('maintendue.help_bell');
  bell.set(false);
  vi.stubGlobal('AudioContext', FakeAudio);
  vi.stubGlobal('Notification', FakeNotification);
  FakeNotification.permission = 'default';
  messages.length = 0;
  starts.mockClear();
  asked.mockClear();
});

const settled = () => new Promise((resume) => setTimeout(resume));

describe('the bell', () => {
  it('is silent, and asks nothing, until it was turned on', async () => {
    await ring();
    await settled();
    expect(starts).not.toHaveBeenCalled();
    expect(messages).toEqual([]);
    expect(asked).not.toHaveBeenCalled();
  });

  it('is heard when it is turned on, asks for the messages then, and is remembered', async () => {
    await turnBell(true);
    await settled();
    expect(starts).toHaveBeenCalledTimes(2);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(localStorage.getItem('maintendue.help_bell')).toBe('on');
    await turnBell(false);
    expect(localStorage.getItem('maintendue.help_bell')).toBe('off');
    starts.mockClear();
    await ring();
    await settled();
    expect(starts).not.toHaveBeenCalled();
  });

  it('rings with a message that names nobody, one at a time, and leads to the requests', async () => {
    await turnBell(true);
    await ring();
    await ring();
    expect(messages.map((one) => one.title)).toEqual([
      'Une famille demande de l’aide',
      'Une famille demande de l’aide',
    ]);
    expect(messages.map((one) => one.closed)).toEqual([true, false]);
    vi.spyOn(window, 'focus').mockImplementation(() => {});
    messages[1]!.onclick!();
    expect(location.hash).toBe('#/help');
    expect(messages[1]!.closed).toBe(true);
  });

  it('has the sound alone where messages are refused', async () => {
    bell.set(true);
    FakeNotification.permission = 'denied';
    expect(soundAlone()).toBe(true);
    await ring();
    await settled();
    expect(starts).toHaveBeenCalledTimes(2);
    expect(messages).toEqual([]);
  });
});
