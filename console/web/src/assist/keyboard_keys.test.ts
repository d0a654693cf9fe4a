// Keys that are no text: event sequences as Chromium really sends them, on Linux and on Windows where they differ.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  down,
  field,
  forget,
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
import { keysyms as k } from './keysyms';

beforeEach(plugIn);
afterEach(unplug);

describe('shortcuts', () => {
  it('press the modifier, then the unshifted letter, and let go as the fingers do', () => {
    press('Control', { ctrl: true });
    expect(down('c', { ctrl: true })).toBe(false);
    up('c', { ctrl: true });
    release('Control');
    expect(sent).toEqual(['+ControlLeft', '+c', '-c', '-ControlLeft']);
  });

  it('with Shift send the small letter between both modifiers', () => {
    press('Control', { ctrl: true });
    press('Shift', { ctrl: true, shift: true });
    down('T', { ctrl: true, shift: true });
    up('T', { ctrl: true, shift: true });
    release('Shift', { ctrl: true });
    release('Control');
    expect(sent).toEqual(['+ControlLeft', '+ShiftLeft', '+t', '-t', '-ShiftLeft', '-ControlLeft']);
  });

  it('go by the place of the key where the layout has no Latin letters', () => {
    press('Control', { ctrl: true });
    down('ؤ', { code: 'KeyC', ctrl: true });
    expect(sent).toEqual(['+ControlLeft', '+c']);
  });

  it('hold Alt while Tab is pressed again and again', () => {
    press('Alt', { alt: true });
    for (let turn = 0; turn < 2; turn++) {
      down('Tab', { alt: true });
      up('Tab', { alt: true });
    }
    release('Alt');
    expect(sent).toEqual(['+AltLeft', '+Tab', '-Tab', '+Tab', '-Tab', '-AltLeft']);
  });

  it('work when the modifier went down while another window had the keyboard', () => {
    down('z', { ctrl: true });
    up('z');
    expect(sent).toEqual(['+ControlLeft', '+z', '-z']);
    typeKey('a');
    expect(sent).toEqual(['+ControlLeft', '+z', '-z', '-ControlLeft', '+a', '-a']);
  });
});

describe('other keys', () => {
  it('go down and up for real, and the browser does not get them', () => {
    for (const name of ['Tab', 'Backspace', 'Enter', 'Escape', 'F5', 'ArrowLeft', 'Delete']) {
      expect(down(name)).toBe(false);
      expect(up(name)).toBe(false);
    }
    expect(sent).toEqual(
      ['Tab', 'BackSpace', 'Return', 'Escape', 'F5', 'Left', 'Delete'].flatMap((name) => [
        `+${name}`,
        `-${name}`,
      ]),
    );
  });

  it('of the number pad are told apart', () => {
    down('Enter', { code: 'NumpadEnter', location: 3 });
    expect(sent).toEqual(['+KP_Enter']);
  });

  it('take Shift with them, on the side it is held, and give it back to text', () => {
    press('Shift', { shift: true }, 'Right');
    down('ArrowLeft', { shift: true });
    up('ArrowLeft', { shift: true });
    typeKey('A', { code: 'KeyA', shift: true });
    release('Shift', {}, 'Right');
    expect(sent).toEqual(['+ShiftRight', '+Left', '-Left', '-ShiftRight', '+A', '-A']);
  });

  it('go up before they go down again when they repeat', () => {
    down('ArrowLeft');
    down('ArrowLeft', { repeat: true });
    up('ArrowLeft');
    expect(sent).toEqual(['+Left', '-Left', '+Left', '-Left']);
  });

  it('of the mediator stay with her: Caps Lock, Num Lock, the volume', () => {
    for (const name of ['CapsLock', 'NumLock', 'AudioVolumeUp']) {
      expect(down(name)).toBe(true);
      up(name);
    }
    typeKey('A', { code: 'KeyA' });
    expect(sent).toEqual(['+A', '-A']);
  });
});

describe('modifiers alone', () => {
  it('are a press of their own when nothing happened meanwhile', () => {
    press('Meta', { meta: true });
    expect(sent).toEqual([]);
    release('Meta');
    expect(sent).toEqual(['+SuperLeft', '-SuperLeft']);
  });

  it('mean nothing for Shift, nor after something happened', () => {
    press('Shift', { shift: true });
    release('Shift');
    press('Control', { ctrl: true });
    press('Shift', { ctrl: true, shift: true });
    release('Shift', { ctrl: true });
    release('Control');
    expect(sent).toEqual([]);
  });

  it('are told before a click', () => {
    press('Control', { ctrl: true });
    keyboard.beforePointer(new MouseEvent('mousedown', { ctrlKey: true }));
    release('Control');
    expect(sent).toEqual(['+ControlLeft', '-ControlLeft']);
  });

  it('called Meta by X because Shift is held are Alt all the same', () => {
    press('Shift', { shift: true });
    down('Meta', { code: 'AltLeft', location: 1, shift: true, alt: true });
    down('Tab', { shift: true, alt: true });
    expect(sent).toEqual(['+ShiftLeft', '+AltLeft', '+Tab']);
  });
});

describe('Ctrl+Alt+Shift', () => {
  it('leaves the picture, and the PC hears nothing of it', () => {
    press('Control', { ctrl: true });
    press('Alt', { ctrl: true, alt: true });
    press('Shift', { ctrl: true, alt: true, shift: true });
    expect(left).toBe(1);
    release('Shift', { ctrl: true, alt: true });
    release('Alt', { ctrl: true });
    release('Control');
    expect(sent).toEqual([]);
  });
});

describe('nothing stays pressed', () => {
  const held = () => {
    press('Control', { ctrl: true });
    down('c', { ctrl: true });
    down('ArrowLeft', { ctrl: true });
    forget();
  };
  const released = ['-c', '-Left', '-ControlLeft'];

  it('when the picture loses the keyboard', () => {
    held();
    field.blur();
    expect(sent).toEqual(released);
    up('c');
    release('Control');
    expect(sent).toEqual(released);
  });

  it('when the window does', () => {
    held();
    window.dispatchEvent(new Event('blur'));
    expect(sent).toEqual(released);
  });

  it('when the session ends, after which nothing is heard', () => {
    held();
    keyboard.detach();
    typeKey('a');
    down('Tab');
    expect(sent).toEqual(released);
  });

  it('after a chord, which lets go backwards', () => {
    keyboard.chord([k.ControlLeft, k.AltLeft, k.Delete]);
    expect(sent).toEqual([
      '+ControlLeft',
      '+AltLeft',
      '+Delete',
      '-Delete',
      '-AltLeft',
      '-ControlLeft',
    ]);
  });
});
