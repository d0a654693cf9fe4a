// What was laid last, and what the family made of it. Stays until something else is laid, or it is put away.
import './slip_strip.css';
import check from 'icon:check';
import circleX from 'icon:x';
import external from 'icon:external-link';
import note from 'icon:message-square-text';
import phone from 'icon:phone';
import question from 'icon:circle-question-mark';
import again from 'icon:rotate-ccw';
import { SlipAnswer, SlipNews_State as State, type SlipNews } from '../gen/maintendue/v1/slip_pb';
import { Icon, type Shapes } from '../ui/icon';
import { useStore } from '../ui/store';
import { say, type WordKey } from '../words/words';
import { cardOf } from './phrases';
import type { AssistSession } from './session';
import type { Laid } from './slip';

const answers: Record<Exclude<SlipAnswer, SlipAnswer.UNSPECIFIED>, [Shapes, WordKey]> = {
  [SlipAnswer.YES]: [check, 'slip_answer.yes'],
  [SlipAnswer.NO]: [circleX, 'slip_answer.no'],
  [SlipAnswer.AGAIN]: [again, 'slip_answer.again'],
  [SlipAnswer.NOT_UNDERSTOOD]: [question, 'slip_answer.not_understood'],
  [SlipAnswer.CALL_ME]: [phone, 'slip_answer.call_me'],
  [SlipAnswer.OPENED]: [external, 'slip_answer.opened'],
};

interface SlipStripProps {
  session: AssistSession;
  // Of the newest slip that the PC told of.
  news: SlipNews | undefined;
}

export function SlipStrip({ session, news }: SlipStripProps) {
  const laid = useStore(session.laid);
  if (!laid) return null;
  const told = news?.number === laid.number ? news : undefined;
  const over = told?.state === State.GONE || told?.state === State.NOT_SHOWN;
  return (
    <div class="slip-strip" data-testid="slip">
      <Icon of={iconOf(laid.what)} size={24} />
      <span class="slip-words" dir="auto">
        {wordsOf(laid.what)}
      </span>
      <span class="slip-state" role="status">
        {told?.answer ? <Answer of={told.answer} /> : say(stateOf(told))}
      </span>
      {over ? (
        <button
          type="button"
          class="icon-button"
          aria-label={say('action.close')}
          onClick={() => session.laid.set(undefined)}
        >
          <Icon of={circleX} />
        </button>
      ) : (
        <button type="button" class="button" onClick={() => session.takeAway()}>
          {say('slip.take_away')}
        </button>
      )}
    </div>
  );
}

function Answer({ of }: { of: Exclude<SlipAnswer, SlipAnswer.UNSPECIFIED> }) {
  const [icon, words] = answers[of];
  return (
    <strong class="slip-answer">
      <Icon of={icon} size={20} />
      {say('slip.answered', { answer: say(words) })}
    </strong>
  );
}

function iconOf(what: Laid): Shapes {
  if (what.case === 'page') return external;
  return what.case === 'phrase' ? (cardOf(what.value)?.icon ?? note) : note;
}

function wordsOf(what: Laid): string {
  if (what.case !== 'phrase') return what.value;
  const card = cardOf(what.value);
  return card ? say(card.words) : '';
}

function stateOf(told: SlipNews | undefined): WordKey {
  if (!told) return 'slip.sending';
  if (told.state === State.SHOWN) return 'slip.shown';
  return told.state === State.NOT_SHOWN ? 'slip.not_shown' : 'slip.gone';
}
