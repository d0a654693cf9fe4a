// A day's hours as people write them, and closed days in order.
import { beforeEach, describe, expect, it } from 'vitest';
import { speak } from '../words/words';
import { dayOf, dayText, fieldOfDay, inOrder, openOn, weekdayName } from './hours_text';

const read = (text: string) => {
  const open = openOn(1, text);
  return open && dayText(open, 1);
};

beforeEach(() => speak('en'));

describe('a day', () => {
  it('is written as one’s language writes it', () => {
    const open = openOn(1, '9-12 14-17h30')!;
    expect(dayText(open, 1)).toBe('9:00-12:00 14:00-17:30');
    speak('fr');
    expect(dayText(open, 1)).toBe('9h-12h 14h-17h30');
    expect(openOn(1, dayText(open, 1))).toEqual(open);
  });

  it.each([
    ['', ''],
    ['9:00-12:00', '9:00-12:00'],
    ['9-12', '9:00-12:00'],
    ['9h – 12h30, 14h-17h', '9:00-12:30 14:00-17:00'],
    ['9 h - 12 h 30 ; 14 h - 17 h', '9:00-12:30 14:00-17:00'],
    ['9h-12h 14h-17h', '9:00-12:00 14:00-17:00'],
    ['9 h - 12 h 14 h - 17 h', '9:00-12:00 14:00-17:00'],
    ['0:00-24:00', '0:00-24:00'],
    ['9-10 10-11 12-13', '9:00-10:00 10:00-11:00 12:00-13:00'],
  ])('is read from “%s”', (text, hours) => {
    expect(read(text)).toBe(hours);
  });

  it.each(['9', 'matin', '12-9', '9-9', '9-25', '9:60-12', '9-12-14', '9-12-', '9-12-xx-18', '9:00-12:00-17h60', '-9-12', '14-17 9-12', '9-12 11-14', '9-10 11-12 13-14 15-16'])(
    'is not read from “%s”',
    (text) => {
      expect(openOn(1, text)).toBeUndefined();
    },
  );

  it('has its name', () => {
    expect([1, 7].map((day) => weekdayName(day, 'fr'))).toEqual(['lundi', 'dimanche']);
  });
});

describe('closed days', () => {
  const day = (text: string) => dayOf(text)!;

  it('are days of the calendar, whatever the zone', () => {
    expect(day('1970-01-05')).toBe(4);
    expect(fieldOfDay(day('2026-12-24'))).toBe('2026-12-24');
    expect(dayOf('')).toBeUndefined();
    expect(dayOf('1969-12-31')).toBeUndefined();
  });

  it('are put in order', () => {
    const may = { firstDay: day('2027-05-01'), lastDay: day('2027-05-01') };
    const noel = { firstDay: day('2026-12-24'), lastDay: day('2027-01-03') };
    expect(inOrder([may, noel])).toEqual([noel, may]);
  });

  it('are none when they are upside down, touch others, or last longer than a year', () => {
    expect(inOrder([{ firstDay: 10, lastDay: 9 }])).toBeUndefined();
    expect(inOrder([{ firstDay: 10, lastDay: 12 }, { firstDay: 13, lastDay: 13 }])).toBeUndefined();
    expect(inOrder([{ firstDay: 10, lastDay: 377 }])).toBeUndefined();
    expect(inOrder([{ firstDay: 10, lastDay: 376 }])).toHaveLength(1);
  });
});
