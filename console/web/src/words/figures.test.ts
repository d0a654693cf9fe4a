import { beforeEach, describe, expect, it } from 'vitest';
import {
  byteSize,
  clockTime,
  dayAndTime,
  duration,
  exactTime,
  runningTime,
  timeAgo,
} from './figures';
import { speak } from './words';

const at = (day: number, hour: number, minute: number) =>
  new Date(2026, 10, day, hour, minute).getTime();
const now = at(23, 15, 30);
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('in French', () => {
  beforeEach(() => speak('fr'));

  it('hours have an h', () => {
    expect(plain(clockTime(at(23, 9, 5)))).toBe('9 h 05');
    expect(plain(exactTime(at(23, 14, 5)))).toBe('lundi 23 novembre 2026 à 14 h 05');
  });

  it('days near have names', () => {
    expect(plain(dayAndTime(at(23, 8, 0), now))).toBe('aujourd’hui à 8 h 00');
    expect(plain(dayAndTime(at(22, 23, 59), now))).toBe('hier à 23 h 59');
    expect(plain(dayAndTime(at(24, 9, 0), now))).toBe('demain à 9 h 00');
    expect(plain(dayAndTime(at(14, 10, 0), now))).toBe('14 novembre à 10 h 00');
    expect(plain(dayAndTime(new Date(2025, 9, 1, 10, 0).getTime(), now))).toBe(
      '1 octobre 2025 à 10 h 00',
    );
  });

  it('times near are relative', () => {
    expect(timeAgo(now - 5_000, now)).toBe('à l’instant');
    expect(timeAgo(now + 5_000, now)).toBe('à l’instant');
    expect(timeAgo(now - 4 * 60_000, now)).toBe('il y a 4 minutes');
    expect(timeAgo(at(23, 9, 0), now)).toBe('il y a 6 heures');
    expect(timeAgo(at(22, 22, 0), now)).toBe('hier');
    expect(timeAgo(at(11, 22, 0), now)).toBe('il y a 12 jours');
  });

  it('lengths and sizes have units', () => {
    expect(plain(duration(20_000))).toBe('moins de 1 min');
    expect(plain(duration(24 * 60_000))).toBe('24 min');
    expect(plain(duration(65 * 60_000))).toBe('1 h 05');
    expect(plain(byteSize(230_400))).toBe('230 ko');
    expect(plain(byteSize(1_840_000))).toBe('1,8 Mo');
    expect(plain(byteSize(14_200_000))).toBe('14 Mo');
    expect(runningTime(72_400)).toBe('1:12');
  });
});

describe('in English', () => {
  beforeEach(() => speak('en'));

  it('they are written the English way', () => {
    expect(clockTime(at(23, 9, 5))).toBe('09:05');
    expect(timeAgo(at(22, 22, 0), now)).toBe('yesterday');
    expect(plain(byteSize(1_840_000))).toBe('1.8 MB');
  });
});
