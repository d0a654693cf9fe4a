import { create } from '@bufbuild/protobuf';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clientsOf } from '../../tests/support/desk';
import { Console, RelayState, StatusSchema } from '../gen/maintendue/local/v1/console_pb';
import { StatusKeeper } from './status';

let asked: number;
let answer: () => object;
let keeper: StatusKeeper;

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  answer = () => ({ signedIn: true, relay: RelayState.CONNECTED });
  keeper = new StatusKeeper(
    clientsOf(({ service }) => {
      service(Console, {
        getStatus: () => {
          asked++;
          return answer();
        },
      });
    }),
  );
});

afterEach(() => {
  keeper.stop();
  vi.useRealTimers();
});

async function askedWithin(ms: number): Promise<number> {
  const before = asked;
  await vi.advanceTimersByTimeAsync(ms);
  return asked - before;
}

describe('the status', () => {
  it('is asked seldom while all is well', async () => {
    await keeper.refresh();
    expect(await askedWithin(60_000)).toBe(4);
  });

  it('is asked often while the relay is away, or the console', async () => {
    answer = () => ({ signedIn: true, relay: RelayState.UNREACHABLE });
    await keeper.refresh();
    expect(await askedWithin(20_000)).toBe(10);
    answer = () => {
      throw new TypeError('Failed to fetch');
    };
    expect(await askedWithin(20_000)).toBe(10);
    expect(keeper.state.get().failure).toBeDefined();
  });

  it('keeps what was known when a question fails', async () => {
    await keeper.refresh();
    answer = () => {
      throw new Error();
    };
    await keeper.refresh();
    expect(keeper.state.get()).toMatchObject({ status: { signedIn: true }, failure: 'internal' });
  });

  it('learned from an answer is newer than one that was asked before it', async () => {
    const asking = keeper.refresh();
    keeper.learn(create(StatusSchema, { signedIn: false }));
    await asking;
    expect(keeper.state.get().status?.signedIn).toBe(false);
  });

  it('is asked no more once it is stopped', async () => {
    await keeper.refresh();
    keeper.stop();
    expect(await askedWithin(60_000)).toBe(0);
  });
});
