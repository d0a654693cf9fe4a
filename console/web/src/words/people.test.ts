import { create } from '@bufbuild/protobuf';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  RosterChange_Kind as Kind,
  RosterChangeSchema,
} from '../gen/maintendue/local/v1/console_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import { changeInWords, rolesInWords } from './people';
import { speak } from './words';

beforeEach(() => speak('fr'));

const told = (kind: Kind, name: string, roles: Role[]) =>
  changeInWords(create(RosterChangeSchema, { kind, name, roles }));

describe('people in words', () => {
  it('have their roles in the same order always, in either language', () => {
    expect(rolesInWords([Role.ADMIN, Role.MEDIATOR])).toBe('médiation et administration');
    speak('en');
    expect(rolesInWords([Role.SUPPORT, Role.ADMIN, Role.MEDIATOR])).toBe(
      'mediation, support and administration',
    );
    expect(rolesInWords([Role.MACHINE])).toBe('');
  });

  it('have their changes told by name, in a direction of its own', () => {
    expect(told(Kind.ADDED, 'ليلى', [Role.MEDIATOR])).toBe(
      '\u2068ليلى\u2069 rejoint l’équipe\u202f: médiation.',
    );
    expect(told(Kind.REMOVED, 'Léa', [Role.SUPPORT])).toContain('quitte l’équipe (atelier)');
  });

  it('have a sentence for a change that is not known yet', () => {
    expect(told(42 as Kind, 'Léa', [])).toBe('La liste a changé.');
  });

  it('do not fill a hole that a name brings along', () => {
    expect(told(Kind.NEW_KEY, '{roles}', [Role.ADMIN])).toContain('{roles}');
  });
});
