import { Code, ConnectError } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeRelay, machine } from '../../tests/support/relay';
import { FakeTabs } from '../../tests/support/tabs';
import type { ErrorName } from '../wire/failure';
import { Feed, silenceMs } from './feed';

let relay: FakeRelay;
let feed: Feed;
let broken: ErrorName[];

beforeEach(() => {
  vi.useFakeTimers();
  relay = new FakeRelay();
  broken = [];
  feed = new Feed(relay.clients(), (why) => broken.push(why), new FakeTabs());
  void feed.run();
});

afterEach(() => {
  feed.stop();
  vi.useRealTimers();
});

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const shown = () => feed.state.get().machines?.map((one) => one.machineId);

describe('the feed', () => {
  it('lists after ready, then follows what changes', async () => {
    await settle();
    expect(feed.state.get()).toMatchObject({ line: 'live', opened: 1 });
    expect(shown()).toEqual(['a']);
    relay.tell(machine('b'));
    await settle();
    expect(shown()).toEqual(['b', 'a']);
  });

  it('tells of a request for help that changed, until one stops reading', async () => {
    let heard = 0;
    const stop = feed.readHelp(() => heard++);
    await settle();
    relay.tell({ case: 'help', value: {} });
    await settle();
    expect(heard).toBe(1);
    stop();
    relay.tell({ case: 'help', value: {} });
    await settle();
    expect(heard).toBe(1);
  });

  it('hands sessions to those who read them, until they stop', async () => {
    const read: bigint[] = [];
    const stop = feed.readSessions((record) => read.push(record.sessionId));
    await settle();
    relay.tell({ case: 'session', value: { sessionId: 7n } });
    await settle();
    stop();
    relay.tell({ case: 'session', value: { sessionId: 8n } });
    await settle();
    expect(read).toEqual([7n]);
  });

  it('tells those who wait for it that the roster changed, until they stop', async () => {
    let told = 0;
    const stop = feed.readRoster(() => told++);
    await settle();
    relay.tell({ case: 'roster', value: {} });
    await settle();
    stop();
    relay.tell({ case: 'roster', value: {} });
    await settle();
    expect(told).toBe(1);
    expect(shown()).toEqual(['a']);
  });

  it('comes back by itself, and keeps what it knew meanwhile', async () => {
    await settle();
    relay.tell(new ConnectError('relay_unreachable', Code.Unavailable));
    await settle();
    expect(feed.state.get()).toMatchObject({ line: 'broken', why: 'relay_unreachable' });
    expect(shown()).toEqual(['a']);
    relay.listed = ['a', 'b'];
    await settle(1_000);
    expect(feed.state.get()).toMatchObject({ line: 'live', opened: 2 });
    expect(shown()).toEqual(['a', 'b']);
    expect(broken).toEqual(['relay_unreachable']);
  });

  it('takes a line without heartbeat for a dead one', async () => {
    await settle();
    await settle(silenceMs - 1);
    expect(feed.state.get().line).toBe('live');
    relay.tell({ case: 'heartbeat', value: {} });
    await settle(silenceMs - 1);
    expect(feed.state.get().line).toBe('live');
    await settle(1);
    expect(feed.state.get()).toMatchObject({ line: 'broken', why: 'relay_unreachable' });
  });

  it('believes events over a list that was asked before them', async () => {
    feed.stop();
    let answer = () => {};
    relay.list = () => new Promise((resume) => (answer = resume));
    feed = new Feed(relay.clients(), () => {}, new FakeTabs());
    void feed.run();
    await settle();
    relay.tell(machine('a', true));
    await settle();
    answer();
    await settle();
    expect(feed.state.get().machines?.[0]).toMatchObject({ machineId: 'a', online: true });
  });

  it('begins again when the list cannot be read', async () => {
    feed.stop();
    relay.list = () => Promise.reject(new ConnectError('overloaded', Code.ResourceExhausted));
    feed = new Feed(relay.clients(), (why) => broken.push(why), new FakeTabs());
    void feed.run();
    await settle();
    expect(feed.state.get()).toMatchObject({
      line: 'broken',
      why: 'overloaded',
      machines: undefined,
    });
    relay.list = () => Promise.resolve();
    await settle(1_000);
    expect(feed.state.get().line).toBe('live');
  });

  it('waits longer each time nobody answers, ten seconds at most', async () => {
    relay.list = () => Promise.reject(new ConnectError('internal', Code.Internal));
    relay.tell('end');
    await settle();
    const lines: number[] = [];
    for (const ms of [1_000, 2_000, 4_000, 8_000, 10_000, 10_000]) {
      await settle(ms - 1);
      const before = relay.lines;
      await settle(1);
      lines.push(relay.lines - before);
    }
    expect(lines).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('opens no line any more once it is stopped', async () => {
    await settle();
    feed.stop();
    await settle(60_000);
    expect(relay.lines).toBe(1);
    expect(broken).toEqual([]);
  });
});
