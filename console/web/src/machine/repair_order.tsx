// The last word before one PC is the machine and another is not.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk';
import { RepairKind } from '../gen/maintendue/v1/fleet_pb';
import { Dialog } from '../ui/dialog';
import { ErrorWords } from '../ui/error_words';
import { failureOf, type ErrorName } from '../wire/failure';
import { say, type WordKey } from '../words/words';

interface RepairProps {
  machineId: string;
  holder: number;
  kind: RepairKind;
  onClose: () => void;
}

export function RepairOrder({ machineId, holder, kind, onClose }: RepairProps) {
  const { clients } = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorName>();
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  const words = kind === RepairKind.SAME_PC ? same : other;

  // The page hears of it as of any change of a machine.
  const repair = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await clients.fleet.repairMachine({ machineId, holder, kind });
      onClose();
    } catch (error) {
      setProblem(failureOf(error));
      setBusy(false);
    }
  };

  return (
    <Dialog title={say(words.title)} busy={busy} onClose={onClose}>
      {(close) => (
        <div class="dialog-body">
          {words.body.map((key) => (
            <p key={key}>{say(key)}</p>
          ))}
          <p class="field-problem" role="alert">
            {problem && <ErrorWords of={problem} />}
          </p>
          <div class="dialog-actions">
            <button ref={cancel} type="button" class="button" disabled={busy} onClick={close}>
              {say('action.cancel')}
            </button>
            <button type="button" class="button primary" disabled={busy} onClick={repair}>
              {say('repair.yes')}
            </button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

interface RepairWords {
  title: WordKey;
  body: WordKey[];
}

const same: RepairWords = {
  title: 'repair.same.title',
  body: ['repair.same.body', 'repair.same.others'],
};

const other: RepairWords = {
  title: 'repair.other.title',
  body: ['repair.other.body', 'repair.other.anew'],
};
