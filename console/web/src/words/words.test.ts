import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from './en.json';
import fr from './fr.json';
import { language, say, sayCount, speak, startSpeaking } from './words';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !name.startsWith('gen/'))
  .map((name) => readFileSync(join('src', name), 'utf8'));

const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe('the catalogues', () => {
  it('say the same things in both languages, in the same order', () => {
    expect(Object.keys(en)).toEqual(Object.keys(fr));
  });

  it('leave the same holes to fill', () => {
    for (const key of Object.keys(fr) as (keyof typeof fr)[]) {
      expect({ key, holes: holes(en[key]) }).toEqual({ key, holes: holes(fr[key]) });
    }
  });

  it('hold no key that nobody says', () => {
    const said = sources.join('\n');
    const unused = Object.keys(fr).filter(
      (key) => !said.includes(`'${key}'`) && !said.includes(`"${key}"`),
    );
    expect(unused).toEqual([]);
  });

  it('hold every key that somebody says', () => {
    const missing = sources
      .flatMap((source) => [...source.matchAll(/\bsay(?:Count)?\(\s*'([^']+)'/g)])
      .map((found) => found[1]!)
      .filter((key) => !(key in fr));
    expect(missing).toEqual([]);
  });

  it('hold no empty sentence and no typewriter apostrophe', () => {
    for (const [key, text] of [...Object.entries(fr), ...Object.entries(en)]) {
      expect({ key, text }).toEqual({ key, text: text.trim().replace(/'/g, '’') });
      expect(text).not.toBe('');
    }
  });

  it('write French with its narrow spaces', () => {
    for (const [key, text] of Object.entries(fr)) {
      expect({ key, wrong: text.match(/[ \u00a0][:;?!»]|«[ \u00a0]/g) }).toEqual({
        key,
        wrong: null,
      });
    }
  });
});

describe('a language', () => {
  it('is French at first', () => {
    localStorage.clear();
    startSpeaking();
    expect(language.get()).toBe('fr');
  });

  it('is told to the page and remembered', () => {
    speak('en');
    expect(document.documentElement.lang).toBe('en');
    language.set('fr');
    startSpeaking();
    expect(language.get()).toBe('en');
  });

  it('fills holes, and decides which count is one', () => {
    speak('fr');
    expect(say('machine.number', { id: '12' })).toBe('n°\u00a012');
    expect(sayCount('follow_up.seen.one', 'follow_up.seen.other', 1)).toBe('1 prise en main');
    expect(sayCount('follow_up.seen.one', 'follow_up.seen.other', 3)).toBe('3 prises en main');
    expect(sayCount('machines.on.one', 'machines.on.other', 0)).toBe('0 allumé');
  });
});
