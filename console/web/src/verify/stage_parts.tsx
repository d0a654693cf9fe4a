// What both ways to make sure of a PC show of a step: its sign, and the way back to the PC's page.
import { go } from '../route';
import { Icon, type Shapes } from '../ui/icon';
import { say } from '../words/words';

export function Sign({ icon, tone }: { icon: Shapes; tone: string }) {
  return (
    <span class={`stage-icon ${tone}`}>
      <Icon of={icon} size={36} />
    </span>
  );
}

export function Back({ machineId, primary = false }: { machineId: string; primary?: boolean }) {
  return (
    <button
      type="button"
      class={primary ? 'button primary' : 'button'}
      onClick={() => go({ page: 'machine', machineId })}
    >
      {say('assist.back')}
    </button>
  );
}
