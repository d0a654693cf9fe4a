import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  BrowserSaysSchema,
  ConsoleTells_Phase as Phase,
  ConsoleTellsSchema,
  type BrowserSays,
} from '../gen/maintendue/local/v1/session_socket_pb';
import { CallKind, EndReason, Scope } from '../gen/maintendue/v1/session_pb';
import { AssistSession, type Socket } from './session';

class FakeSocket implements Socket {
  binaryType = '';
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  closed = false;
  readonly said: BrowserSays['say'][] = [];
  readonly picture: Uint8Array[] = [];

  send(bytes: Uint8Array): void {
    if (bytes[0] === 1) this.picture.push(bytes.slice(1));
    else this.said.push(fromBinary(BrowserSaysSchema, bytes.subarray(1)).say);
  }

  close(): void {
    this.closed = true;
  }

  tell(tells: MessageInitShape<typeof ConsoleTellsSchema>): void {
    const words = toBinary(ConsoleTellsSchema, create(ConsoleTellsSchema, tells));
    this.onmessage?.({ data: new Uint8Array([0, ...words]).buffer });
  }
}

let socket: FakeSocket;
let session: AssistSession;

beforeEach(() => {
  socket = new FakeSocket();
  const call = CallKind.FOLLOW_UP_1;
  session = new AssistSession(socket, { token: 'secret', machineId: 'a1', call });
  socket.onopen?.(undefined as never);
});

const saidLast = () => socket.said.at(-1);

describe('a session', () => {
  it('says hello with the token first, then which PC under which call', () => {
    expect(socket.binaryType).toBe('arraybuffer');
    expect(socket.said).toMatchObject([
      { case: 'hello', value: { token: 'secret' } },
      { case: 'open', value: { machineId: 'a1', callKind: CallKind.FOLLOW_UP_1 } },
    ]);
  });

  it('asks, gives back and ends by a word each', () => {
    session.ask(Scope.CONTROL);
    expect(saidLast()).toMatchObject({ case: 'ask', value: Scope.CONTROL });
    session.giveBack();
    expect(saidLast()?.case).toBe('giveBack');
    session.end();
    expect(saidLast()?.case).toBe('end');
  });

  it('hands the picture over and tells how much of it', async () => {
    session.channel.onmessage = () => {};
    socket.onmessage?.({ data: new Uint8Array([1, 5, 6, 7]).buffer });
    await new Promise<void>((resume) => queueMicrotask(resume));
    expect(saidLast()).toEqual({ case: 'received', value: 3n });
    session.channel.send(new Uint8Array([4]));
    expect(socket.picture).toEqual([new Uint8Array([4])]);
  });

  it('keeps the time at which a phase began while its details change', () => {
    vi.useFakeTimers({ now: 1_000_000 });
    socket.tell({ phase: Phase.ASKING, asking: Scope.VIEW });
    vi.setSystemTime(1_005_000);
    socket.tell({ phase: Phase.ASKING, asking: Scope.VIEW, inputSuspended: true });
    expect(session.state.get().since).toBe(1_000_000);
    socket.tell({ phase: Phase.VIEWING, scope: Scope.VIEW });
    expect(session.state.get().since).toBe(1_005_000);
    vi.useRealTimers();
  });

  it('knows who let go of the mouse', () => {
    socket.tell({ phase: Phase.VIEWING, scope: Scope.VIEW });
    expect(session.state.get().mouse).toBe('not_held');
    socket.tell({ phase: Phase.CONTROLLING, scope: Scope.CONTROL });
    socket.tell({ phase: Phase.VIEWING, scope: Scope.VIEW });
    expect(session.state.get().mouse).toBe('taken_back');
    socket.tell({ phase: Phase.CONTROLLING, scope: Scope.CONTROL });
    session.giveBack();
    socket.tell({ phase: Phase.VIEWING, scope: Scope.VIEW });
    expect(session.state.get().mouse).toBe('given_back');
  });
});

describe('the end of a session', () => {
  it('is the one the console tells, and nothing after it counts', () => {
    socket.tell({ phase: Phase.ENDED, endReason: EndReason.FAMILY });
    socket.tell({ phase: Phase.VIEWING, scope: Scope.VIEW });
    socket.onclose?.(undefined as never);
    expect(session.state.get().tells).toMatchObject({
      phase: Phase.ENDED,
      endReason: EndReason.FAMILY,
      error: '',
    });
    expect(session.channel.readyState).toBe('closed');
  });

  it('is a console that went away when the socket closes without a word', () => {
    socket.tell({ phase: Phase.VIEWING, scope: Scope.VIEW });
    socket.onclose?.(undefined as never);
    expect(session.state.get().tells).toMatchObject({
      phase: Phase.ENDED,
      error: 'console_gone',
      scope: 0,
    });
  });

  it('is an exchange not understood when a frame is not in the contract', () => {
    socket.onmessage?.({ data: new Uint8Array([7]).buffer });
    expect(session.state.get().tells).toMatchObject({ phase: Phase.ENDED, error: 'bad_message' });
    expect(saidLast()?.case).toBe('end');
  });

  it('is not waited for when the console does not tell it', () => {
    vi.useFakeTimers();
    session.end();
    vi.advanceTimersByTime(2_999);
    expect(session.over).toBe(false);
    vi.advanceTimersByTime(1);
    expect(session.state.get().tells).toMatchObject({ endReason: EndReason.OPERATOR });
    vi.useRealTimers();
  });

  it('is a console that went away when the socket does not open', () => {
    vi.useFakeTimers();
    const mute = new FakeSocket();
    const waiting = new AssistSession(mute, { token: 't', machineId: 'a1', call: CallKind.SETUP });
    vi.advanceTimersByTime(14_999);
    expect(waiting.over).toBe(false);
    vi.advanceTimersByTime(1);
    expect(waiting.state.get().tells).toMatchObject({ phase: Phase.ENDED, error: 'console_gone' });
    expect(mute.closed).toBe(true);
    vi.useRealTimers();
  });

  it('does not come from a socket that took its time to open', () => {
    vi.useFakeTimers();
    const slow = new FakeSocket();
    const begun = new AssistSession(slow, { token: 't', machineId: 'a1', call: CallKind.SETUP });
    vi.advanceTimersByTime(14_000);
    slow.onopen?.(undefined as never);
    vi.advanceTimersByTime(60_000);
    expect(begun.over).toBe(false);
    vi.useRealTimers();
  });

  it('is told behind a picture that nobody could draw', () => {
    session.channel.onmessage = () => {
      throw new Error('not a picture');
    };
    socket.onmessage?.({ data: new Uint8Array([1, 5, 6, 7]).buffer });
    expect(session.channel.readyState).toBe('closed');
    socket.tell({ phase: Phase.ENDED, endReason: EndReason.FAMILY });
    expect(session.state.get().tells.endReason).toBe(EndReason.FAMILY);
  });

  it('can come before the socket is even open', () => {
    const early = new FakeSocket();
    const waiting = new AssistSession(early, { token: 't', machineId: 'a1', call: CallKind.SETUP });
    waiting.end();
    expect(waiting.over).toBe(true);
    expect(early).toMatchObject({ said: [], closed: true });
  });

  it('is told to the console when the page leaves', () => {
    session.leave();
    expect(saidLast()?.case).toBe('end');
    expect(socket.closed).toBe(true);
  });

  it('begins another picture after a cut, and says so before anything of it', async () => {
    socket.tell({ phase: Phase.VIEWING, scope: Scope.VIEW });
    const old = session.channel;
    old.onmessage = () => {};
    socket.tell({ phase: Phase.CUT });
    expect(session.channel).toBe(old);
    socket.tell({ phase: Phase.VIEWING, scope: Scope.VIEW, picture: 1 });
    expect(session.channel).not.toBe(old);
    expect(saidLast()).toEqual({ case: 'pictureBegan', value: 1 });
    old.send(new Uint8Array([9]));
    expect(socket.picture).toEqual([]);
    session.channel.onmessage = () => {};
    socket.onmessage?.({ data: new Uint8Array([1, 5, 6]).buffer });
    await new Promise<void>((resume) => queueMicrotask(resume));
    expect(session.channel.receivedBytes).toBe(2);
    expect(session.over).toBe(false);
  });

  it('does not take a cut for the family taking its mouse back', () => {
    socket.tell({ phase: Phase.CONTROLLING, scope: Scope.CONTROL });
    socket.tell({ phase: Phase.CUT });
    expect(session.state.get().mouse).toBe('held');
    socket.tell({ phase: Phase.VIEWING, scope: Scope.VIEW, picture: 1 });
    expect(session.state.get().mouse).toBe('taken_back');
  });
});
