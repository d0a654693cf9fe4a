// When one could call a family: the next half hours in the part of the day that it wished for. Pure.
import { CallBack } from '../gen/maintendue/v1/help_pb';

const minute = 60_000;
const soonestMs = 15 * minute;
const proposed = 4;
const ofOneDay = 3;
// An appointment lies at most so far ahead (help.proto).
export const farthestMs = 60 * 24 * 60 * minute;

// From this hour, to the one at which no call begins any more.
const hoursOf: Record<CallBack, readonly [from: number, to: number]> = {
  [CallBack.ANY]: [9, 19],
  [CallBack.MORNING]: [9, 12],
  [CallBack.AFTERNOON]: [13, 18],
  [CallBack.EVENING]: [18, 20],
};

// The soonest first, in milliseconds since 1970: no more than three of one day, so that the next is among them.
export function halfHours(wish: CallBack, now: number): number[] {
  const [from, to] = hoursOf[wish] ?? hoursOf[CallBack.ANY];
  const found: number[] = [];
  const perDay = new Map<string, number>();
  const at = new Date(now + soonestMs);
  at.setMinutes(Math.ceil(at.getMinutes() / 30) * 30, 0, 0);
  while (found.length < proposed) {
    const day = at.toDateString();
    const before = perDay.get(day) ?? 0;
    if (at.getHours() >= from && at.getHours() < to && before < ofOneDay) {
      found.push(at.getTime());
      perDay.set(day, before + 1);
    }
    at.setTime(at.getTime() + 30 * minute);
  }
  return found;
}

// What a field for a date and an hour holds: "2026-12-01T14:00", by the clock of this place.
export function fieldOf(ms: number): string {
  const date = new Date(ms);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

// Undefined for a field that holds no moment.
export function momentIn(field: string): number | undefined {
  const ms = new Date(field).getTime();
  return Number.isNaN(ms) ? undefined : ms;
}

export function canCallAt(ms: number, now: number): boolean {
  return ms > now && ms <= now + farthestMs;
}
