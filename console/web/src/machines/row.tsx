// One PC in the list: its name, whether it is on, whether somebody is with the family.
import chevron from 'icon:chevron-right';
import copy from 'icon:copy';
import eye from 'icon:eye';
import shieldAlert from 'icon:shield-alert';
import shieldQuestion from 'icon:shield-question-mark';
import { useDesk } from '../desk';
import {
  MachineStanding_State as State,
  type Colleague,
} from '../gen/maintendue/local/v1/console_pb';
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import { FarewellChip } from '../machine/farewell';
import { address } from '../route';
import { Icon } from '../ui/icon';
import { OnOff } from '../ui/on_off';
import { shortId } from '../ui/machine_name';
import { useStore } from '../ui/store';
import { isolated } from '../words/people';
import { say } from '../words/words';

interface RowProps {
  machine: Machine;
  // Who looks after it, as far as it is known.
  mediator: Colleague | undefined;
  now: number;
}

export function MachineRow({ machine, mediator, now }: RowProps) {
  return (
    <li class="machine-row" data-testid={`machine-${machine.machineId}`}>
      <a class="machine-link" href={address({ page: 'machine', machineId: machine.machineId })}>
        <strong dir="auto">{machine.hostname || say('machine.no_name')}</strong>
        <span class="soft">
          {say('machine.number', { id: shortId(machine.machineId) })}
          {mediator && (
            <>
              {' · '}
              {mediator.self
                ? say('mediator.short.you')
                : say('mediator.short.by', { name: isolated(mediator.name) })}
            </>
          )}
        </span>
      </a>
      <span class="machine-system soft" dir="auto">
        {machine.operatingSystem}
      </span>
      <OnOff machine={machine} now={now} />
      <span class="machine-now">
        {machine.revoked && <span class="chip attention">{say('machine.revoked')}</span>}
        {machine.quarantined && (
          <span class="chip attention">
            <Icon of={copy} size={18} />
            {say('machine.two_pcs')}
          </span>
        )}
        {!machine.revoked && <FarewellChip machine={machine} />}
        {!machine.revoked && <Standing machineId={machine.machineId} />}
        {machine.liveSessionId !== 0n && (
          <span class="chip sun">
            <Icon of={eye} size={18} />
            {say('machine.session_now')}
          </span>
        )}
      </span>
      <Icon of={chevron} />
    </li>
  );
}

// Nothing when all is well.
function Standing({ machineId }: { machineId: string }) {
  const standing = useStore(useDesk().recognition.state).get(machineId);
  if (!standing || standing.state === State.VERIFIED) return null;
  const changed = standing.state === State.KEY_CHANGED;
  return (
    <span class={changed ? 'chip red' : 'chip attention'} data-testid="standing">
      <Icon of={changed ? shieldAlert : shieldQuestion} size={18} />
      {say(changed ? 'recognition.short.changed' : 'recognition.short.none')}
    </span>
  );
}
