// Under the picture: the state in a sentence, and the one or two things that can be done next.
import eye from 'icon:eye';
import hand from 'icon:hand';
import pointer from 'icon:mouse-pointer-click';
import keyboard from 'icon:keyboard';
import pause from 'icon:pause';
import { ConsoleTells_Phase as Phase } from '../gen/maintendue/local/v1/session_socket_pb';
import { Scope } from '../gen/maintendue/v1/session_pb';
import { Icon } from '../ui/icon';
import { useStore } from '../ui/store';
import { say } from '../words/words';
import { AskButton } from './ask_button';
import type { Hands } from './hands';
import { LookAway } from './look_away';
import { Modes } from './modes';
import { pointingSentence, sentenceOf } from './phase';
import { QuestionClock } from './question_clock';
import { RestartButton } from './restart_button';
import type { StageProps } from './stage';

interface FootProps extends StageProps {
  hands: Hands;
  pointing: boolean;
  onPointing: (pointing: boolean) => void;
}

export function Foot({ session, state, permits, hands, pointing, onPointing }: FootProps) {
  const typing = useStore(hands.typing);
  const { tells, since } = state;
  const words = pointing ? pointingSentence(sentenceOf(state)) : sentenceOf(state);
  const asking = tells.phase === Phase.ASKING;
  const questioned = asking || tells.restartAsking;
  return (
    <footer class="foot">
      <span class="foot-icon">
        <Icon of={tells.inputSuspended ? pause : permits.holding ? hand : pointing ? pointer : eye} size={24} />
      </span>
      <div class="foot-words" data-testid="state">
        <strong>{say(words.title)}</strong>
        <span class="soft">{say(asking ? 'assist.say_control' : words.body)}</span>
      </div>
      {questioned && <QuestionClock since={since} wholeMs={tells.questionMs} />}
      {permits.typing && (
        <span class={typing ? 'keyboard-state on' : 'keyboard-state'}>
          <Icon of={keyboard} size={18} />
          {say(typing ? 'assist.keyboard_on' : 'assist.keyboard_off')}
        </span>
      )}
      {permits.askByNumber && (
        <button type="button" class="button" onClick={() => session.askByNumber(tells.asking)}>
          {say('assist.no_hands')}
        </button>
      )}
      {permits.askToRestart && <RestartButton session={session} tells={tells} />}
      {permits.pointing && (
        <Modes session={session} pointing={pointing} onPointing={onPointing} />
      )}
      {permits.askForMouse && (
        <AskButton session={session} state={state} scope={Scope.CONTROL}>
          <Icon of={hand} />
          {say('assist.ask_control')}
        </AskButton>
      )}
      {permits.pausing && permits.holding && <LookAway session={session} />}
      {permits.holding && (
        <button type="button" class="button" onClick={() => session.giveBack()}>
          <Icon of={eye} />
          {say('assist.give_back')}
        </button>
      )}
    </footer>
  );
}
