// Which mediator looks after the PC from now on, or nobody.
import { useState } from 'preact/hooks';
import { useDesk } from '../desk';
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import { ChoiceDialog } from '../ui/choice_dialog';
import { useStore } from '../ui/store';
import { isMediator } from '../words/people';
import { say } from '../words/words';
import type { Whose } from './whose';

interface GiveProps {
  machine: Machine;
  whose: Whose;
  onClose: () => void;
}

const nobody = '';

export function GiveOrder({ machine, whose, onClose }: GiveProps) {
  const { clients, roster } = useDesk();
  // Whose it was when the window opened: what changes meanwhile, the relay refuses.
  const [fromOperatorId] = useState(machine.mediatorOperatorId);
  const others = (useStore(roster.state).roster?.colleagues ?? []).filter(
    (one) => isMediator(one) && !one.suspended && one.operatorId !== whose.mediator?.operatorId,
  );
  return (
    <ChoiceDialog
      title={say('mediator.give.title')}
      question={say('mediator.give.to')}
      choices={[
        ...others.map(({ operatorId, self, name }) => ({
          value: operatorId,
          words: self ? say('mediator.give.me', { name }) : name,
        })),
        { value: nobody, words: say('mediator.give.nobody') },
      ]}
      note={(chosen) => say(chosen === nobody ? 'mediator.give.to_nobody' : 'mediator.give.body')}
      yes={say('mediator.give.yes')}
      // The page hears of it as of any change of a machine.
      onYes={(mediatorOperatorId) =>
        clients.fleet.giveMachine({
          machineId: machine.machineId,
          mediatorOperatorId,
          fromOperatorId,
        })
      }
      onClose={onClose}
    />
  );
}
