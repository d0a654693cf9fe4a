import { beforeEach, describe, expect, it } from 'vitest';
import { RosterChange_Kind as Kind, type Colleague } from '../gen/maintendue/local/v1/console_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import { FakeRoster, operatorId } from '../../tests/fake/roster';
import { deedOf, onlyOwn, problemSentence } from './changes';
import {
  administrators,
  endOf,
  lastAdministrator,
  mayChange,
  maySuspend,
  unconfirmed,
} from './standing';

const day = 86_400_000;
let fake: FakeRoster;
let camille: Colleague;
let samir: Colleague;

beforeEach(() => {
  fake = new FakeRoster();
  camille = fake.of(operatorId.camille);
  samir = fake.of(operatorId.samir);
});

describe('who may change the list', () => {
  it('administers, holds the key, and is let in herself', () => {
    expect(mayChange(fake.view())).toBe(false);
    fake.canChange = true;
    expect(mayChange(fake.view())).toBe(false);
    fake.be(operatorId.camille);
    expect(mayChange(fake.view())).toBe(true);
    camille.suspended = true;
    expect(mayChange(fake.view())).toBe(false);
    camille.suspended = false;
    fake.canChange = false;
    expect(mayChange(fake.view())).toBe(false);
  });

  it('is asked for by name, but neither oneself nor somebody who is out', () => {
    expect(administrators(fake.view()).map((one) => one.name)).toEqual(['Camille B.']);
    samir.roles.push(Role.ADMIN);
    camille.suspended = true;
    expect(administrators(fake.view()).map((one) => one.name)).toEqual(['Samir T.']);
    fake.be(operatorId.samir);
    expect(administrators(fake.view())).toEqual([]);
  });
});

describe('the last administrator', () => {
  it('is the only one who is let in', () => {
    expect(lastAdministrator(fake.view(), camille)).toBe(true);
    expect(lastAdministrator(fake.view(), samir)).toBe(false);
    samir.roles.push(Role.ADMIN);
    expect(lastAdministrator(fake.view(), camille)).toBe(false);
    samir.suspended = true;
    expect(lastAdministrator(fake.view(), camille)).toBe(true);
    // Camille could lift it, or go on without.
    expect(lastAdministrator(fake.view(), samir)).toBe(false);
  });
});

describe('a suspension', () => {
  it('can be stated once by each person', () => {
    expect(maySuspend(samir)).toBe(true);
    samir.suspensions = 1;
    expect(maySuspend(samir)).toBe(true);
    samir.suspendedByMe = true;
    expect(maySuspend(samir)).toBe(false);
    samir.suspendedByMe = false;
    samir.suspended = true;
    expect(maySuspend(samir)).toBe(false);
  });
});

describe('the end of the list', () => {
  it('is told from two months before', () => {
    const now = Date.now();
    const endsIn = (days: number) => {
      fake.endsMs = now + days * day;
      return endOf(fake.view(), now);
    };
    expect([endsIn(62), endsIn(61), endsIn(1), endsIn(0), endsIn(-3)]).toEqual([
      'far',
      'soon',
      'soon',
      'over',
      'over',
    ]);
  });
});

describe('a list that nobody else confirms', () => {
  it('is told when all others were silent for four weeks, but not to one who is alone', () => {
    const now = Date.now();
    expect(unconfirmed(fake.view(), now)).toBe(false);
    expect(unconfirmed(fake.view(), now + 26 * day)).toBe(false);
    expect(unconfirmed(fake.view(), now + 29 * day)).toBe(true);
    samir.confirmedMs = BigInt(now + 20 * day);
    expect(unconfirmed(fake.view(), now + 29 * day)).toBe(false);
    samir.suspended = true;
    expect(unconfirmed(fake.view(), now + 29 * day)).toBe(true);
    fake.madeMs = now + 5 * day;
    expect(unconfirmed(fake.view(), now + 29 * day)).toBe(false);
    fake.madeMs = now - 60 * day;
    fake.colleagues = [fake.self()];
    expect(unconfirmed(fake.view(), now + 29 * day)).toBe(false);
  });
});

describe('what one did oneself', () => {
  it('is no news, as long as nothing else is there to read', () => {
    const before = fake.view();
    const remove = deedOf({ case: 'removeOperatorId', value: operatorId.samir });
    fake.tell(Kind.REMOVED, samir);
    expect(onlyOwn(before, fake.view(), remove)).toBe(true);
    expect(onlyOwn(undefined, fake.view(), remove)).toBe(false);
    expect(onlyOwn(fake.view(), fake.view(), remove)).toBe(false);
    fake.tell(Kind.ROSTER_KEY);
    expect(onlyOwn(before, fake.view(), remove)).toBe(false);
  });

  it('is news when it is about somebody else, or of another kind', () => {
    const before = fake.view();
    fake.tell(Kind.SUSPENDED, samir);
    const deeds = [
      deedOf({ case: 'removeOperatorId', value: operatorId.samir }),
      { kind: Kind.SUSPENDED, operatorId: operatorId.lea },
      deedOf({ case: 'renew', value: {} }),
    ];
    expect(deeds.map((deed) => onlyOwn(before, fake.view(), deed))).toEqual([false, false, false]);
  });

  it('is known by name when she is new', () => {
    const before = fake.view();
    fake.tell(Kind.ADDED, samir);
    const add = (name: string) =>
      deedOf({ case: 'add', value: { name, roles: [Role.SUPPORT], passphrase: '' } });
    expect(onlyOwn(before, fake.view(), add('Samir T.'))).toBe(true);
    expect(onlyOwn(before, fake.view(), add('Inès'))).toBe(false);
  });
});

describe('a refusal', () => {
  it('that has no sentence of its own does not claim that nothing happened', () => {
    expect(problemSentence('internal')).toBe('team.problem.other');
    expect(problemSentence('timed_out')).toBe('team.problem.unsure');
    expect(problemSentence('relay_unreachable')).toBe('team.problem.relay');
  });
});
