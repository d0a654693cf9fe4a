import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { Code, ConnectError, createClient, createRouterTransport } from '@connectrpc/connect';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Console, LogVerdict } from '../gen/maintendue/local/v1/console_pb';
import { Calls } from '../gen/maintendue/v1/calls_pb';
import { CallKind } from '../gen/maintendue/v1/session_pb';
import { Sessions, SessionRecordSchema } from '../gen/maintendue/v1/sessions_pb';
import { History } from './history';

const record = (id: number, more: MessageInitShape<typeof SessionRecordSchema> = {}) =>
  create(SessionRecordSchema, { sessionId: BigInt(id), machineId: 'm', ...more });

let held: number;
let seen: number;
let failing: boolean;
let history: History;
let asked: number[][];

beforeEach(() => {
  held = 30;
  seen = 0;
  failing = false;
  asked = [];
  const transport = createRouterTransport(({ service }) => {
    service(Calls, {
      listCalls: () => ({
        calls: [{ kind: CallKind.SETUP, sessionsSeen: seen }],
        proposed: seen ? CallKind.FOLLOW_UP_1 : CallKind.SETUP,
      }),
    });
    service(Console, {
      checkLogs: ({ sessionIds }) => {
        asked.push(sessionIds.map(Number));
        const verdict = LogVerdict.AGREE;
        return {
          checks: sessionIds.map((sessionId) => ({ sessionId, verdict })),
          hidden: [{ sessionCounter: 7n, verdict: LogVerdict.HIDDEN }],
        };
      },
    });
    service(Sessions, {
      listSessions: ({ limit, beforeSessionId }) => {
        if (failing) throw new ConnectError('timed_out', Code.DeadlineExceeded);
        const newest = beforeSessionId === 0n ? held : Number(beforeSessionId) - 1;
        const count = Math.min(limit, newest);
        return {
          sessions: Array.from({ length: count }, (_, index) => record(newest - index)),
          more: newest > count,
        };
      },
    });
  });
  history = new History(
    {
      calls: createClient(Calls, transport),
      console: createClient(Console, transport),
      sessions: createClient(Sessions, transport),
    },
    'm',
  );
});

const numbers = () => history.state.get().sessions?.map((one) => Number(one.sessionId));

describe('the history of a PC', () => {
  it('comes in pages, newest first, until there is no more', async () => {
    await history.load();
    expect(numbers()?.length).toBe(20);
    expect(history.state.get()).toMatchObject({ more: true, proposed: CallKind.SETUP });
    await history.loadMore();
    expect(numbers()).toEqual(Array.from({ length: 30 }, (_, index) => 30 - index));
    expect(history.state.get()).toMatchObject({ more: false, loadingMore: false });
  });

  it('moves with events of its own PC alone, and counts the calls again', async () => {
    await history.load();
    seen = 1;
    history.take(record(31));
    history.take(record(99, { machineId: 'other' }));
    expect(numbers()?.[0]).toBe(31);
    await vi.waitFor(() => expect(history.state.get().proposed).toBe(CallKind.FOLLOW_UP_1));
  });

  it('has the logs of each page checked, once, and those of a session that ends', async () => {
    await history.load();
    await history.loadMore();
    await vi.waitFor(() => expect(history.state.get().checks.size).toBe(30));
    expect(asked.map((ids) => ids.length)).toEqual([20, 10]);
    expect(history.state.get().hidden.length).toBe(1);
    history.take(record(31));
    history.take(record(31, { endedMs: 5n }));
    await vi.waitFor(() => expect(asked.slice(2)).toEqual([[31]]));
  });

  it('believes an event over a page that was asked before it', async () => {
    const loading = history.load();
    history.take(record(30, { endedMs: 5n }));
    await loading;
    expect(history.state.get().sessions?.[0]).toMatchObject({ sessionId: 30n, endedMs: 5n });
  });

  it('keeps what it has when a page fails, and forgets the failure when one comes', async () => {
    await history.load();
    failing = true;
    await history.loadMore();
    expect(history.state.get()).toMatchObject({ failure: 'timed_out', loadingMore: false });
    expect(numbers()?.length).toBe(20);
    failing = false;
    await history.loadMore();
    expect(history.state.get().failure).toBeUndefined();
  });
});
