import { describe, expect, it } from 'vitest';
import { pageOf, textOf } from './slip';

describe('the address of a page', () => {
  it.each([
    ['https://ecole.example/cahier?jour=3#fin', 'https://ecole.example/cahier?jour=3#fin'],
    ['  ecole.example/cahier ', 'https://ecole.example/cahier'],
    ['HTTP://Ecole.Example', 'http://ecole.example/'],
    ['https://école.example/', 'https://xn--cole-9oa.example/'],
    ['https://ecole.example/à|b', 'https://ecole.example/%C3%A0%7Cb'],
    ['http://192.168.1.1', 'http://192.168.1.1/'],
  ])('is %s as it is sent', (written, sent) => expect(pageOf(written)).toBe(sent));

  it.each([
    '',
    'deux mots',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://ecole.example',
    'https://banque.example@pirate.example/',
    'https://nadia:secret@ecole.example/',
    'https://[::1]/',
    'http:/ecole.example:x',
    `https://${'a'.repeat(64)}.example`,
    `https://${'a.'.repeat(30)}example`,
    'https://ecole.example./',
    `https://ecole.example/${'x'.repeat(2000)}`,
  ])('is not %s', (written) => expect(pageOf(written)).toBeUndefined());
});

describe('a few words', () => {
  it('keep their lines, and nothing that is not seen', () => {
    expect(textOf(' Dossier\u00a0:\r\n\t4711 \u202e\u0007')).toBe('Dossier\u00a0:\n 4711');
    expect(textOf('می\u200cخواهم')).toBe('می\u200cخواهم');
  });

  it('have an end', () => {
    expect(textOf('é'.repeat(500))).toBe('é'.repeat(500));
    expect(textOf('é'.repeat(501))).toBeUndefined();
    expect(textOf('a\n'.repeat(11) + 'a')).toBeDefined();
    expect(textOf('a\n'.repeat(12) + 'a')).toBeUndefined();
    for (const blank of [' \n ', '\u00a0', '\u200b', '\u200c', '\u3164', '\u2800', '\u115f', '\u00ad'])
      expect(textOf(blank)).toBeUndefined();
  });
});
