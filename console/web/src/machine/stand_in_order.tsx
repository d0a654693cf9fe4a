// Why somebody helps at a colleague's PC: without a reason there is no standing in, and it is kept.
import { useDesk } from '../desk';
import type { Colleague } from '../gen/maintendue/local/v1/console_pb';
import { DutyReason } from '../gen/maintendue/v1/duties_pb';
import { ChoiceDialog } from '../ui/choice_dialog';
import { isolated } from '../words/people';
import { say } from '../words/words';

export function StandInOrder({ mediator, onClose }: { mediator: Colleague; onClose: () => void }) {
  const { duty } = useDesk();
  return (
    <ChoiceDialog
      title={say('duty.title', { name: isolated(mediator.name) })}
      question={say('duty.why')}
      choices={[
        { value: DutyReason.FAMILY_CALLS, words: say('duty.family_calls') },
        { value: DutyReason.COLLEAGUE_AWAY, words: say('duty.colleague_away') },
        { value: DutyReason.UPKEEP, words: say('duty.upkeep') },
      ]}
      note={() => say('duty.body')}
      yes={say('duty.yes')}
      onYes={(reason) => duty.begin(reason)}
      onClose={onClose}
    />
  );
}
