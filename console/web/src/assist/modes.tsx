// Not to look for a moment, to look only, or to show as well: none takes anything.
import './modes.css';
import eye from 'icon:eye';
import pointer from 'icon:mouse-pointer-click';
import { Icon, type Shapes } from '../ui/icon';
import { say, type WordKey } from '../words/words';
import { LookAway } from './look_away';
import type { AssistSession } from './session';

interface ModesProps {
  session: AssistSession;
  pointing: boolean;
  onPointing: (pointing: boolean) => void;
}

export function Modes({ session, pointing, onPointing }: ModesProps) {
  const mode = (on: boolean, icon: Shapes, words: WordKey) => (
    <button
      type="button"
      class="button"
      aria-pressed={pointing === on}
      onClick={() => onPointing(on)}
    >
      <Icon of={icon} />
      {say(words)}
    </button>
  );
  return (
    <div class="modes" role="group" aria-label={say('assist.modes')}>
      <LookAway session={session} />
      {mode(false, eye, 'assist.see')}
      {mode(true, pointer, 'assist.point')}
    </div>
  );
}
