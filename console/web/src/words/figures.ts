// Times and sizes as people of this language write them: 24 hours with "h" in French, relative when near.
import { language, say } from './words';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

// "11 h 30", "11:30".
export function clockTime(ms: number): string {
  const date = new Date(ms);
  if (language.get() === 'fr') {
    return `${date.getHours()}\u00a0h\u00a0${String(date.getMinutes()).padStart(2, '0')}`;
  }
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(date);
}

// "lundi 23 novembre 2026 à 14 h 05": what a pointer that rests reads.
export function exactTime(ms: number): string {
  return say('figures.exact', {
    day: calendarDay(ms, { weekday: 'long', year: 'numeric' }),
    time: clockTime(ms),
  });
}

// "3 avril 2027".
export function longDay(ms: number): string {
  return calendarDay(ms, { year: 'numeric' });
}

// "aujourd’hui à 14 h 05", "hier à 9 h 12", "demain à 9 h 00", "14 octobre à 10 h 00".
export function dayAndTime(ms: number, now: number): string {
  const time = clockTime(ms);
  const days = daysBetween(ms, now);
  if (days === 0) return say('figures.today', { time });
  if (days === 1) return say('figures.yesterday', { time });
  if (days === -1) return say('figures.tomorrow', { time });
  const sameYear = new Date(ms).getFullYear() === new Date(now).getFullYear();
  return say('figures.exact', { day: calendarDay(ms, sameYear ? {} : { year: 'numeric' }), time });
}

// "à l’instant", "il y a 4 minutes", "il y a 12 jours".
export function timeAgo(ms: number, now: number): string {
  const past = now - ms;
  if (past < minute) return say('figures.just_now');
  const words = new Intl.RelativeTimeFormat(language.get(), { numeric: 'auto' });
  if (past < hour) return words.format(-Math.floor(past / minute), 'minute');
  const days = daysBetween(ms, now);
  if (days === 0) return words.format(-Math.floor(past / hour), 'hour');
  return words.format(-days, 'day');
}

// "moins d’une minute", "24 min", "1 h 05".
export function duration(ms: number): string {
  const minutes = Math.floor(ms / minute);
  if (minutes < 1) return say('figures.under_a_minute');
  if (minutes < 60) return say('figures.minutes', { minutes });
  const rest = String(minutes % 60).padStart(2, '0');
  return say('figures.hours', { hours: Math.floor(minutes / 60), minutes: rest });
}

// "1:05" of a clock that runs.
export function runningTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

// "230 ko", "1,8 Mo".
export function byteSize(bytes: number): string {
  const kilo = bytes / 1000;
  if (kilo < 1000) return say('figures.kilobytes', { count: decimal(kilo, 0) });
  return say('figures.megabytes', { count: decimal(kilo / 1000, kilo < 10_000 ? 1 : 0) });
}

// "médiation et atelier", "Nadia R., Camille B. et Léa".
export function listed(words: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(words);
}

function decimal(value: number, digits: number): string {
  return new Intl.NumberFormat(language.get(), { maximumFractionDigits: digits }).format(value);
}

function calendarDay(ms: number, more: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', ...more }).format(ms);
}

export function locale(): string {
  return language.get() === 'fr' ? 'fr' : 'en-GB';
}

// Midnights between the two, in this place's calendar: a day with a change of clock is still one day.
function daysBetween(ms: number, now: number): number {
  const midnight = (at: number) => {
    const date = new Date(at);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  };
  return Math.round((midnight(now) - midnight(ms)) / day);
}
