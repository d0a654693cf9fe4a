import { describe, expect, it } from 'vitest';
import { Role } from '../gen/maintendue/v1/options_pb';
import { againProblem, nameProblem, passphraseProblem, rolesProblem } from './checks';
import { frenchWords } from './french_words';
import { suggestPassphrase } from './passphrase';

describe('what was written', () => {
  it('is a name of 1 to 64 characters on one line', () => {
    for (const good of ['N', 'Nadia R.', ' Léa ', 'ليلى', '👩'.repeat(64)]) {
      expect(nameProblem(good)).toBeUndefined();
    }
    expect(nameProblem('')).toBe('team.name.missing');
    expect(nameProblem(' \t ')).toBe('team.name.missing');
    expect(nameProblem('x'.repeat(65))).toBe('team.name.long');
    for (const odd of ['a\nb', 'a\u0000b', 'a\u2028b', 'a\u202eb', 'a\u2067b']) {
      expect(nameProblem(odd)).toBe('team.name.odd');
    }
  });

  it('has at least one role', () => {
    expect(rolesProblem([])).toBe('team.roles.missing');
    expect(rolesProblem([Role.SUPPORT])).toBeUndefined();
  });

  it('is a passphrase of 8 characters, as people count them, typed twice', () => {
    expect(passphraseProblem('1234567')).toBe('team.passphrase.short');
    expect(passphraseProblem('éàüéàüé')).toBe('team.passphrase.short');
    expect(passphraseProblem('éàüéàüéà')).toBeUndefined();
    expect(againProblem('un', 'deux')).toBe('team.passphrase.differ');
    expect(againProblem('un', 'un')).toBeUndefined();
  });
});

describe('a suggested passphrase', () => {
  it('draws four words of a list that makes each as likely as the others', () => {
    expect(frenchWords.length).toBe(1024);
    expect(new Set(frenchWords).size).toBe(1024);
    for (const word of frenchWords) expect(word).toMatch(/^[a-z]{4,10}$/);
    const drawn = new Set<string>();
    for (let turn = 0; turn < 200; turn++) {
      const words = suggestPassphrase().split(' ');
      expect(words).toHaveLength(4);
      for (const word of words) {
        expect(frenchWords).toContain(word);
        drawn.add(word);
      }
    }
    // 800 draws of 1024 words leave some 470 of them out.
    expect(drawn.size).toBeGreaterThan(450);
  });

  it('will do by the rules above', () => {
    expect(passphraseProblem(suggestPassphrase())).toBeUndefined();
  });
});
