// Who looks after the PC, and what whoever is signed in can do about it: take it, give it, ask the support,
// stand in for a colleague.
import userCheck from 'icon:user-check';
import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../desk';
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import { ErrorWords } from '../ui/error_words';
import { Icon } from '../ui/icon';
import { useStore } from '../ui/store';
import { failureOf, type ErrorName } from '../wire/failure';
import { clockTime, longDay } from '../words/figures';
import { isMediator, isolated } from '../words/people';
import { say } from '../words/words';
import { GiveOrder } from './give_order';
import { StandInOrder } from './stand_in_order';
import type { Whose } from './whose';

interface MediatorProps {
  machine: Machine;
  // Undefined until the roster is known.
  whose: Whose | undefined;
  now: number;
}

export function Mediator({ machine, whose, now }: MediatorProps) {
  const { clients, duty } = useDesk();
  const dutyUntilMs = useStore(duty.untilMs);
  const [order, setOrder] = useState<'give' | 'stand_in'>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorName>();
  // Whoever was to be stood in for looks after it no more.
  const named = machine.mediatorOperatorId;
  useEffect(() => setOrder((open) => (open === 'stand_in' ? undefined : open)), [named]);
  if (!whose) return null;

  const { machineId } = machine;
  const { mediator, self, mayGive } = whose;
  // The page hears of it as of any change of a machine.
  const tell = async (change: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await change();
    } catch (error) {
      setProblem(failureOf(error));
    }
    setBusy(false);
  };
  const take = () =>
    tell(() =>
      clients.fleet.giveMachine({
        machineId,
        mediatorOperatorId: self.operatorId,
        fromOperatorId: named,
      }),
    );
  const ask = (asked: boolean) => tell(() => clients.fleet.askSupport({ machineId, asked }));
  const onDuty = isMediator(self) && now < dutyUntilMs;
  const colleague = mediator && !mediator.self ? mediator : undefined;

  return (
    <section class="mediator" aria-label={say('mediator.title')} data-testid="mediator">
      <p class="mediator-words">
        <Icon of={userCheck} size={18} />
        <span>
          {sentenceOf(whose)}
          {onDuty && ` ${say('mediator.on_duty', { time: clockTime(dutyUntilMs) })}`}
          {whose.supportUntilMs > 0 &&
            ` ${say('mediator.support_until', { day: longDay(whose.supportUntilMs) })}`}
        </span>
      </p>
      <div class="mediator-actions">
        {mayGive && !mediator && (
          <button type="button" class="button" disabled={busy} onClick={() => void take()}>
            {say('mediator.take')}
          </button>
        )}
        {mayGive && mediator && (
          <>
            <button type="button" class="button" disabled={busy} onClick={() => setOrder('give')}>
              {say('mediator.give')}
            </button>
            <button
              type="button"
              class="button"
              disabled={busy}
              onClick={() => void ask(whose.supportUntilMs === 0)}
            >
              {say(whose.supportUntilMs === 0 ? 'mediator.ask_support' : 'mediator.ask_no_more')}
            </button>
          </>
        )}
        {!mayGive && colleague && isMediator(self) && (
          <button type="button" class="button" disabled={busy} onClick={() => setOrder('stand_in')}>
            {say('mediator.stand_in')}
          </button>
        )}
        {onDuty && (
          <button
            type="button"
            class="button"
            disabled={busy}
            onClick={() => void tell(() => duty.end())}
          >
            {say('mediator.stand_in_no_more')}
          </button>
        )}
      </div>
      {problem && (
        <p class="field-problem" role="alert">
          <ErrorWords of={problem} />
        </p>
      )}
      {order === 'give' && (
        <GiveOrder machine={machine} whose={whose} onClose={() => setOrder(undefined)} />
      )}
      {order === 'stand_in' && colleague && (
        <StandInOrder mediator={colleague} onClose={() => setOrder(undefined)} />
      )}
    </section>
  );
}

function sentenceOf({ mediator, left, self }: Whose): string {
  if (mediator?.self) return say('mediator.you');
  if (mediator) return say('mediator.somebody', { name: isolated(mediator.name) });
  if (left) return say('mediator.left');
  const nobody = say('mediator.nobody');
  return isMediator(self) ? `${nobody} ${say('mediator.by_setup')}` : nobody;
}

// Why whoever is signed in cannot begin a session here, if so.
export function hindranceBy(whose: Whose | undefined): string | undefined {
  if (!whose || whose.mayHelp) return undefined;
  const { self, mediator } = whose;
  const looksAfterPcs = isMediator(self) || self.roles.includes(Role.SUPPORT);
  if (!looksAfterPcs) return say('follow_up.not_for_role');
  if (!mediator) return say('follow_up.nobody_left');
  const name = isolated(mediator.name);
  return say(isMediator(self) ? 'follow_up.stand_in_first' : 'follow_up.not_asked', { name });
}
