// What is possible, and in which words the state is said, from what the console tells. Pure.
import {
  ConsoleTells_Phase as Phase,
  type ConsoleTells,
} from '../gen/maintendue/local/v1/session_socket_pb';
import { ConsentAnswer, EndReason, Held, Scope } from '../gen/maintendue/v1/session_pb';
import { errorNamed } from '../wire/failure';
import { endSentences, errorSentences, type Sentence } from '../words/sentences';
import type { SessionState } from './session';

export interface Permits {
  // Somebody sees the family's screen: the yellow frame.
  seen: boolean;
  // Mouse and keyboard act on the PC.
  typing: boolean;
  // The mouse is ours, though a window may hold it back for a moment.
  holding: boolean;
  // What is pointed at here can be shown there.
  pointing: boolean;
  // The picture can be held back for a moment.
  pausing: boolean;
  // Something can be laid on the family's screen to be read there.
  laying: boolean;
  askToSee: boolean;
  askForMouse: boolean;
  // The question that stands there can be answered by a number instead, for want of mouse and keyboard.
  askByNumber: boolean;
  askToRestart: boolean;
  ended: boolean;
}

export function permitsOf(tells: ConsoleTells): Permits {
  const ended = tells.phase === Phase.ENDED;
  const holding = !ended && tells.scope === Scope.CONTROL;
  return {
    ended,
    seen: !ended && tells.scope >= Scope.VIEW,
    holding,
    typing: holding && !tells.inputSuspended,
    pointing: tells.phase === Phase.VIEWING && unasked(tells),
    pausing: sees(tells) && !tells.restartAsking && !tells.inputSuspended,
    laying: (sees(tells) || pausedBySomebody(tells)) && unasked(tells),
    askToSee: tells.phase === Phase.IDLE,
    askForMouse: tells.phase === Phase.VIEWING && !tells.restartAsking,
    askByNumber: tells.phase === Phase.ASKING && tells.numberTries === 0,
    askToRestart: sees(tells) && !tells.restartAsking && !tells.inputSuspended,
  };
}

function sees(tells: ConsoleTells): boolean {
  return tells.phase === Phase.VIEWING || tells.phase === Phase.CONTROLLING;
}

// The picture is held back for a moment, and the session goes on.
function pausedBySomebody(tells: ConsoleTells): boolean {
  const pauses = [Held.LOOKS_AWAY, Held.CALLS_BACK, Held.HIDDEN];
  return tells.phase === Phase.HELD && pauses.includes(tells.held);
}

// Nothing is asked of the family.
function unasked(tells: ConsoleTells): boolean {
  return !tells.restartAsking && !tells.inputSuspended && !tells.checking && !tells.offering;
}

// Three times no: the PC does not ask again in this session.
export function saidNoForGood(tells: ConsoleTells, scope: Scope): boolean {
  return tells.answeredScope === scope && tells.askAgainMs < 0n;
}

// Whole seconds until the family may be asked for that again: after a no the PC takes no other ask for a while.
export function askAgainIn(tells: ConsoleTells, scope: Scope, now: number): number | 'never' {
  if (tells.answeredScope !== scope) return 0;
  if (saidNoForGood(tells, scope)) return 'never';
  return Math.max(0, Math.ceil((Number(tells.askAgainMs) - now) / 1000));
}

// As askAgainIn(), for a restart.
export function restartAgainIn(tells: ConsoleTells, now: number): number | 'never' {
  if (tells.restartAgainMs < 0n) return 'never';
  return Math.max(0, Math.ceil((Number(tells.restartAgainMs) - now) / 1000));
}

// The session is over, and the PC lets the operator come back to another one.
export function isRestarting(tells: ConsoleTells): boolean {
  return tells.phase === Phase.ENDED && !tells.error && tells.endReason === EndReason.RESTARTING;
}

// The word of each phase for what is neither read nor heard: styles and tests.
export const phaseWords: Record<Phase, string> = {
  [Phase.PHASE_UNSPECIFIED]: 'calling',
  [Phase.CALLING]: 'calling',
  [Phase.SECURING]: 'securing',
  [Phase.IDLE]: 'idle',
  [Phase.ASKING]: 'asking',
  [Phase.VIEWING]: 'viewing',
  [Phase.CONTROLLING]: 'controlling',
  [Phase.ENDED]: 'ended',
  [Phase.CUT]: 'cut',
  [Phase.VERIFYING]: 'verifying',
  [Phase.HELD]: 'held',
};

export function sentenceOf({ tells, mouse }: Pick<SessionState, 'tells' | 'mouse'>): Sentence {
  if (sees(tells) && tells.restartAsking) {
    return { title: 'phase.restart_asking.title', body: 'assist.say_restart' };
  }
  switch (tells.phase) {
    case Phase.PHASE_UNSPECIFIED:
    case Phase.CALLING:
      return { title: 'phase.calling.title', body: 'phase.calling.body' };
    case Phase.SECURING:
    case Phase.VERIFYING:
      return { title: 'phase.securing.title', body: 'phase.securing.body' };
    case Phase.IDLE:
      return idle(tells);
    case Phase.HELD:
      return heldSentences[tells.held] ?? heldSentences[Held.NO_ANSWER];
    case Phase.ASKING:
      if (tells.numberTries > 0) return { title: 'phase.number.title', body: numberBody(tells) };
      if (tells.held === Held.OTHER_PERSON) return heldSentences[Held.OTHER_PERSON];
      return tells.asking === Scope.CONTROL
        ? { title: 'phase.asking_control.title', body: 'phase.asking_control.body' }
        : { title: 'phase.asking_view.title', body: 'phase.asking_view.body' };
    case Phase.VIEWING:
      if (tells.checking) return { title: 'phase.checking.title', body: 'phase.checking.body' };
      if (tells.offering) return { title: 'phase.offering.title', body: 'phase.offering.body' };
      return viewing(tells, mouse);
    case Phase.CONTROLLING:
      if (tells.checking) return { title: 'phase.checking.title', body: 'phase.checking.body' };
      if (tells.offering) return { title: 'phase.offering.title', body: 'phase.offering.body' };
      return tells.inputSuspended
        ? { title: 'phase.suspended.title', body: 'phase.suspended.body' }
        : { title: 'phase.controlling.title', body: 'phase.controlling.body' };
    case Phase.CUT:
      return { title: 'phase.cut.title', body: 'phase.cut.body' };
    case Phase.ENDED:
      return ended(tells);
  }
}

// Where nothing else is to be said, how to show something.
export function pointingSentence(words: Sentence): Sentence {
  const plain = words.title === 'phase.viewing.title';
  return plain ? { title: 'phase.pointing.title', body: 'phase.pointing.body' } : words;
}

const heldSentences: Record<Held, Sentence> = {
  [Held.UNSPECIFIED]: { title: 'phase.idle.title', body: 'phase.idle.body' },
  [Held.OTHER_PERSON]: { title: 'phase.other_person.title', body: 'phase.other_person.body' },
  [Held.NOBODY]: { title: 'phase.nobody.title', body: 'phase.nobody.body' },
  [Held.NO_ANSWER]: { title: 'phase.paused.title', body: 'phase.paused.body' },
  [Held.NUMBER]: { title: 'phase.number.title', body: 'phase.number_control.body' },
  [Held.RETURN]: { title: 'phase.returning.title', body: 'phase.returning.body' },
  [Held.LOOKS_AWAY]: { title: 'phase.looks_away.title', body: 'phase.looks_away.body' },
  [Held.CALLS_BACK]: { title: 'phase.calls_back.title', body: 'phase.calls_back.body' },
  [Held.HIDDEN]: { title: 'phase.hidden.title', body: 'phase.hidden.body' },
};

// While it is about the mouse the picture is away: the number must not be in it.
function numberBody(tells: ConsoleTells): Sentence['body'] {
  return tells.asking === Scope.CONTROL ? 'phase.number_control.body' : 'phase.number.body';
}

function idle(tells: ConsoleTells): Sentence {
  if (tells.answer === ConsentAnswer.REFUSED) {
    return { title: 'phase.refused.title', body: 'phase.refused.body' };
  }
  if (tells.answer === ConsentAnswer.UNANSWERED) {
    return { title: 'phase.unanswered.title', body: 'phase.unanswered.body' };
  }
  return { title: 'phase.idle.title', body: 'phase.idle.body' };
}

function viewing(tells: ConsoleTells, mouse: SessionState['mouse']): Sentence {
  if (tells.answeredScope === Scope.CONTROL && tells.answer === ConsentAnswer.REFUSED) {
    const body = saidNoForGood(tells, Scope.CONTROL) ? 'phase.control_never.body' : 'phase.control_refused.body';
    return { title: 'phase.control_refused.title', body };
  }
  if (tells.answeredScope === Scope.CONTROL && tells.answer === ConsentAnswer.UNANSWERED) {
    return { title: 'phase.control_unanswered.title', body: 'phase.control_unanswered.body' };
  }
  if (mouse === 'taken_back') {
    return { title: 'phase.taken_back.title', body: 'phase.taken_back.body' };
  }
  if (mouse === 'given_back') {
    return { title: 'phase.given_back.title', body: 'phase.given_back.body' };
  }
  return { title: 'phase.viewing.title', body: 'phase.viewing.body' };
}

function ended(tells: ConsoleTells): Sentence {
  if (tells.error) return errorSentences[errorNamed(tells.error)];
  return endSentences[tells.endReason] ?? endSentences[EndReason.UNSPECIFIED];
}

// The name that the logs of both sides have for it.
export function endId({ error, endReason }: ConsoleTells): string {
  return error || `END_REASON_${EndReason[endReason]}`;
}

// An end that somebody wanted, as against one that fell upon them.
export function endedWell(tells: ConsoleTells): boolean {
  const { error, endReason } = tells;
  const wanted = [
    EndReason.OPERATOR,
    EndReason.FAMILY,
    EndReason.NEVER_ALLOWED,
    EndReason.FAMILY_REFUSED,
    EndReason.LEASE_EXPIRED,
    EndReason.RESTARTING,
    EndReason.FAREWELL,
  ];
  return !error && wanted.includes(endReason);
}
