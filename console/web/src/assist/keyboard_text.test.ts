// What is typed as text: event sequences as Chromium really sends them, on Linux and on Windows where they differ.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  down,
  field,
  input,
  keyboard,
  left,
  plugIn,
  press,
  release,
  sent,
  typeKey,
  unplug,
  up,
} from '../../tests/support/keyboard_rig';

beforeEach(plugIn);
afterEach(unplug);

describe('text', () => {
  it('is sent as it reads, a press and a release for each character', () => {
    typeKey('a');
    typeKey('é', { code: 'Digit2' });
    expect(sent).toEqual(['+a', '-a', '+é', '-é']);
  });

  it('beyond Latin-1 goes by code point, save the letters X has older numbers for', () => {
    keyboard.type('شœ€😀');
    expect(sent).toEqual([
      '+U+634',
      '-U+634',
      `+${String.fromCodePoint(0x13bd)}`,
      `-${String.fromCodePoint(0x13bd)}`,
      `+${String.fromCodePoint(0x20ac)}`,
      `-${String.fromCodePoint(0x20ac)}`,
      '+U+1f600',
      '-U+1f600',
    ]);
  });

  it('never meets the Shift that made it', () => {
    press('Shift', { shift: true });
    typeKey('A', { code: 'KeyA', shift: true });
    release('Shift');
    expect(sent).toEqual(['+A', '-A']);
  });

  it('repeats when the key does', () => {
    for (const repeat of [false, true, true]) if (down('e', { repeat })) input('e');
    up('e');
    expect(sent).toEqual(['+e', '-e', '+e', '-e', '+e', '-e']);
  });

  it('leaves nothing in the field', () => {
    typeKey('a');
    expect(field.value).toBe('');
  });

  it('that is pasted or dropped into the field is not typed', () => {
    input('rm -rf\n', 'insertFromPaste');
    input('x', 'insertFromDrop');
    expect(sent).toEqual([]);
    expect(field.value).toBe('');
  });

  it('with an end of line or a tab becomes those keys', () => {
    keyboard.type('a\r\nb\t');
    expect(sent).toEqual(['+a', '-a', '+Return', '-Return', '+b', '-b', '+Tab', '-Tab']);
  });
});

describe('dead keys, compose and input methods', () => {
  it('on Linux come as a composition, and only its end is typed', () => {
    expect(down('Dead', { code: 'BracketLeft' })).toBe(true);
    field.dispatchEvent(new CompositionEvent('compositionstart'));
    input('^', 'insertCompositionText', true);
    up('Dead', { code: 'BracketLeft', composing: true });
    down('ê', { code: 'KeyE', composing: true, keyCode: 229 });
    field.value = 'ê';
    field.dispatchEvent(
      new InputEvent('input', { inputType: 'insertCompositionText', isComposing: true }),
    );
    field.dispatchEvent(new CompositionEvent('compositionend', { data: 'ê' }));
    up('e', { code: 'KeyE' });
    expect(sent).toEqual(['+ê', '-ê']);
    expect(field.value).toBe('');
  });

  it('on Windows come as plain text after the dead key', () => {
    down('Dead', { code: 'BracketLeft' });
    up('Dead', { code: 'BracketLeft' });
    down('ê', { code: 'KeyE' });
    input('ê');
    up('e', { code: 'KeyE' });
    expect(sent).toEqual(['+ê', '-ê']);
  });

  it('in Firefox say it again after the end, and it is still typed once', () => {
    field.value = 'ê';
    field.dispatchEvent(new CompositionEvent('compositionend', { data: 'ê' }));
    field.dispatchEvent(new InputEvent('input', { data: 'ê', inputType: 'insertCompositionText' }));
    expect(sent).toEqual(['+ê', '-ê']);
  });

  it('keep Enter, Backspace and Escape for themselves while they compose', () => {
    for (const name of ['Enter', 'Backspace', 'Escape', 'ArrowDown']) {
      expect(down(name, { composing: true })).toBe(true);
    }
    expect(down('Process', { keyCode: 229 })).toBe(true);
    expect(sent).toEqual([]);
  });

  it('that are given up type nothing', () => {
    field.value = '';
    field.dispatchEvent(new CompositionEvent('compositionend', { data: '' }));
    expect(sent).toEqual([]);
  });
});

describe('AltGr', () => {
  it('makes text on Linux', () => {
    press('AltGraph', { code: 'AltRight', location: 2, altGraph: true });
    typeKey('€', { code: 'KeyE', altGraph: true });
    up('AltGraph', { code: 'AltRight', location: 2 });
    expect(sent).toEqual([`+${String.fromCodePoint(0x20ac)}`, `-${String.fromCodePoint(0x20ac)}`]);
  });

  it('on Windows brings a false Ctrl, which the PC never hears of', () => {
    press('Control', { ctrl: true });
    down('AltGraph', { code: 'AltRight', location: 2, ctrl: true, alt: true, altGraph: true });
    typeKey('@', { code: 'Digit0', ctrl: true, alt: true, altGraph: true });
    release('Control', { altGraph: true });
    up('AltGraph', { code: 'AltRight', location: 2 });
    expect(sent).toEqual(['+@', '-@']);
  });

  it('repeats on Windows with its false Ctrl, and still only text is heard', () => {
    for (const repeat of [false, true, true]) {
      press('Control', { ctrl: true, repeat });
      down('AltGraph', {
        code: 'AltRight',
        location: 2,
        ctrl: true,
        alt: true,
        altGraph: true,
        repeat,
      });
    }
    typeKey('#', { code: 'Digit3', ctrl: true, alt: true, altGraph: true });
    expect(sent).toEqual(['+#', '-#']);
  });

  it('with Shift is not the way out of the picture', () => {
    press('Control', { ctrl: true });
    down('AltGraph', { code: 'AltRight', location: 2, ctrl: true, alt: true, altGraph: true });
    press('Shift', { ctrl: true, alt: true, shift: true, altGraph: true });
    expect(left).toBe(0);
  });
});
