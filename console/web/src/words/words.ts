// What people read, from one catalogue a language: French first. A missing or unused key fails a test.
import { Store } from '../ui/store';
import en from './en.json';
import fr from './fr.json';

export type WordKey = keyof typeof fr;
export type Language = 'fr' | 'en';
export const languages: readonly Language[] = ['fr', 'en'];

const catalogues: Record<Language, Record<WordKey, string>> = { fr, en };
const kept = 'maintendue.language';

export const language = new Store<Language>('fr');

// The language chosen last time, else French.
export function startSpeaking(): void {
  const wished = localStorage.getItem(kept);
  use(languages.find((one) => one === wished) ?? 'fr');
}

export function speak(next: Language): void {
  localStorage.setItem(kept, next);
  use(next);
}

function use(next: Language): void {
  document.documentElement.lang = next;
  document.documentElement.dir = 'ltr';
  language.set(next);
}

export function say(key: WordKey, fills: Record<string, string | number> = {}): string {
  return catalogues[language.get()][key].replace(/\{(\w+)\}/g, (hole, name: string) =>
    name in fills ? String(fills[name]) : hole,
  );
}

// "1 prise en main", "3 prises en main": the language decides which count is one.
export function sayCount(one: WordKey, other: WordKey, count: number): string {
  const rule = new Intl.PluralRules(language.get()).select(count);
  return say(rule === 'one' ? one : other, {
    count: new Intl.NumberFormat(language.get()).format(count),
  });
}
