// In place of the picture while there is none: what is going on, what to say on the phone, what to do.
import ban from 'icon:hand';
import check from 'icon:circle-check';
import clock from 'icon:clock';
import eye from 'icon:eye';
import eyeOff from 'icon:eye-off';
import unplug from 'icon:unplug';
import pause from 'icon:pause';
import users from 'icon:users';
import messageQuestion from 'icon:message-circle-question-mark';
import phone from 'icon:phone-call';
import shield from 'icon:shield-check';
import triangle from 'icon:triangle-alert';
import {
  ConsoleTells_Phase as Phase,
  type ConsoleTells,
} from '../gen/maintendue/local/v1/session_socket_pb';
import { ConsentAnswer, Held, Pause, Scope } from '../gen/maintendue/v1/session_pb';
import { ErrorId } from '../ui/error_words';
import { Icon, type Shapes } from '../ui/icon';
import { exactTime } from '../words/figures';
import { say, type WordKey } from '../words/words';
import { AskButton } from './ask_button';
import { endedWell, endId, saidNoForGood, sentenceOf, type Permits } from './phase';
import { CutClock } from './cut_clock';
import { NumberField } from './number_field';
import { QuestionClock } from './question_clock';
import type { AssistSession, SessionState } from './session';

export interface StageProps {
  session: AssistSession;
  state: SessionState;
  permits: Permits;
  onAgain: () => void;
  onBack: () => void;
}

export function Stage({ session, state, permits, onAgain, onBack }: StageProps) {
  const { tells, since } = state;
  const words = sentenceOf(state);
  const asking = tells.phase === Phase.ASKING;
  const returning = tells.phase === Phase.HELD && tells.held === Held.RETURN;
  const paused = tells.phase === Phase.HELD && tells.held === Held.NO_ANSWER;
  const lookingAway = tells.phase === Phase.HELD && tells.held === Held.LOOKS_AWAY;
  const callingBack = tells.phase === Phase.HELD && tells.held === Held.CALLS_BACK;
  // Calling again at once is not what a family wants that has said no three times, and the PC would not ask it.
  const refusedUntil = Number(tells.refusedUntilMs);
  const refused = permits.ended && saidNoForGood(tells, Scope.VIEW);
  return (
    <section class="stage" data-testid="stage">
      <span class={`stage-icon ${toneOf(tells)}`}>
        <Icon of={iconOf(tells)} size={36} />
      </span>
      <h2>{say(words.title)}</h2>
      <p class="stage-body">{say(words.body)}</p>
      {permits.ended && !endedWell(tells) && <ErrorId of={endId(tells)} />}
      {refused && refusedUntil > 0 && (
        <p data-testid="refused-until">
          {say('assist.refused_until', { time: exactTime(refusedUntil) })}
        </p>
      )}
      {asking && <p class="to-say">{say(toSay(tells))}</p>}
      {paused && <p class="to-say">{say('assist.say_go_on')}</p>}
      {lookingAway && <p class="to-say">{say('assist.say_look_away')}</p>}
      {callingBack && <p class="to-say">{say('assist.say_call_back')}</p>}
      {returning && <p class="to-say">{say('assist.say_return')}</p>}
      {asking && tells.numberTries > 0 && (
        <NumberField session={session} tries={tells.numberTries} />
      )}
      {asking && <QuestionClock since={since} wholeMs={tells.questionMs} />}
      {tells.phase === Phase.CUT && <CutClock untilMs={Number(tells.cutUntilMs)} />}
      {waitsForAnother.has(tells.phase) && (
        <span class="waiting-dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      )}
      <div class="stage-actions">
        {permits.askToSee && (
          <AskButton session={session} state={state} scope={Scope.VIEW}>
            {say('assist.ask_again')}
          </AskButton>
        )}
        {lookingAway && (
          <button
            type="button"
            class="button primary"
            onClick={() => session.pause(Pause.OVER)}
          >
            <Icon of={eye} />
            {say('assist.look_again')}
          </button>
        )}
        {permits.askByNumber && (
          <button type="button" class="button" onClick={() => session.askByNumber(tells.asking)}>
            {say('assist.no_hands')}
          </button>
        )}
        {permits.ended && (
          <>
            <button type="button" class={refused ? 'button' : 'button primary'} onClick={onAgain}>
              <Icon of={phone} />
              {say('assist.call_again')}
            </button>
            <button type="button" class={refused ? 'button primary' : 'button'} onClick={onBack}>
              {say('assist.back')}
            </button>
          </>
        )}
      </div>
    </section>
  );
}

// Somebody else's turn: nothing to do but wait.
const waitsForAnother = new Set([Phase.CALLING, Phase.SECURING, Phase.CUT]);

function toSay(tells: ConsoleTells): WordKey {
  if (tells.numberTries > 0) return 'assist.say_number';
  return tells.asking === Scope.CONTROL ? 'assist.say_control' : 'assist.say_view';
}

function iconOf(tells: ConsoleTells): Shapes {
  if (tells.phase === Phase.CUT) return unplug;
  if (tells.phase === Phase.SECURING) return shield;
  if (tells.phase === Phase.HELD) return heldIcons[tells.held] ?? users;
  if (tells.phase === Phase.ASKING) return messageQuestion;
  if (tells.phase === Phase.ENDED) return endedWell(tells) ? check : triangle;
  if (tells.phase !== Phase.IDLE) return phone;
  return tells.answer === ConsentAnswer.UNANSWERED ? clock : ban;
}

const heldIcons: Partial<Record<Held, Shapes>> = {
  [Held.NO_ANSWER]: pause,
  [Held.RETURN]: clock,
  [Held.LOOKS_AWAY]: eyeOff,
  [Held.CALLS_BACK]: phone,
  [Held.HIDDEN]: eyeOff,
};

// Wanted by somebody, and nothing to worry about.
const calm = new Set([Held.RETURN, Held.LOOKS_AWAY, Held.CALLS_BACK, Held.HIDDEN]);

function toneOf(tells: ConsoleTells): string {
  if (tells.phase === Phase.ENDED) return endedWell(tells) ? 'quiet' : 'attention';
  if (tells.phase === Phase.HELD) return calm.has(tells.held) ? 'quiet' : 'attention';
  return tells.phase === Phase.IDLE || tells.phase === Phase.CUT ? 'attention' : 'quiet';
}
