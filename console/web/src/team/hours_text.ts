// When somebody answers the phone, as one writes a day and reads a week. Pure.
import type { ClosedDays, Hours, OpenTime } from '../gen/maintendue/v1/hours_pb';
import { language, say } from '../words/words';

// As they are sent, without what the wire adds.
export type Open = Pick<OpenTime, 'weekday' | 'fromMinute' | 'untilMinute'>;
export type Closed = Pick<ClosedDays, 'firstDay' | 'lastDay'>;
export interface PlainHours {
  open: Open[];
  closed: Closed[];
}

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

const dayMs = 86_400_000;
const mostOpen = 21;
const mostClosed = 40;
const longestClosed = 366;

function clock(minute: number): string {
  const rest = String(minute % 60).padStart(2, '0');
  const hour = Math.floor(minute / 60);
  if (language.get() === 'fr') return minute % 60 === 0 ? `${hour}h` : `${hour}h${rest}`;
  return `${hour}:${rest}`;
}

// "9h-12h 14h-17h30", "9:00-12:00 14:00-17:30"; empty for a closed day.
export function dayText(open: readonly Open[], weekday: number): string {
  const times = open.filter((time) => time.weekday === weekday);
  return times.map((time) => `${clock(time.fromMinute)}-${clock(time.untilMinute)}`).join(' ');
}

const time = /^(\d{1,2})(?:[:h](\d{2})?)?$/;

function minuteOf(text: string): number | undefined {
  const [, hours, minutes] = time.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const minute = Number(hours) * 60 + Number(minutes ?? 0);
  return Number(minutes ?? 0) < 60 && minute <= 1440 ? minute : undefined;
}

// As people write it: "9h-12h, 14h-17h30" too. Undefined for what is no day's hours.
export function openOn(weekday: number, text: string): Open[] | undefined {
  const joined = text.toLowerCase().replace(/\s*[-–—]\s*/g, '-');
  const tidy = joined.replace(/(\d)\s+h\s+(\d{2})(?!\s*h)/g, '$1h$2').replace(/(\d)\s+h/g, '$1h');
  const pieces = tidy.split(/[\s,;]+/).filter(Boolean);
  const open: Open[] = [];
  for (const piece of pieces) {
    const ends = piece.split('-');
    const [from, until] = ends.map(minuteOf);
    const before = open.at(-1)?.untilMinute ?? 0;
    if (ends.length !== 2 || from === undefined || until === undefined) return undefined;
    if (from < before || from >= until) return undefined;
    open.push({ weekday, fromMinute: from, untilMinute: until });
  }
  return open.length <= mostOpen / weekdays.length ? open : undefined;
}

// What a date field holds ("2026-12-24") and days since 1970.
export function dayOf(field: string): number | undefined {
  const ms = Date.parse(`${field}T00:00:00Z`);
  return Number.isNaN(ms) || ms < 0 ? undefined : ms / dayMs;
}
export function fieldOfDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

// In order; undefined when some are upside down, too long, or touch others.
export function inOrder(closed: readonly Closed[]): Closed[] | undefined {
  const sorted = [...closed].sort((a, b) => a.firstDay - b.firstDay);
  const good = sorted.every(({ firstDay, lastDay }, at) => {
    const before = sorted[at - 1]?.lastDay ?? -Infinity;
    return firstDay <= lastDay && lastDay - firstDay <= longestClosed && firstDay - before > 1;
  });
  return good && sorted.length <= mostClosed ? sorted : undefined;
}

// Whether anything is said at all.
export function saysHours(hours: Hours | undefined): hours is Hours {
  return (hours?.open.length ?? 0) > 0;
}

export function weekdayName(weekday: number, locale: string): string {
  const monday = 4 * dayMs; // 5 January 1970 was one
  const words = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return words.format(monday + (weekday - 1) * dayMs);
}

export function closedWords({ firstDay, lastDay }: Closed, locale: string): string {
  const words = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const from = words.format(firstDay * dayMs);
  if (firstDay === lastDay) return say('team.hours.closed_one', { from });
  return say('team.hours.closed', { from, until: words.format(lastDay * dayMs) });
}
