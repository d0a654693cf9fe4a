// What is possible, and in which words the state is said, from what the console tells. Pure.
import {
  ConsoleTells_Phase as Phase,
  type ConsoleTells,
} from '../gen/maintendue/local/v1/console_pb';
import { ConsentAnswer, EndReason, Scope } from '../gen/maintendue/v1/session_pb';
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
  askToSee: boolean;
  askForMouse: boolean;
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
    askToSee: tells.phase === Phase.IDLE,
    askForMouse: tells.phase === Phase.VIEWING,
  };
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
};

export function sentenceOf({ tells, mouse }: Pick<SessionState, 'tells' | 'mouse'>): Sentence {
  switch (tells.phase) {
    case Phase.PHASE_UNSPECIFIED:
    case Phase.CALLING:
      return { title: 'phase.calling.title', body: 'phase.calling.body' };
    case Phase.SECURING:
    case Phase.VERIFYING:
      return { title: 'phase.securing.title', body: 'phase.securing.body' };
    case Phase.IDLE:
      return idle(tells);
    case Phase.ASKING:
      return tells.asking === Scope.CONTROL
        ? { title: 'phase.asking_control.title', body: 'phase.asking_control.body' }
        : { title: 'phase.asking_view.title', body: 'phase.asking_view.body' };
    case Phase.VIEWING:
      return viewing(tells, mouse);
    case Phase.CONTROLLING:
      return tells.inputSuspended
        ? { title: 'phase.suspended.title', body: 'phase.suspended.body' }
        : { title: 'phase.controlling.title', body: 'phase.controlling.body' };
    case Phase.CUT:
      return { title: 'phase.cut.title', body: 'phase.cut.body' };
    case Phase.ENDED:
      return ended(tells);
  }
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

// An end that somebody wanted, as against one that fell upon them.
export function endedWell(tells: ConsoleTells): boolean {
  const { error, endReason } = tells;
  const wanted = [
    EndReason.OPERATOR,
    EndReason.FAMILY,
    EndReason.NEVER_ALLOWED,
    EndReason.FAMILY_REFUSED,
    EndReason.LEASE_EXPIRED,
  ];
  return !error && wanted.includes(endReason);
}
