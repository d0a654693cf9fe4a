// Several tabs of one browser, each with its feed, over one line of events.
import { Code, ConnectError } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeRelay, machine } from '../../tests/support/relay';
import { FakeTabs } from '../../tests/support/tabs';
import { Feed, silenceMs } from './feed';
import { browserTabs } from './shared_line';

let relay: FakeRelay;
let browser: FakeTabs;
let tabs: Feed[];

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const shown = () => tabs.map((tab) => tab.state.get().machines?.map((one) => one.machineId));
const lines = () => tabs.map((tab) => tab.state.get().line);

async function openTab(): Promise<Feed> {
  const tab = new Feed(relay.clients(), () => {}, browser);
  tabs.push(tab);
  void tab.run();
  await settle();
  return tab;
}

async function closeTab(index: number): Promise<void> {
  tabs.splice(index, 1)[0]!.stop();
  await settle();
}

beforeEach(async () => {
  vi.useFakeTimers();
  relay = new FakeRelay();
  browser = new FakeTabs();
  tabs = [];
  for (let tab = 0; tab < 8; tab++) await openTab();
});

afterEach(() => {
  tabs.forEach((tab) => tab.stop());
  vi.useRealTimers();
});

describe('eight tabs', () => {
  it('are all live over one line', async () => {
    expect([relay.open, relay.lines]).toEqual([1, 1]);
    expect(lines()).toEqual(Array(8).fill('live'));
    relay.tell(machine('b'));
    await settle();
    expect(shown()).toEqual(Array(8).fill(['b', 'a']));
  });

  it('all hear of a session', async () => {
    const heard: bigint[] = [];
    tabs.forEach((tab) => tab.readSessions((record) => heard.push(record.sessionId)));
    relay.tell({ case: 'session', value: { sessionId: 7n } });
    await settle();
    expect(heard).toEqual(Array(8).fill(7n));
  });

  it('stay live one after the other as those before them are closed, and list again', async () => {
    for (let left = 7; left > 0; left--) {
      relay.listed = ['a', `after-${left}`];
      await closeTab(0);
      expect([relay.open, relay.lines]).toEqual([1, 9 - left]);
      expect(lines()).toEqual(Array(left).fill('live'));
      expect(shown()).toEqual(Array(left).fill(['a', `after-${left}`]));
    }
    await closeTab(0);
    expect(relay.open).toBe(0);
  });

  it('do not notice that a listener is closed', async () => {
    await closeTab(3);
    expect([relay.open, relay.lines]).toEqual([1, 1]);
    relay.tell(machine('b'));
    await settle();
    expect(shown()).toEqual(Array(7).fill(['b', 'a']));
  });

  it('all say that the line broke, try again one at a time, and are all live again', async () => {
    relay.list = () => Promise.reject(new ConnectError('relay_unreachable', Code.Unavailable));
    relay.tell(new ConnectError('relay_unreachable', Code.Unavailable));
    await settle();
    expect(lines()).toEqual(Array(8).fill('broken'));
    expect(tabs.map((tab) => tab.state.get().why)).toEqual(Array(8).fill('relay_unreachable'));
    relay.list = () => Promise.resolve();
    await settle(1_000);
    expect(lines()).toEqual(Array(8).fill('live'));
    expect(relay.open).toBe(1);
  });

  it('live by the same heartbeats', async () => {
    await settle(silenceMs - 1);
    relay.tell({ case: 'heartbeat', value: {} });
    await settle(silenceMs - 1);
    expect(lines()).toEqual(Array(8).fill('live'));
    expect(relay.lines).toBe(1);
    // Whoever read the silent line lets go, and the next one opens another.
    await settle(1);
    expect(tabs[0]!.state.get()).toMatchObject({ line: 'broken', why: 'relay_unreachable' });
    expect([relay.open, relay.lines]).toEqual([1, 2]);
    await settle(1_000);
    expect(lines()).toEqual(Array(8).fill('live'));
    expect(relay.open).toBe(1);
  });

  it('go on without the one that could not list', async () => {
    relay.list = () => Promise.reject(new ConnectError('not_allowed', Code.PermissionDenied));
    await closeTab(0);
    relay.list = () => Promise.resolve();
    await settle(1_000);
    expect(lines()).toEqual(Array(7).fill('live'));
    expect(relay.open).toBe(1);
  });
});

describe('a browser without locks', () => {
  it('reads in every tab for itself', async () => {
    expect('locks' in navigator).toBe(false);
    const held = vi.fn().mockResolvedValue(undefined);
    await browserTabs.lock('line', new AbortController().signal, held);
    expect(held).toHaveBeenCalledOnce();
  });
});
