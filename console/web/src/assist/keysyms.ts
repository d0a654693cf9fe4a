// X keysyms: for text by code point, for other keys by the name browsers give them.

// How a key reaches the PC.
export type SendKey = (keysym: number, down: boolean) => void;

// The few letters of French keyboards that X knows by an older number than their code point.
const older: Record<string, number> = { '€': 0x20ac, Œ: 0x13bc, œ: 0x13bd, Ÿ: 0x13be };

export const keysyms = {
  BackSpace: 0xff08,
  Tab: 0xff09,
  Return: 0xff0d,
  Escape: 0xff1b,
  Print: 0xff61,
  Delete: 0xffff,
  F1: 0xffbe,
  F4: 0xffc1,
  ShiftLeft: 0xffe1,
  ControlLeft: 0xffe3,
  AltLeft: 0xffe9,
  SuperLeft: 0xffeb,
} as const;

// By KeyboardEvent.key: the key in the middle of the keyboard, then on the number pad if it differs.
const named: Record<string, readonly [number, number?]> = {
  Backspace: [keysyms.BackSpace],
  Tab: [keysyms.Tab],
  Enter: [keysyms.Return, 0xff8d],
  Escape: [keysyms.Escape],
  Delete: [keysyms.Delete, 0xff9f],
  Clear: [0xff0b, 0xff9d],
  Pause: [0xff13],
  ScrollLock: [0xff14],
  PrintScreen: [keysyms.Print],
  Insert: [0xff63, 0xff9e],
  Home: [0xff50, 0xff95],
  End: [0xff57, 0xff9c],
  PageUp: [0xff55, 0xff9a],
  PageDown: [0xff56, 0xff9b],
  ArrowLeft: [0xff51, 0xff96],
  ArrowUp: [0xff52, 0xff97],
  ArrowRight: [0xff53, 0xff98],
  ArrowDown: [0xff54, 0xff99],
  ContextMenu: [0xff67],
  Help: [0xff6a],
  Undo: [0xff65],
  Redo: [0xff66],
  Find: [0xff68],
  Cancel: [0xff69],
};

const numberPad = 3;

export function keysymOfText(character: string): number {
  const known = older[character];
  if (known) return known;
  const point = character.codePointAt(0)!;
  const latin1 = (point >= 0x20 && point <= 0x7e) || (point >= 0xa0 && point <= 0xff);
  return latin1 ? point : 0x01000000 | point;
}

// Undefined for keys that stay with the mediator's own PC (volume, Caps Lock) or mean nothing elsewhere.
export function keysymOfKey(key: string, location: number): number | undefined {
  const f = /^F([1-9]|1\d|2[0-4])$/.exec(key);
  if (f) return functionKey(Number(f[1]));
  const found = named[key];
  return found && (location === numberPad ? (found[1] ?? found[0]) : found[0]);
}

export function functionKey(number: number): number {
  return keysyms.F1 + number - 1;
}
