import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import {
  ConsoleTells_Phase as Phase,
  ConsoleTellsSchema,
} from '../gen/maintendue/local/v1/session_socket_pb';
import { ConsentAnswer, EndReason, Held, Scope } from '../gen/maintendue/v1/session_pb';
import { errorNames } from '../wire/failure';
import {
  askAgainIn,
  endedWell,
  isRestarting,
  permitsOf,
  phaseWords,
  restartAgainIn,
  sentenceOf,
} from './phase';
import type { SessionState } from './session';

const told = (tells: MessageInitShape<typeof ConsoleTellsSchema>) =>
  create(ConsoleTellsSchema, tells);
const title = (
  tells: MessageInitShape<typeof ConsoleTellsSchema>,
  mouse: SessionState['mouse'] = 'not_held',
) => sentenceOf({ tells: told(tells), mouse }).title;

const every = <E extends number>(of: Record<string, string | E>): E[] =>
  Object.values(of).filter((value): value is E => typeof value === 'number');

describe('asking again', () => {
  const now = 1_800_000_000_000;
  const after = (askAgainMs: number) =>
    told({ answeredScope: Scope.VIEW, answer: ConsentAnswer.REFUSED, askAgainMs: BigInt(askAgainMs) });

  it('waits as long as the PC says, in whole seconds', () => {
    expect(askAgainIn(after(now + 4_200), Scope.VIEW, now)).toBe(5);
    expect(askAgainIn(after(now), Scope.VIEW, now)).toBe(0);
    expect(askAgainIn(after(now - 60_000), Scope.VIEW, now)).toBe(0);
  });

  it('says so at the end, and does not invite to ask once more', () => {
    expect(title({ phase: Phase.ENDED, endReason: EndReason.FAMILY_REFUSED })).toBe(
      'ended.refused.title',
    );
    expect(
      title({ phase: Phase.ENDED, endReason: EndReason.NEVER_ALLOWED, answeredScope: Scope.VIEW, askAgainMs: -1n }),
    ).not.toBe('ended.refused.title');
  });

  it('is over when the family has said no often enough', () => {
    expect(askAgainIn(after(-1), Scope.VIEW, now)).toBe('never');
  });

  it('waits for nothing that was not refused', () => {
    expect(askAgainIn(after(now + 4_200), Scope.CONTROL, now)).toBe(0);
    expect(askAgainIn(told({}), Scope.VIEW, now)).toBe(0);
  });
});

describe('what is possible', () => {
  const able = (tells: MessageInitShape<typeof ConsoleTellsSchema>) =>
    Object.entries(permitsOf(told(tells)))
      .filter(([, yes]) => yes)
      .map(([name]) => name);

  it('is nothing while the PC is called and the line secured, a number while the first question stands', () => {
    expect(able({ phase: Phase.CALLING })).toEqual([]);
    expect(able({ phase: Phase.SECURING })).toEqual([]);
    expect(able({ phase: Phase.ASKING, asking: Scope.VIEW })).toEqual(['askByNumber']);
    expect(able({ phase: Phase.ASKING, asking: Scope.VIEW, numberTries: 3 })).toEqual([]);
  });

  it('is nothing while the line is cut, whatever was allowed before', () => {
    expect(able({ phase: Phase.CUT })).toEqual([]);
    expect(title({ phase: Phase.CUT })).toBe('phase.cut.title');
  });

  it('is nothing while the picture is held back, but for a word in a pause', () => {
    const pauses = [Held.LOOKS_AWAY, Held.CALLS_BACK, Held.HIDDEN];
    for (const held of every(Held)) {
      const can = pauses.includes(held) ? ['laying'] : [];
      expect(able({ phase: Phase.HELD, held })).toEqual(can);
      expect(able({ phase: Phase.HELD, held, checking: true })).toEqual([]);
    }
  });

  it('is asking again when nothing is allowed', () => {
    expect(able({ phase: Phase.IDLE })).toEqual(['askToSee']);
  });

  it('is seeing and asking for the mouse, then seeing alone while that is asked', () => {
    expect(able({ phase: Phase.VIEWING, scope: Scope.VIEW })).toEqual([
      'seen',
      'pointing',
      'pausing',
      'laying',
      'askForMouse',
      'askToRestart',
    ]);
    expect(able({ phase: Phase.ASKING, scope: Scope.VIEW, asking: Scope.CONTROL })).toEqual([
      'seen',
      'askByNumber',
    ]);
  });

  it('is seeing alone while a restart is asked for', () => {
    const asked = { restartAsking: true, inputSuspended: true };
    expect(able({ phase: Phase.VIEWING, scope: Scope.VIEW, ...asked })).toEqual(['seen']);
  });

  it('is typing with the mouse, but not while a window asks the family', () => {
    const controlling = { phase: Phase.CONTROLLING, scope: Scope.CONTROL };
    expect(able(controlling)).toEqual([
      'seen',
      'holding',
      'typing',
      'pausing',
      'laying',
      'askToRestart',
    ]);
    expect(able({ ...controlling, inputSuspended: true })).toEqual(['seen', 'holding']);
  });

  it('is nothing once it is over, whatever scope is still told', () => {
    expect(able({ phase: Phase.ENDED, scope: Scope.CONTROL })).toEqual(['ended']);
  });
});

describe('a restart', () => {
  it('may be asked for again after a pause, or not at all', () => {
    expect(restartAgainIn(told({}), 1000)).toBe(0);
    expect(restartAgainIn(told({ restartAgainMs: 6000n }), 1000)).toBe(5);
    expect(restartAgainIn(told({ restartAgainMs: -1n }), 1000)).toBe('never');
  });

  it('is waited for only when the session ended for it', () => {
    const ended = { phase: Phase.ENDED, endReason: EndReason.RESTARTING };
    expect(isRestarting(told(ended))).toBe(true);
    expect(isRestarting(told({ ...ended, endReason: EndReason.FAMILY }))).toBe(false);
    expect(isRestarting(told({ ...ended, error: 'machine_off' }))).toBe(false);
  });
});

describe('the sentence of the state', () => {
  it('exists for every phase', () => {
    const titles = every(Phase).map((phase) => title({ phase }));
    expect(titles.every((key) => key.length > 0)).toBe(true);
    expect(Object.keys(phaseWords).length).toBe(every(Phase).length);
  });

  it('tells refused from unanswered from not asked', () => {
    const idle = (answer: ConsentAnswer) => title({ phase: Phase.IDLE, answer });
    expect(idle(ConsentAnswer.REFUSED)).toBe('phase.refused.title');
    expect(idle(ConsentAnswer.UNANSWERED)).toBe('phase.unanswered.title');
    expect(idle(ConsentAnswer.UNSPECIFIED)).toBe('phase.idle.title');
  });

  it('tells why nothing is seen', () => {
    const titles = every(Held).map((held) => title({ phase: Phase.HELD, held }));
    expect(new Set(titles).size).toBe(every(Held).length);
    const other = { phase: Phase.ASKING, asking: Scope.VIEW, held: Held.OTHER_PERSON };
    expect(title(other)).toBe('phase.other_person.title');
  });

  it('tells that the family is asked quietly, whatever is allowed', () => {
    expect(title({ phase: Phase.VIEWING, offering: true })).toBe('phase.offering.title');
    expect(title({ phase: Phase.VIEWING, checking: true })).toBe('phase.checking.title');
    expect(title({ phase: Phase.CONTROLLING, checking: true })).toBe('phase.checking.title');
  });

  it('tells that the picture is away while a number for the mouse stands there', () => {
    const asking = { phase: Phase.ASKING, numberTries: 3 };
    const body = (scope: Scope) =>
      sentenceOf({ tells: told({ ...asking, asking: scope }), mouse: 'not_held' }).body;
    expect(body(Scope.VIEW)).toBe('phase.number.body');
    expect(body(Scope.CONTROL)).toBe('phase.number_control.body');
  });

  it('tells what is asked', () => {
    expect(title({ phase: Phase.ASKING, asking: Scope.VIEW })).toBe('phase.asking_view.title');
    expect(title({ phase: Phase.ASKING, asking: Scope.CONTROL })).toBe(
      'phase.asking_control.title',
    );
  });

  it('tells why one sees and no more', () => {
    const viewing = { phase: Phase.VIEWING, scope: Scope.VIEW, answeredScope: Scope.CONTROL };
    expect(title({ ...viewing, answer: ConsentAnswer.REFUSED })).toBe(
      'phase.control_refused.title',
    );
    expect(title({ ...viewing, answer: ConsentAnswer.UNANSWERED })).toBe(
      'phase.control_unanswered.title',
    );
    expect(title({ ...viewing, answer: ConsentAnswer.GRANTED }, 'taken_back')).toBe(
      'phase.taken_back.title',
    );
    expect(title({ ...viewing, answer: ConsentAnswer.GRANTED }, 'given_back')).toBe(
      'phase.given_back.title',
    );
    expect(title({ phase: Phase.VIEWING, scope: Scope.VIEW })).toBe('phase.viewing.title');
  });

  it('tells of a restart that is asked for, and of the way back behind one', () => {
    for (const phase of [Phase.VIEWING, Phase.CONTROLLING]) {
      expect(title({ phase, restartAsking: true, inputSuspended: true })).toBe(
        'phase.restart_asking.title',
      );
    }
    expect(title({ phase: Phase.HELD, held: Held.RETURN })).toBe('phase.returning.title');
  });

  it('is a different one for whoever holds the picture back', () => {
    const titles = every(Held).map((held) => title({ phase: Phase.HELD, held }));
    expect(new Set(titles).size).toBe(every(Held).length);
  });

  it('tells that a window holds the mouse back', () => {
    const controlling = { phase: Phase.CONTROLLING, scope: Scope.CONTROL };
    expect(title(controlling)).toBe('phase.controlling.title');
    expect(title({ ...controlling, inputSuspended: true })).toBe('phase.suspended.title');
  });

  it('is a different one for every end and every error', () => {
    const ends = every(EndReason).map((endReason) => title({ phase: Phase.ENDED, endReason }));
    expect(new Set(ends).size).toBe(every(EndReason).length);
    const errors = errorNames.map((error) => title({ phase: Phase.ENDED, error }));
    expect(new Set(errors).size).toBe(errorNames.length);
  });

  it('is a plain one for an end or an error nobody knows yet', () => {
    expect(title({ phase: Phase.ENDED, endReason: 99 as EndReason })).toBe('ended.unknown.title');
    expect(title({ phase: Phase.ENDED, error: 'from_the_future' })).toBe('error.internal.title');
  });

  it('knows a wanted end from a misfortune', () => {
    expect(endedWell(told({ endReason: EndReason.FAMILY }))).toBe(true);
    expect(endedWell(told({ endReason: EndReason.MACHINE_LOST }))).toBe(false);
    expect(endedWell(told({ error: 'machine_off' }))).toBe(false);
  });
});
