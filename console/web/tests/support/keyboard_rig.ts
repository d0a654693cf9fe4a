// A keyboard under test: its field in a document, keys as Chromium tells them, and what the PC heard.
import { Keyboard } from '../../src/assist/keyboard';
import { keysyms as k } from '../../src/assist/keysyms';

export let field: HTMLTextAreaElement;
export let keyboard: Keyboard;
// "+c" for a key that went down, "-c" for one that went up.
export let sent: string[];
// How often the way out of the picture was taken.
export let left: number;

const names = new Map<number, string>([
  ...Object.entries(k).map(([name, keysym]) => [keysym, name] as const),
  [0xff51, 'Left'],
  [0xff8d, 'KP_Enter'],
  [0xffe2, 'ShiftRight'],
  [0xffc2, 'F5'],
]);

export function plugIn(): void {
  field = document.body.appendChild(document.createElement('textarea'));
  sent = [];
  left = 0;
  keyboard = new Keyboard(
    field,
    (keysym, down) => sent.push(`${down ? '+' : '-'}${nameOf(keysym)}`),
    () => left++,
  );
  field.focus();
}

export function unplug(): void {
  keyboard.detach();
  field.remove();
}

export function forget(): void {
  sent = [];
}

function nameOf(keysym: number): string {
  const known = names.get(keysym);
  if (known) return known;
  return keysym >= 0x01000000
    ? `U+${(keysym & 0xffffff).toString(16)}`
    : String.fromCodePoint(keysym);
}

export interface Flags {
  code?: string;
  location?: number;
  shift?: boolean;
  ctrl?: boolean;
  alt?: boolean;
  meta?: boolean;
  altGraph?: boolean;
  repeat?: boolean;
  composing?: boolean;
  keyCode?: number;
}

// Answers whether the browser may go on with the key.
function key(type: 'keydown' | 'keyup', name: string, flags: Flags = {}): boolean {
  return field.dispatchEvent(
    new KeyboardEvent(type, {
      key: name,
      code: flags.code ?? (/^[a-z]$/i.test(name) ? `Key${name.toUpperCase()}` : name),
      location: flags.location ?? 0,
      shiftKey: flags.shift ?? false,
      ctrlKey: flags.ctrl ?? false,
      altKey: flags.alt ?? false,
      metaKey: flags.meta ?? false,
      modifierAltGraph: flags.altGraph ?? false,
      repeat: flags.repeat ?? false,
      isComposing: flags.composing ?? false,
      keyCode: flags.keyCode ?? 0,
      bubbles: true,
      cancelable: true,
    }),
  );
}

export const down = (name: string, flags?: Flags) => key('keydown', name, flags);
export const up = (name: string, flags?: Flags) => key('keyup', name, flags);

export function input(text: string, inputType = 'insertText', isComposing = false): void {
  field.value += text;
  field.dispatchEvent(
    new InputEvent('input', { data: text, inputType, isComposing, bubbles: true }),
  );
}

// A key that makes text: the browser inserts it unless it is told not to.
export function typeKey(text: string, flags?: Flags): void {
  if (down(text, flags)) input(text);
  up(text, flags);
}

const modifier = (kind: string, side: 'Left' | 'Right' = 'Left'): [string, Flags] => [
  kind,
  { code: `${kind}${side}`, location: side === 'Left' ? 1 : 2 },
];
export const press = (kind: string, flags: Flags = {}, side?: 'Left' | 'Right') => {
  const [name, own] = modifier(kind, side);
  return down(name, { ...own, ...flags });
};
export const release = (kind: string, flags: Flags = {}, side?: 'Left' | 'Right') => {
  const [name, own] = modifier(kind, side);
  return up(name, { ...own, ...flags });
};
