// The mediator's keyboard, turned into keys of the family's PC. Holds a hidden text field: the browser
// composes dead keys, AltGr, accents and scripts there as it does everywhere, and what comes out of it is
// text, sent as it reads whatever the two layouts. Everything else is a key that goes down and up.
//
// Modifiers are told to the PC only when something needs them: a key that is no text, a shortcut, a click.
// So text never meets a Shift of another layout, Windows' false Ctrl before AltGr is never told, and
// Ctrl+Alt+Shift, which leaves the picture, leaves no trace.
import { keysymOfKey, keysymOfText, keysyms, type SendKey } from './keysyms';
import { Modifiers, modifierOf } from './modifiers';

export class Keyboard {
  private readonly modifiers: Modifiers;
  // Keys that are down on the PC, by the physical key that holds them.
  private readonly pressed = new Map<string, number>();
  private readonly listening = new AbortController();

  constructor(
    private readonly field: HTMLTextAreaElement,
    private readonly send: SendKey,
    private readonly leave: () => void,
  ) {
    this.modifiers = new Modifiers(send);
    const { signal } = this.listening;
    field.addEventListener('keydown', (event) => this.keyDown(event), { signal });
    field.addEventListener('keyup', (event) => this.keyUp(event), { signal });
    field.addEventListener('input', (event) => this.input(event as InputEvent), { signal });
    field.addEventListener('compositionend', (event) => this.composed(event), { signal });
    field.addEventListener('blur', () => this.releaseAll(), { signal });
    addEventListener('blur', () => this.releaseAll(), { signal });
  }

  // Releases everything and hears no more.
  detach(): void {
    this.releaseAll();
    this.listening.abort();
  }

  type(text: string): void {
    this.modifiers.hide();
    for (const character of text.replace(/\r\n?/g, '\n')) this.tap(this.textKeysym(character));
  }

  // Presses keys one after the other and lets them go backwards: Ctrl, Alt, Delete.
  chord(keys: readonly number[]): void {
    this.modifiers.hide();
    for (const key of keys) this.send(key, true);
    for (const key of [...keys].reverse()) this.send(key, false);
  }

  // Before a click or a turn of the wheel: Ctrl and Shift mean something with them.
  beforePointer(event: MouseEvent): void {
    this.modifiers.follow(event);
    this.modifiers.show();
  }

  releaseAll(): void {
    for (const keysym of this.pressed.values()) this.send(keysym, false);
    this.pressed.clear();
    this.modifiers.release();
    this.field.value = '';
  }

  private keyDown(event: KeyboardEvent): void {
    if (composing(event)) return;
    const modifier = modifierOf(event);
    this.modifiers.follow(event, modifier?.kind);
    if (modifier) {
      if (modifier.kind !== 'Shift' && modifier.kind !== 'AltGraph') event.preventDefault();
      this.modifiers.down(event.code, modifier);
      if (this.modifiers.leaveChord()) this.leavePicture();
      return;
    }
    const text = [...event.key].length === 1;
    if (text && !this.modifiers.shortcut(event)) return; // comes as text, by `input`
    const keysym = text ? shortcutKeysym(event) : keysymOfKey(event.key, event.location);
    if (keysym === undefined) return;
    event.preventDefault();
    this.press(event.code || event.key, keysym);
  }

  private keyUp(event: KeyboardEvent): void {
    const modifier = modifierOf(event);
    if (modifier) return this.modifiers.up(event.code, modifier);
    const keysym = this.pressed.get(event.code || event.key);
    if (keysym === undefined) return;
    event.preventDefault();
    this.pressed.delete(event.code || event.key);
    this.send(keysym, false);
  }

  // A key that repeats goes up before it goes down again: the PC's own repetition then never starts, and
  // a line that stalls does not hold a key.
  private press(physical: string, keysym: number): void {
    const held = this.pressed.get(physical);
    if (held !== undefined) this.send(held, false);
    this.modifiers.show();
    this.pressed.set(physical, keysym);
    this.send(keysym, true);
  }

  private input(event: InputEvent): void {
    if (event.isComposing) return;
    const text = this.field.value;
    this.field.value = '';
    // Text is pasted by the clipboard panel, where one sees what is sent.
    if (event.inputType === 'insertFromPaste' || event.inputType === 'insertFromDrop') return;
    this.type(text);
  }

  private composed(event: CompositionEvent): void {
    this.field.value = '';
    this.type(event.data);
  }

  private leavePicture(): void {
    this.releaseAll();
    this.leave();
  }

  private tap(keysym: number): void {
    this.send(keysym, true);
    this.send(keysym, false);
  }

  private textKeysym(character: string): number {
    if (character === '\n') return keysyms.Return;
    if (character === '\t') return keysyms.Tab;
    return keysymOfText(character);
  }
}

// The browser is making a character out of several keys: it tells when it is done.
function composing(event: KeyboardEvent): boolean {
  const unfinished = ['Dead', 'Process', 'Compose', 'Unidentified'];
  return event.isComposing || unfinished.includes(event.key) || event.keyCode === 229;
}

// Shortcuts go by their unshifted letter; where the layout has no Latin letters, by the place of the key.
function shortcutKeysym(event: KeyboardEvent): number {
  const place = /^Key([A-Z])$/.exec(event.code)?.[1];
  const latin = event.key.codePointAt(0)! < 0x250;
  return keysymOfText((latin || !place ? event.key : place).toLowerCase());
}
