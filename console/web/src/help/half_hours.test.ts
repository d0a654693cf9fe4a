import { describe, expect, it } from 'vitest';
import { CallBack } from '../gen/maintendue/v1/help_pb';
import { canCallAt, farthestMs, fieldOf, halfHours, momentIn } from './half_hours';

const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).getTime();
const proposed = (wish: CallBack, now: number) => halfHours(wish, now).map(fieldOf);

describe('the half hours that are proposed', () => {
  it('are the next of this day, and the first of the following one', () => {
    expect(proposed(CallBack.ANY, at(27, 13, 40))).toEqual([
      '2026-11-27T14:00',
      '2026-11-27T14:30',
      '2026-11-27T15:00',
      '2026-11-28T09:00',
    ]);
  });

  it('leave a quarter of an hour to get ready', () => {
    expect(proposed(CallBack.ANY, at(27, 13, 45))[0]).toBe('2026-11-27T14:00');
    expect(proposed(CallBack.ANY, at(27, 13, 46))[0]).toBe('2026-11-27T14:30');
  });

  it('are in the part of the day that the family wished for', () => {
    expect(proposed(CallBack.MORNING, at(27, 11, 10))).toEqual([
      '2026-11-27T11:30',
      '2026-11-28T09:00',
      '2026-11-28T09:30',
      '2026-11-28T10:00',
    ]);
    expect(proposed(CallBack.EVENING, at(27, 19, 50))[0]).toBe('2026-11-28T18:00');
    expect(proposed(CallBack.AFTERNOON, at(27, 8, 0))[0]).toBe('2026-11-27T13:00');
  });

  it('are those of any moment for a wish that is not known', () => {
    expect(proposed(42 as CallBack, at(27, 13, 40))[0]).toBe('2026-11-27T14:00');
  });

  it('go on over a change of clocks', () => {
    const night = new Date(2026, 2, 28, 20, 0).getTime();
    expect(proposed(CallBack.ANY, night)[0]).toBe('2026-03-29T09:00');
  });
});

describe('a moment', () => {
  it('goes into a field and comes back', () => {
    expect(momentIn(fieldOf(at(3, 9, 5)))).toBe(at(3, 9, 5));
    expect(momentIn('')).toBeUndefined();
    expect(momentIn('demain')).toBeUndefined();
  });

  it('is one to call at when it is to come, within sixty days', () => {
    const now = at(27, 14, 0);
    expect(canCallAt(now, now)).toBe(false);
    expect(canCallAt(now + 1, now)).toBe(true);
    expect(canCallAt(now + farthestMs, now)).toBe(true);
    expect(canCallAt(now + farthestMs + 1, now)).toBe(false);
  });
});
