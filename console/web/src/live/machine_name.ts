// What a PC is called on its pages.
import { useDesk } from '../desk';
import { shortId } from '../ui/machine_name';
import { useStore } from '../ui/store';
import { say } from '../words/words';

// As it calls itself, or by its number while that is not known.
export function useMachineName(machineId: string): string {
  const { machines } = useStore(useDesk().feed.state);
  const machine = machines?.find((one) => one.machineId === machineId);
  return machine?.hostname || say('machine.number', { id: shortId(machineId) });
}
