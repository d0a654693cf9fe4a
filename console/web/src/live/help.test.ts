import { create } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { helpCall } from '../../tests/fake/help';
import { clientsOf } from '../../tests/support/desk';
import { Console, HelpReplySchema, type HelpCall } from '../gen/maintendue/local/v1/console_pb';
import { HelpAnswerKind, HelpTopic } from '../gen/maintendue/v1/help_pb';
import { HelpKeeper, togetherMs, waits } from './help';

let calls: HelpCall[];
let lists: number;
let refused: string | undefined;
let listing: Promise<void>;
let help: HelpKeeper;
let rang: number;

const one = (id: string, at: number, more = {}) => helpCall(id, at, HelpTopic.SOUND, 1000 * at, more);
const taken = {
  reply: create(HelpReplySchema, { operatorId: 'a', operatorName: 'Nadia', kind: HelpAnswerKind.TAKEN }),
};
const shown = () => help.state.get().calls?.map((call) => call.machineId);

beforeEach(() => {
  vi.useFakeTimers();
  calls = [one('a1', 1)];
  lists = 0;
  refused = undefined;
  listing = Promise.resolve();
  rang = 0;
  const transport = clientsOf(({ service }) => {
    service(Console, {
      listHelp: async () => {
        lists++;
        const now = [...calls];
        if (refused) throw new ConnectError(refused, Code.Unknown);
        await listing;
        return { calls: now, more: false };
      },
      answerHelp: ({ machineId }) => ({ ...calls.find((c) => c.machineId === machineId)!, ...taken }),
    });
  });
  help = new HelpKeeper(transport);
  help.readNew(() => rang++);
});
afterEach(() => {
  help.stop();
  vi.useRealTimers();
});

describe('the requests for help', () => {
  it('are asked for once when several things change together', async () => {
    for (let turn = 0; turn < 5; turn++) help.hear();
    await vi.advanceTimersByTimeAsync(togetherMs);
    expect(lists).toBe(1);
    expect(shown()).toEqual(['a1']);
    help.hear();
    await vi.advanceTimersByTimeAsync(togetherMs);
    expect(lists).toBe(2);
  });

  it('are not asked for without end put off by what goes on changing', async () => {
    for (let turn = 0; turn < 10; turn++) {
      help.hear();
      await vi.advanceTimersByTimeAsync(togetherMs / 2);
    }
    expect(lists).toBeGreaterThanOrEqual(3);
  });

  it('stay when a later question fails, and say why', async () => {
    await help.load();
    refused = 'relay_unreachable';
    await help.load();
    expect(shown()).toEqual(['a1']);
    expect(help.state.get().failure).toBe('relay_unreachable');
    refused = undefined;
    await help.load();
    expect(help.state.get().failure).toBeUndefined();
  });

  it('ring for a family that did not wait before, never for those of the first list', async () => {
    await help.load();
    expect(rang).toBe(0);
    await help.load();
    expect(rang).toBe(0);
    calls = [one('a1', 1), one('b2', 2)];
    await help.load();
    expect(rang).toBe(1);
    await help.load();
    expect(rang).toBe(1);
  });

  it('ring for another request of the same PC', async () => {
    await help.load();
    calls = [one('a1', 9)];
    await help.load();
    expect(rang).toBe(1);
  });

  it('do not ring for what somebody has answered already, or what has ended', async () => {
    await help.load();
    calls = [one('a1', 1), one('b2', 2, taken), one('c3', 3, { ended: true })];
    await help.load();
    expect(rang).toBe(0);
    expect(calls.map(waits)).toEqual([true, false, false]);
  });

  it('show an answer at once, and no list that was asked before it', async () => {
    await help.load();
    let arrive = () => {};
    listing = new Promise((resolve) => (arrive = resolve));
    const older = help.load();
    await vi.advanceTimersByTimeAsync(0);
    await help.answer({ machineId: 'a1', kind: HelpAnswerKind.TAKEN });
    expect(help.state.get().calls?.[0]?.reply?.operatorName).toBe('Nadia');
    arrive();
    await older;
    expect(help.state.get().calls?.[0]?.reply?.operatorName).toBe('Nadia');
    const before = lists;
    await vi.advanceTimersByTimeAsync(togetherMs);
    expect(lists).toBe(before + 1);
  });
});
