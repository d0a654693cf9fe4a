// Two PCs under one number: what tells them apart, and which one is right.
import ban from 'icon:ban';
import copy from 'icon:copy';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk';
import { RepairKind, type Machine, type MachineHolder } from '../gen/maintendue/v1/fleet_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import { Notice } from '../ui/notice';
import { useStore } from '../ui/store';
import { exactTime, listed, timeAgo } from '../words/figures';
import { partNames } from '../words/sentences';
import { say } from '../words/words';
import { RepairOrder } from './repair_order';

export function Holders({ machine, now }: { machine: Machine; now: number }) {
  const { status } = useDesk();
  const roles = useStore(status.state).status?.roles ?? [];
  const [chosen, setChosen] = useState<{ holder: number; kind: RepairKind }>();
  if (machine.revoked) {
    return (
      <Notice icon={ban} title={say('machine.revoked')} tone="attention" testId="revoked">
        <p>{say('machine.revoked.body')}</p>
      </Notice>
    );
  }
  if (!machine.quarantined) return null;
  const may = roles.includes(Role.MEDIATOR) || roles.includes(Role.SUPPORT);
  return (
    <>
      <Notice icon={copy} title={say('holders.title')} tone="attention" testId="holders">
        <p>{say('holders.body')}</p>
        <ul class="holders">
          {machine.holders.map((one) => (
            <Holder
              key={one.holder}
              holder={one}
              now={now}
              onChoose={may ? (kind) => setChosen({ holder: one.holder, kind }) : undefined}
            />
          ))}
        </ul>
        {!may && <p>{say('repair.no_right')}</p>}
      </Notice>
      {chosen && (
        <RepairOrder
          machineId={machine.machineId}
          {...chosen}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  );
}

interface HolderProps {
  holder: MachineHolder;
  now: number;
  // Undefined for whoever may not say it.
  onChoose: ((kind: RepairKind) => void) | undefined;
}

function Holder({ holder, now, onChoose }: HolderProps) {
  const { accepted, hostname, otherParts } = holder;
  const parts = listed(otherParts.map((part) => say(partNames[part] ?? 'part.unknown')));
  return (
    <li class="card" data-testid={`holder-${holder.holder}`}>
      <h3>{say(accepted ? 'holders.known' : 'holders.new')}</h3>
      <p class="soft">
        <bdi>{hostname || say('machine.no_name')}</bdi>
        {' · '}
        {holder.here ? say('holders.here') : <Seen holder={holder} now={now} />}
      </p>
      {!accepted && (
        <p>{parts ? say('holders.other_parts', { parts }) : say('holders.same_parts')}</p>
      )}
      {onChoose && (
        <div class="holder-choices">
          <button type="button" class="button" onClick={() => onChoose(RepairKind.SAME_PC)}>
            {say('repair.same')}
          </button>
          {!accepted && (
            <button type="button" class="button" onClick={() => onChoose(RepairKind.OTHER_PC)}>
              {say('repair.other')}
            </button>
          )}
        </div>
      )}
    </li>
  );
}

function Seen({ holder, now }: { holder: MachineHolder; now: number }) {
  const seen = Number(holder.lastSeenMs);
  return (
    <time dateTime={new Date(seen).toISOString()} title={exactTime(seen)}>
      {say('machine.seen', { ago: timeAgo(seen, now) })}
    </time>
  );
}
