import { describe, expect, it } from 'vitest';
import { stepOf } from './restart_steps';

const on = { online: true, desktopPresent: true };
const login = { online: true, desktopPresent: false };
const off = { online: false, desktopPresent: false };

describe('how far a restart has come', () => {
  it('takes the PC that was there before for the one that is about to stop', () => {
    expect(stepOf(on, false)).toBe('stopping');
    expect(stepOf(login, false)).toBe('stopping');
    expect(stepOf(undefined, false)).toBe('stopping');
  });

  it('waits for it to be off, on, and for somebody to log in', () => {
    expect(stepOf(off, false)).toBe('starting');
    expect(stepOf(undefined, true)).toBe('starting');
    expect(stepOf(login, true)).toBe('logging_in');
    expect(stepOf(on, true)).toBe('back');
  });
});
