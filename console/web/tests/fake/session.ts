// The console's end of a session socket, told what to say.
import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import type { WebSocket } from 'ws';
import {
  BrowserSaysSchema,
  ConsoleTells_Phase as Phase,
  ConsoleTellsSchema,
  type BrowserSays,
} from '../../src/gen/maintendue/local/v1/session_socket_pb';
import { ConsentAnswer, EndReason, Held, Scope } from '../../src/gen/maintendue/v1/session_pb';
import { Desktop } from './desktop';

type Tells = MessageInitShape<typeof ConsoleTellsSchema>;

export class FakeSession {
  readonly said: BrowserSays['say'][] = [];
  onSay: (say: BrowserSays['say']) => void = () => {};
  desktop: Desktop | undefined;
  private lease = 0;
  private picture = 0;

  constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.take(data));
  }

  tell(tells: Tells): void {
    const whole = { sessionId: 42n, questionMs: 180_000, picture: this.picture, ...tells };
    this.send(0, toBinary(ConsoleTellsSchema, create(ConsoleTellsSchema, whole)));
  }

  calling = () => this.tell({ phase: Phase.CALLING });
  securing = () => this.tell({ phase: Phase.SECURING });
  asksToSee = () => this.tell({ phase: Phase.ASKING, asking: Scope.VIEW });

  saysNo(answer = ConsentAnswer.REFUSED): void {
    this.tell({ phase: Phase.IDLE, answer, answeredScope: Scope.VIEW });
  }

  shows(minutes = 47): void {
    this.lease = Date.now() + minutes * 60_000;
    this.viewing(ConsentAnswer.GRANTED, Scope.VIEW);
    this.desktop ??= new Desktop((bytes) => this.send(1, bytes));
  }

  viewing(answer: ConsentAnswer, answeredScope: Scope): void {
    this.tell({ phase: Phase.VIEWING, scope: Scope.VIEW, answer, answeredScope, ...this.until() });
  }

  asksForMouse(): void {
    this.tell({
      phase: Phase.ASKING,
      scope: Scope.VIEW,
      asking: Scope.CONTROL,
      inputSuspended: true,
      ...this.until(),
    });
  }

  // What was shown ends; what is shown after it is another picture.
  holds(held: Held): void {
    this.desktop = undefined;
    this.tell({ phase: Phase.HELD, held });
    this.picture++;
    this.tell({ phase: Phase.HELD, held });
  }

  showsNumber(asking: Scope, numberTries = 3): void {
    this.tell({ phase: Phase.ASKING, asking, numberTries, inputSuspended: true });
  }

  handsOver(inputSuspended = false): void {
    this.tell({
      phase: Phase.CONTROLLING,
      scope: Scope.CONTROL,
      answer: ConsentAnswer.GRANTED,
      answeredScope: Scope.CONTROL,
      inputSuspended,
      ...this.until(),
    });
  }

  asksForRestart(): void {
    this.tell({
      phase: Phase.VIEWING,
      scope: Scope.VIEW,
      restartAsking: true,
      inputSuspended: true,
      ...this.until(),
    });
  }

  restarts(): void {
    const backUntilMs = BigInt(Date.now() + 15 * 60_000);
    this.tell({ phase: Phase.ENDED, endReason: EndReason.RESTARTING, backUntilMs });
    this.socket.close();
  }

  // The line is cut, for a while: what is shown after it is another picture.
  cut(secondsLeft = 42): void {
    this.tell({ phase: Phase.CUT, cutUntilMs: BigInt(Date.now() + secondsLeft * 1000) });
    this.desktop = undefined;
  }

  comesBack(): void {
    this.picture++;
    this.handsOver();
    this.desktop = new Desktop((bytes) => this.send(1, bytes));
  }

  ends(endReason: EndReason, error = ''): void {
    this.tell({ phase: Phase.ENDED, endReason, error });
    this.socket.close();
  }

  private until() {
    return { leaseUntilMs: BigInt(this.lease) };
  }

  private take(data: Buffer): void {
    if (data[0] === 1) return this.desktop?.take(data.subarray(1));
    const { say } = fromBinary(BrowserSaysSchema, data.subarray(1));
    this.said.push(say);
    this.onSay(say);
  }

  private send(channel: number, payload: Uint8Array): void {
    if (this.socket.readyState === this.socket.OPEN) {
      this.socket.send(Buffer.concat([Buffer.from([channel]), payload]));
    }
  }
}
