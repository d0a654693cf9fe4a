import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Code, ConnectError } from '@connectrpc/connect';
import { clientsOf } from '../../tests/support/desk';
import { Console } from '../gen/maintendue/local/v1/console_pb';
import { onceMoreMs, RosterKeeper } from './roster';

let keeper: RosterKeeper;
let answers: (() => object | Promise<object>)[];
let asked: number;
let read: number;
let readVersion: bigint | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  read = 0;
  answers = [];
  keeper = new RosterKeeper(
    clientsOf(({ service }) => {
      service(Console, {
        getRoster: () => {
          asked++;
          return answers.shift()?.() ?? { version: 1n };
        },
        markRosterRead: ({ version }) => {
          read++;
          readVersion = version;
          return { version: 9n };
        },
      });
    }),
  );
});

afterEach(() => {
  keeper.stop();
  vi.useRealTimers();
});

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const version = () => keeper.state.get().roster?.version;

describe('the roster that is kept', () => {
  it('is asked at once when something changed, and once more when the console heard of it', async () => {
    answers = [() => ({ version: 1n }), () => ({ version: 2n })];
    keeper.hear();
    await settle();
    expect(version()).toBe(1n);
    await settle(onceMoreMs);
    expect(version()).toBe(2n);
    await settle(10 * onceMoreMs);
    expect(asked).toBe(2);
  });

  it('is asked once more only once, however many changes come in a row', async () => {
    for (let turn = 0; turn < 5; turn++) keeper.hear();
    await settle(10 * onceMoreMs);
    expect(asked).toBe(6);
  });

  it('does not go back to an older answer that comes late', async () => {
    let late: (answer: object) => void = () => {};
    answers = [() => new Promise<object>((resolve) => (late = resolve)), () => ({ version: 2n })];
    void keeper.load();
    await settle();
    void keeper.load();
    await settle();
    late({ version: 1n });
    await settle();
    expect(version()).toBe(2n);
  });

  it('stays when the console does not answer, and says why', async () => {
    await keeper.load();
    answers = [
      () => {
        throw new ConnectError('internal', Code.Internal);
      },
    ];
    await keeper.load();
    expect(keeper.state.get()).toMatchObject({ roster: { version: 1n }, failure: 'internal' });
    await keeper.load();
    expect(keeper.state.get().failure).toBeUndefined();
  });

  it('is what the console answers when its changes were read', async () => {
    answers = [() => ({ version: 4n })];
    await keeper.load();
    await keeper.markRead();
    expect([read, version()]).toEqual([1, 9n]);
    expect(readVersion).toBe(4n); // of the view that was read, not of what came in since
  });

  it('is asked no more after the end', async () => {
    keeper.hear();
    keeper.stop();
    await settle(10 * onceMoreMs);
    expect(asked).toBe(1);
  });
});
