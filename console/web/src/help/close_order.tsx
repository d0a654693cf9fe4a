// How a request ended: its family reads it too.
import { HelpOutcome } from '../gen/maintendue/v1/help_pb';
import { ChoiceDialog } from '../ui/choice_dialog';
import { outcomeNames } from '../words/sentences';
import { say } from '../words/words';

const outcomes = [
  HelpOutcome.SOLVED,
  HelpOutcome.NOT_SOLVED,
  HelpOutcome.NOT_REACHED,
  HelpOutcome.MISTAKE,
] as const;

interface CloseProps {
  onOutcome: (outcome: HelpOutcome) => Promise<void>;
  onClose: () => void;
}

export function CloseOrder({ onOutcome, onClose }: CloseProps) {
  return (
    <ChoiceDialog
      title={say('help.close.title')}
      question={say('help.close.question')}
      choices={outcomes.map((value) => ({ value, words: say(outcomeNames[value]) }))}
      note={() => say('help.close.note')}
      yes={say('help.close.yes')}
      onYes={onOutcome}
      onClose={onClose}
    />
  );
}
