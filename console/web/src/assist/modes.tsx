// To look only, or to show as well: neither takes anything.
import './modes.css';
import eye from 'icon:eye';
import pointer from 'icon:mouse-pointer-click';
import { Icon, type Shapes } from '../ui/icon';
import { say, type WordKey } from '../words/words';

interface ModesProps {
  pointing: boolean;
  onPointing: (pointing: boolean) => void;
}

export function Modes({ pointing, onPointing }: ModesProps) {
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
      {mode(false, eye, 'assist.see')}
      {mode(true, pointer, 'assist.point')}
    </div>
  );
}
