// What a hand over the picture shows on the family's screen: where it points, presses and draws. Says no more
// than the line and the PC's program can follow, and says again that a hand that rests is still there.
import { Mark_Kind as Kind } from '../gen/maintendue/v1/mark_pb';

// Pixels of the picture.
export interface Place {
  x: number;
  y: number;
}

const paceMs = 25;
const againMs = 1000;
// A hand that moves less between down and up has pressed.
const slip = 6;

export class Pointing {
  private at: Place | undefined;
  private pressed: Place | undefined;
  private drawing = false;
  private saidMs = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly say: (kind: Kind, at: Place) => void) {}

  move(to: Place): void {
    this.at = to;
    if (this.pressed && !this.drawing && apart(this.pressed, to) > slip) {
      this.drawing = true;
      this.tell(Kind.DRAW, this.pressed);
    }
    const waits = this.saidMs + paceMs - Date.now();
    if (waits <= 0) this.tellPlace();
    else this.next(waits);
  }

  down(at: Place): void {
    this.move(at);
    this.pressed = at;
  }

  // Beside the picture it ends where the hand was last.
  up(at = this.at): void {
    if (!this.pressed || !at) return;
    if (this.drawing) this.tell(Kind.DRAW_ON, at);
    else this.tell(Kind.PRESS, at);
    this.lift();
  }

  // For who points with keys.
  press(at: Place): void {
    this.down(at);
    this.up(at);
  }

  away(): void {
    if (this.at) this.leave(Kind.AWAY);
  }

  // Out of the picture, though not out of its frame: a line that is being drawn waits for what comes.
  beside(): void {
    if (!this.pressed) this.away();
  }

  // Lines too, at once.
  wipe(): void {
    this.leave(Kind.WIPE);
  }

  // The PC shows nothing any more, whatever is said.
  stop(): void {
    clearTimeout(this.timer);
    this.at = undefined;
    this.lift();
  }

  private leave(kind: Kind): void {
    this.stop();
    this.say(kind, { x: 0, y: 0 });
  }

  private lift(): void {
    this.pressed = undefined;
    this.drawing = false;
  }

  private tellPlace(): void {
    if (this.at) this.tell(this.drawing ? Kind.DRAW_ON : Kind.POINT, this.at);
  }

  private tell(kind: Kind, at: Place): void {
    this.saidMs = Date.now();
    this.say(kind, at);
    this.next(againMs);
  }

  private next(waitMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tellPlace(), waitMs);
  }
}

function apart(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
