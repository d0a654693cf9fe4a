// One session as the browser holds it: a socket to the console, what the console tells, and the picture's
// channel. It ends with its socket and is never opened again; calling again is a new session.
import { create } from '@bufbuild/protobuf';
import {
  ConsoleTells_Phase as Phase,
  ConsoleTellsSchema,
  type ConsoleTells,
} from '../gen/maintendue/local/v1/session_socket_pb';
import { EndReason, Held, Scope, type CallKind, type Pause } from '../gen/maintendue/v1/session_pb';
import { Store } from '../ui/store';
import type { Mark_Kind as MarkKind } from '../gen/maintendue/v1/mark_pb';
import type { ErrorName } from '../wire/failure';
import { pictureFrame, readFrame, wordsFrame, type Say } from './framing';
import { PictureChannel } from './picture_channel';
import { same, type Laid } from './slip';

// A console on this very PC that does not answer within that time will not.
const openingMs = 15_000;
const endingMs = 3_000;

// What of a WebSocket is used here; tests bring their own.
export interface Socket {
  binaryType: string;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null;
  onclose: ((event: never) => void) | null;
  send(bytes: Uint8Array): void;
  close(): void;
}

export interface SessionState {
  tells: ConsoleTells;
  // When the present phase began, by this PC's clock.
  since: number;
  // Who let go of the mouse, once it was held.
  mouse: 'not_held' | 'held' | 'given_back' | 'taken_back';
}

export interface Wanted {
  token: string;
  machineId: string;
  call: CallKind;
  // Nothing but to make sure that it is the family's own PC.
  verify?: boolean;
  // After a restart, as the family agreed: without a question.
  comeBack?: boolean;
}

export class AssistSession {
  readonly state = new Store<SessionState>({
    tells: create(ConsoleTellsSchema, { phase: Phase.CALLING }),
    since: Date.now(),
    mouse: 'not_held',
  });
  // Of the picture whose number is told; after a cut there is another.
  channel = this.newChannel();
  // What was laid last; its number is the one that news of it carry.
  readonly laid = new Store<{ number: number; what: Laid } | undefined>(undefined);
  private slips = 0;
  private givingBack = false;
  private opened = false;
  private readonly opening = setTimeout(() => this.endHere('console_gone'), openingMs);
  private ending: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly socket: Socket,
    wanted: Wanted,
  ) {
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      this.opened = true;
      clearTimeout(this.opening);
      this.say({ case: 'hello', value: { token: wanted.token } });
      this.say({
        case: wanted.verify ? 'verify' : 'open',
        value: {
          machineId: wanted.machineId,
          callKind: wanted.call,
          comeBack: wanted.comeBack ?? false,
        },
      });
    };
    socket.onmessage = ({ data }) => this.read(data);
    socket.onclose = () => this.endHere('console_gone');
  }

  get over(): boolean {
    return this.state.get().tells.phase === Phase.ENDED;
  }

  ask(scope: Scope): void {
    this.say({ case: 'ask', value: scope });
  }

  verifyAgain(): void {
    this.say({ case: 'verifyAgain', value: {} });
  }

  // For a family that has neither mouse nor keyboard.
  askByNumber(scope: Scope): void {
    this.say({ case: 'askByNumber', value: scope });
  }

  hearNumber(number: string): void {
    this.say({ case: 'numberHeard', value: number });
  }

  restart(): void {
    this.say({ case: 'restart', value: {} });
  }

  giveBack(): void {
    this.givingBack = true;
    this.say({ case: 'giveBack', value: {} });
  }

  // The family alone with its screen, or seen again; either way without the mouse.
  pause(what: Pause): void {
    this.givingBack = this.state.get().mouse === 'held';
    this.say({ case: 'pause', value: what });
  }

  // Shown on the family's screen; a PC that may not show it drops it.
  mark(kind: MarkKind, at: { x: number; y: number }): void {
    this.say({ case: 'mark', value: { kind, ...at } });
  }

  // To be read on the family's screen, in place of what lies there.
  lay(what: Laid): void {
    const { slip } = this.state.get().tells;
    const before = this.laid.get();
    const onItsWay = before !== undefined && slip?.number !== before.number;
    if (onItsWay && same(before.what, what)) return; // the second half of a double click
    const number = ++this.slips;
    this.laid.set({ number, what });
    this.say({ case: 'slip', value: { number, what } });
  }

  takeAway(): void {
    this.say({ case: 'slip', value: {} });
  }

  // The console answers with ENDED, and how it ended. One that does not is not waited for.
  end(): void {
    if (this.over) return;
    this.say({ case: 'end', value: {} });
    const byUs = () => this.hear(over({ endReason: EndReason.OPERATOR }));
    clearTimeout(this.ending);
    if (this.opened) this.ending = setTimeout(byUs, endingMs);
    else byUs();
  }

  // For a page that goes away: nobody waits for an answer.
  leave(): void {
    this.say({ case: 'end', value: {} });
    this.socket.onclose = null;
    this.close();
  }

  // The picture makes no sense: nothing of this session can be trusted any more.
  pictureBroke(): void {
    if (this.over) return;
    this.say({ case: 'end', value: {} });
    this.endHere('bad_message');
  }

  private newChannel(): PictureChannel {
    return new PictureChannel(
      (bytes) => this.socket.send(pictureFrame(bytes)),
      (total) => this.say({ case: 'received', value: BigInt(total) }),
    );
  }

  // What was held of the old picture goes with it: nothing of it reaches the new one.
  private begin(picture: number): void {
    const old = this.channel;
    this.channel = this.newChannel();
    old.close();
    this.say({ case: 'pictureBegan', value: picture });
  }

  private say(say: Say): void {
    if (this.opened && !this.over) this.socket.send(wordsFrame(say));
  }

  private read(data: ArrayBuffer): void {
    if (this.over) return;
    const frame = readFrame(data);
    if (!frame) return this.pictureBroke();
    if ('picture' in frame) return this.channel.take(frame.picture);
    this.hear(frame.tells);
  }

  private hear(tells: ConsoleTells): void {
    const before = this.state.get();
    if (tells.phase !== Phase.ENDED && tells.picture !== before.tells.picture) {
      this.begin(tells.picture);
    }
    if (tells.phase === Phase.CUT) this.laid.set(undefined); // it went with the line, and so did its news
    const unmoved =
      tells.phase === before.tells.phase &&
      tells.asking === before.tells.asking &&
      tells.restartAsking === before.tells.restartAsking;
    this.state.set({
      tells,
      since: unmoved ? before.since : Date.now(),
      mouse: this.mouseAfter(before, tells),
    });
    if (tells.phase === Phase.ENDED) this.close();
  }

  private close(): void {
    clearTimeout(this.opening);
    clearTimeout(this.ending);
    this.channel.close();
    this.socket.close();
  }

  private mouseAfter(before: SessionState, tells: ConsoleTells): SessionState['mouse'] {
    if (tells.phase === Phase.CUT || tells.held !== Held.UNSPECIFIED) return before.mouse;
    if (tells.scope === Scope.CONTROL) return 'held';
    if (before.mouse !== 'held') return before.mouse;
    const mouse = this.givingBack ? 'given_back' : 'taken_back';
    this.givingBack = false;
    return mouse;
  }

  private endHere(error: ErrorName): void {
    if (this.over) return;
    this.hear(over({ error }));
  }
}

function over(how: { error: ErrorName } | { endReason: EndReason }): ConsoleTells {
  return create(ConsoleTellsSchema, { phase: Phase.ENDED, ...how });
}
