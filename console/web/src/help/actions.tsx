// What whoever is signed in can do about a family's request: see to it, plan a call, close it; where a colleague looks
// after the PC, stand in first.
import calendarClock from 'icon:calendar-clock';
import check from 'icon:check';
import hand from 'icon:hand';
import monitor from 'icon:monitor';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk';
import type { HelpCall } from '../gen/maintendue/local/v1/console_pb';
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import { HelpAnswerKind, HelpOutcome } from '../gen/maintendue/v1/help_pb';
import { StandInOrder } from '../machine/stand_in_order';
import type { Whose } from '../machine/whose';
import { address } from '../route';
import { ErrorWords } from '../ui/error_words';
import { Icon } from '../ui/icon';
import { failureOf, type ErrorName } from '../wire/failure';
import { isMediator, isolated } from '../words/people';
import { say } from '../words/words';
import { CloseOrder } from './close_order';
import { PlanOrder } from './plan_order';

interface ActionsProps {
  call: HelpCall;
  machine: Machine | undefined;
  // Undefined until roster and PC are known: then the relay alone can say.
  whose: Whose | undefined;
  // What she herself has answered, to this request as it is.
  hers: boolean;
  mediator: boolean;
  // The request stands elsewhere on the page now, or soon.
  onAnswered: () => void;
  // It was not what she saw any more: told beside the queue, for the row may be gone.
  onChanged: (why: ErrorName) => void;
}

interface Said {
  kind: HelpAnswerKind;
  callAtMs?: bigint;
  outcome?: HelpOutcome;
}

export function Actions(props: ActionsProps) {
  const { call, machine, whose, hers, mediator, onAnswered, onChanged } = props;
  const { help } = useDesk();
  const [order, setOrder] = useState<'plan' | 'close' | 'stand_in'>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorName>();
  const close = () => setOrder(undefined);

  // What a window cannot mend closes it.
  const answer = async (said: Said) => {
    setProblem(undefined);
    try {
      const { machineId, request, reply } = call;
      const followsAtMs = reply?.atMs ?? 0n;
      await help.answer({ machineId, helpId: request?.helpId ?? '', followsAtMs, ...said });
      onAnswered();
    } catch (error) {
      const why = failureOf(error);
      if (!changedMeanwhile.includes(why)) throw error;
      onChanged(why);
      help.hear();
    }
  };
  const take = async () => {
    setBusy(true);
    try {
      await answer({ kind: HelpAnswerKind.TAKEN });
    } catch (error) {
      setProblem(failureOf(error));
    }
    setBusy(false);
  };

  const colleague = whose && !whose.mayGive ? whose.mediator : undefined;
  return (
    <>
      <div class="help-actions">
        {mediator && !colleague && (
          <>
            {!hers && (
              <button
                type="button"
                class={call.reply ? 'button' : 'button primary'}
                disabled={busy}
                onClick={() => void take()}
              >
                <Icon of={hand} size={18} />
                {say('help.take')}
              </button>
            )}
            <button type="button" class="button" disabled={busy} onClick={() => setOrder('plan')}>
              <Icon of={calendarClock} size={18} />
              {say('help.plan')}
            </button>
            <button type="button" class="button" disabled={busy} onClick={() => setOrder('close')}>
              <Icon of={check} size={18} />
              {say('help.close')}
            </button>
          </>
        )}
        {colleague && isMediator(whose!.self) && (
          <>
            <span>{say('mediator.somebody', { name: isolated(colleague.name) })}</span>
            <button type="button" class="button" onClick={() => setOrder('stand_in')}>
              {say('mediator.stand_in')}
            </button>
          </>
        )}
        {machine?.online && whose?.mayHelp && (
          <a class="button" href={address({ page: 'machine', machineId: call.machineId })}>
            <Icon of={monitor} size={18} />
            {say('help.screen')}
          </a>
        )}
      </div>
      <p class="field-problem" role="alert">
        {problem && <ErrorWords of={problem} />}
      </p>
      {order === 'plan' && (
        <PlanOrder
          call={call}
          onPlan={(ms) => answer({ kind: HelpAnswerKind.PLANNED, callAtMs: BigInt(ms) })}
          onClose={close}
        />
      )}
      {order === 'close' && (
        <CloseOrder
          onOutcome={(outcome) => answer({ kind: HelpAnswerKind.CLOSED, outcome })}
          onClose={close}
        />
      )}
      {order === 'stand_in' && colleague && (
        <StandInOrder mediator={colleague} onClose={close} />
      )}
    </>
  );
}

const changedMeanwhile: readonly ErrorName[] = ['out_of_date', 'not_found', 'machine_of_another'];
