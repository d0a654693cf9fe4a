// Shift, Ctrl, Alt and Super: which ones fingers hold, and which ones the PC was told of. Two things, so
// that the second can follow the first only when something needs it.
import { keysyms, type SendKey } from './keysyms';

export type Kind = 'Shift' | 'Control' | 'Alt' | 'Meta' | 'AltGraph';

export interface Modifier {
  kind: Kind;
  right: boolean;
}

const flags = { Shift: 'shiftKey', Control: 'ctrlKey', Alt: 'altKey', Meta: 'metaKey' } as const;
type Told = keyof typeof flags;
const kinds = Object.keys(flags) as Told[];

const left: Record<Told, number> = {
  Shift: keysyms.ShiftLeft,
  Control: keysyms.ControlLeft,
  Alt: keysyms.AltLeft,
  Meta: keysyms.SuperLeft,
};

export function modifierOf(event: KeyboardEvent): Modifier | undefined {
  const right = event.location === 2;
  if (event.key === 'AltGraph') return { kind: 'AltGraph', right };
  // X calls Alt "Meta" while Shift is held; the key itself knows better.
  if (event.key === 'Meta' && event.code.startsWith('Alt')) return { kind: 'Alt', right };
  const kind = event.key === 'OS' ? 'Meta' : kinds.find((one) => one === event.key);
  return kind && { kind, right };
}

export class Modifiers {
  // By physical key.
  private readonly held = new Map<string, Modifier & { kind: Told }>();
  private readonly shown = new Map<string, number>();
  // The one that went down last, as long as nothing happened since.
  private alone: string | undefined;

  constructor(private readonly send: SendKey) {}

  down(code: string, modifier: Modifier): void {
    if (modifier.kind === 'AltGraph') return this.dropFalseControl();
    if (this.held.has(code)) return; // repeats
    this.held.set(code, { kind: modifier.kind, right: modifier.right });
    this.alone = code;
  }

  // Held and let go alone, it was pressed for itself: Super opens a menu. Not Shift, which alone means
  // nothing, and five times over asks about sticky keys.
  up(code: string, modifier: Modifier): void {
    if (this.alone === code && modifier.kind !== 'Shift' && this.held.has(code)) this.show();
    this.forget(code);
    this.alone = undefined;
  }

  // Trusts the flags of an event over what was noted: a key may go down or up while another window has
  // the keyboard. While AltGr is held, Ctrl and Alt are not to be believed on Windows.
  follow(event: KeyboardEvent | MouseEvent, except?: Kind): void {
    const altGraph = event.getModifierState('AltGraph');
    for (const kind of kinds) {
      if (kind === except) continue;
      const believed = event[flags[kind]] && !(altGraph && (kind === 'Control' || kind === 'Alt'));
      const codes = [...this.held].filter(([, one]) => one.kind === kind).map(([code]) => code);
      if (!believed) codes.forEach((code) => this.forget(code));
      else if (codes.length === 0) this.held.set(`${kind}Left`, { kind, right: false });
    }
  }

  // Whether a letter is a shortcut rather than text.
  shortcut(event: KeyboardEvent): boolean {
    if (event.getModifierState('AltGraph')) return false;
    return event.ctrlKey || event.altKey || event.metaKey;
  }

  // Ctrl+Alt+Shift: the way out of the picture.
  leaveChord(): boolean {
    const held = [...this.held.values()].map((one) => one.kind);
    return (['Control', 'Alt', 'Shift'] as const).every((kind) => held.includes(kind));
  }

  // Tells the PC what is held.
  show(): void {
    this.alone = undefined;
    for (const [code, { kind, right }] of this.held) {
      if (this.shown.has(code)) continue;
      const keysym = left[kind] + (right ? 1 : 0);
      this.shown.set(code, keysym);
      this.send(keysym, true);
    }
  }

  // Lets go on the PC what fingers may still hold.
  hide(): void {
    this.alone = undefined;
    for (const keysym of this.shown.values()) this.send(keysym, false);
    this.shown.clear();
  }

  release(): void {
    this.hide();
    this.held.clear();
  }

  private forget(code: string): void {
    const keysym = this.shown.get(code);
    if (keysym !== undefined) this.send(keysym, false);
    this.shown.delete(code);
    this.held.delete(code);
  }

  // Windows says Ctrl goes down before each AltGr.
  private dropFalseControl(): void {
    this.forget('ControlLeft');
    this.alone = undefined;
  }
}
