// What was said at the PC for good: no more help, or that it is no longer its family's.
import doorOpen from 'icon:door-open';
import userSearch from 'icon:user-search';
import { useDesk } from '../desk';
import type { MachineStanding } from '../gen/maintendue/local/v1/console_pb';
import { Farewell } from '../gen/maintendue/v1/farewell_pb';
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { useStore } from '../ui/store';
import { longDay } from '../words/figures';
import { say, type WordKey } from '../words/words';
import { Verify } from './recognition';

// While it stands, the PC lets nobody in.
export function saidFarewell({ farewell }: Machine): Farewell {
  return farewell?.farewell ?? Farewell.UNSPECIFIED;
}

interface FarewellProps {
  machine: Machine;
  standing: MachineStanding | undefined;
  // The PC can be called now.
  reachable: boolean;
}

export function FarewellNotice({ machine, standing, reachable }: FarewellProps) {
  const day = longDay(Number(machine.farewell?.atMs ?? 0n));
  switch (saidFarewell(machine)) {
    case Farewell.NO_HELP:
      return (
        <Notice icon={doorOpen} tone="attention" testId="farewell" title={say('farewell.no_help.title')}>
          <p>{say('farewell.body', { day })}</p>
          <p>{say('farewell.todo')}</p>
        </Notice>
      );
    case Farewell.NOT_OURS:
      return (
        <Notice icon={doorOpen} tone="attention" testId="farewell" title={say('farewell.not_ours.title')}>
          <p>{say('farewell.body', { day })}</p>
          <p>{say('farewell.not_ours.todo')}</p>
        </Notice>
      );
    default:
      if (!mayBeAnothers(machine, standing)) return null;
      return (
        <Notice
          icon={userSearch}
          tone="attention"
          testId="farewell"
          title={say('farewell.back.title')}
          action={<Verify machineId={machine.machineId} disabled={!reachable} />}
        >
          <p>{say('farewell.back.body', { day: longDay(Number(machine.notOursMs)) })}</p>
        </Notice>
      );
  }
}

// It was said to be no longer its family's, help is wanted again, and nobody has made sure of it since.
function mayBeAnothers(machine: Machine, standing: MachineStanding | undefined): boolean {
  if (machine.notOursMs === 0n || !standing) return false;
  return saidFarewell(machine) === Farewell.UNSPECIFIED && standing.atMs <= machine.notOursMs;
}

export function FarewellChip({ machine }: { machine: Machine }) {
  const standing = useStore(useDesk().recognition.state).get(machine.machineId);
  const said = saidFarewell(machine);
  const anothers = mayBeAnothers(machine, standing);
  if (said === Farewell.UNSPECIFIED && !anothers) return null;
  return (
    <span class="chip attention" data-testid="farewell-chip">
      <Icon of={anothers ? userSearch : doorOpen} size={18} />
      {say(anothers ? 'farewell.back.short' : shortly[said])}
    </span>
  );
}

const shortly: Record<Farewell, WordKey> = {
  [Farewell.UNSPECIFIED]: 'farewell.back.short',
  [Farewell.NO_HELP]: 'farewell.no_help.short',
  [Farewell.NOT_OURS]: 'farewell.not_ours.short',
};
