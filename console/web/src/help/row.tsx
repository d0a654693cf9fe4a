// One family's request that is open: what it is about, which PC, since when, who answered what.
import copy from 'icon:copy';
import phone from 'icon:phone-call';
import userCheck from 'icon:user-check';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk';
import type { HelpCall } from '../gen/maintendue/local/v1/console_pb';
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import { HelpAnswerKind } from '../gen/maintendue/v1/help_pb';
import { FarewellChip } from '../machine/farewell';
import { whoseIs, type Whose } from '../machine/whose';
import { address } from '../route';
import { Icon } from '../ui/icon';
import { shortId } from '../ui/machine_name';
import { OnOff } from '../ui/on_off';
import { useStore } from '../ui/store';
import type { ErrorName } from '../wire/failure';
import { exactTime, timeAgo } from '../words/figures';
import { isolated } from '../words/people';
import { say } from '../words/words';
import { Actions } from './actions';
import { callBackWish, replyWords, speaks } from './request_words';
import { topicOf } from './topics';

interface RowProps {
  call: HelpCall;
  machine: Machine | undefined;
  mediator: boolean;
  now: number;
  // How often she answered it here: each time the keyboard comes to it, wherever it stands then.
  answered: number;
  onAnswered: () => void;
  onChanged: (why: ErrorName) => void;
}

export function HelpRow(props: RowProps) {
  const { call, machine, mediator, now, answered, onAnswered, onChanged } = props;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (answered > 0) row.current?.focus();
  }, [answered]);
  const { roster, duty } = useDesk();
  const team = useStore(roster.state).roster;
  const dutyUntilMs = useStore(duty.untilMs);
  const whose = machine && whoseIs(machine, team, dutyUntilMs, now);
  const self = team?.colleagues.find((one) => one.self);
  const hers = self !== undefined && call.reply?.operatorId === self.operatorId;
  const { picture, words } = topicOf(call.request);
  const received = Number(call.receivedMs);
  const wish = callBackWish(call);
  return (
    <li ref={row} class="help-row" tabIndex={-1} data-testid={`help-${call.machineId}`}>
      <span class={call.reply ? 'help-picture' : 'help-picture waits'}>
        <Icon of={picture} size={28} />
      </span>
      <div class="help-what">
        <h3>{words}</h3>
        <p>
          <MachineLink call={call} machine={machine} />
          {whose && <span class="soft">{lookedAfter(whose, mediator)}</span>}
        </p>
        <p class="soft">
          {speaks(call.request?.language ?? '')}
          {wish && ` · ${wish}`}
        </p>
        <Reply call={call} hers={hers} now={now} />
      </div>
      <div class="help-when">
        <time dateTime={new Date(received).toISOString()} title={exactTime(received)}>
          {say('help.asked', { ago: timeAgo(received, now) })}
        </time>
        {machine ? <OnOff machine={machine} now={now} /> : <p>{say('help.pc_unknown')}</p>}
        {machine && <FarewellChip machine={machine} />}
        {machine?.quarantined && (
          <span class="chip attention">
            <Icon of={copy} size={18} />
            {say('machine.two_pcs')}
          </span>
        )}
      </div>
      <div class="help-answer">
        <Actions
          call={call}
          machine={machine}
          whose={whose}
          hers={hers}
          mediator={mediator}
          onAnswered={onAnswered}
          onChanged={onChanged}
        />
      </div>
    </li>
  );
}

// Of a colleague's PC, the actions say so to a mediator who has to stand in first.
function lookedAfter({ mediator, mayGive }: Whose, told: boolean): string {
  if (!mediator || (told && !mayGive)) return '';
  const words = mediator.self
    ? say('mediator.short.you')
    : say('mediator.short.by', { name: isolated(mediator.name) });
  return ` · ${words}`;
}

export function MachineLink({ call, machine }: { call: HelpCall; machine: Machine | undefined }) {
  const number = say('machine.number', { id: shortId(call.machineId) });
  return (
    <a href={address({ page: 'machine', machineId: call.machineId })}>
      {machine?.hostname && (
        <>
          <bdi>{machine.hostname}</bdi>
          {' · '}
        </>
      )}
      {number}
    </a>
  );
}

interface ReplyProps {
  call: HelpCall;
  hers: boolean;
  now: number;
}

function Reply({ call: { reply }, hers, now }: ReplyProps) {
  if (!reply) return null;
  const at = Number(reply.atMs);
  const planned = reply.kind === HelpAnswerKind.PLANNED;
  const late = planned && Number(reply.callAtMs) < now;
  return (
    <p class="help-reply">
      <Icon of={planned ? phone : userCheck} size={18} />
      <span title={exactTime(planned ? Number(reply.callAtMs) : at)}>
        {replyWords(reply, hers, now)}
      </span>
      {late && <span class="chip attention">{say('help.late')}</span>}
    </p>
  );
}
