// The orders that ask for nothing but a yes: remove somebody, lift a suspension, name the deputy, renew the list.
import { useEffect } from 'preact/hooks';
import type { ChangeRosterResponse, Colleague } from '../gen/maintendue/local/v1/console_pb';
import { Dialog } from '../ui/dialog';
import { longDay } from '../words/figures';
import { isolated } from '../words/people';
import { say } from '../words/words';
import type { OrderEnds } from './order';
import type { PlainChange } from './changes';
import { SignedForm, useSigning } from './signing';

interface PlainProps extends OrderEnds {
  title: string;
  body: string;
  action: string;
  grave?: boolean;
  change: PlainChange;
  done: (answer: ChangeRosterResponse) => string;
}

function PlainOrder(props: PlainProps) {
  const { title, body, action, grave = false, change, done, onDone, onNews, onClose } = props;
  const signing = useSigning(onNews);
  useEffect(() => signing.field.current?.focus(), []);
  return (
    <Dialog title={title} busy={signing.busy} onClose={onClose}>
      {(close) => (
        <SignedForm
          signing={signing}
          action={action}
          grave={grave}
          change={() => change}
          onCancel={close}
          onDone={(answer) => onDone(done(answer))}
        >
          <p>{body}</p>
        </SignedForm>
      )}
    </Dialog>
  );
}

export function RemoveOrder({ who, ...ends }: OrderEnds & { who: Colleague }) {
  const name = isolated(who.name);
  return (
    <PlainOrder
      {...ends}
      title={say(who.self ? 'team.remove_self.title' : 'team.remove.title', { name })}
      body={say(who.self ? 'team.remove_self.body' : 'team.remove.body')}
      action={say('team.remove.action')}
      grave
      change={{ case: 'removeOperatorId', value: who.operatorId }}
      done={() => say('team.done.remove', { name })}
    />
  );
}

// One word alone has suspended nobody yet: it is set aside in the same way.
export function LiftOrder({ who, ...ends }: OrderEnds & { who: Colleague }) {
  const name = isolated(who.name);
  return (
    <PlainOrder
      {...ends}
      title={say(who.suspended ? 'team.lift.title' : 'team.drop.title', { name })}
      body={say(who.suspended ? 'team.lift.body' : 'team.drop.body')}
      action={say(who.suspended ? 'team.lift.action' : 'team.drop.action')}
      change={{ case: 'liftOperatorId', value: who.operatorId }}
      done={() => say(who.suspended ? 'team.done.lift' : 'team.done.drop', { name })}
    />
  );
}

interface DeputyProps extends OrderEnds {
  who: Colleague;
  before: Colleague | undefined;
}

// There is one at a time: whoever was it is it no more.
export function DeputyOrder({ who, before, ...ends }: DeputyProps) {
  const name = isolated(who.name);
  if (who.deputy) {
    return (
      <PlainOrder
        {...ends}
        title={say('team.no_deputy.title', { name })}
        body={say('team.no_deputy.body')}
        action={say('team.no_deputy.action')}
        change={{ case: 'deputyOperatorId', value: '' }}
        done={() => say('team.done.no_deputy')}
      />
    );
  }
  const instead = before ? ` ${say('team.deputy.instead', { name: isolated(before.name) })}` : '';
  return (
    <PlainOrder
      {...ends}
      title={say('team.deputy.title', { name })}
      body={say('team.deputy.body') + instead}
      action={say('team.deputy.action')}
      change={{ case: 'deputyOperatorId', value: who.operatorId }}
      done={() => say('team.done.deputy', { name })}
    />
  );
}

export function RenewOrder(ends: OrderEnds) {
  return (
    <PlainOrder
      {...ends}
      title={say('team.renew.title')}
      body={say('team.renew.body', { day: longDay(inThirteenMonths(Date.now())) })}
      action={say('team.renew.action')}
      change={{ case: 'renew', value: {} }}
      done={({ roster }) =>
        say('team.done.renew', {
          day: longDay(Number(roster?.endsMs) || inThirteenMonths(Date.now())),
        })
      }
    />
  );
}

function inThirteenMonths(now: number): number {
  const date = new Date(now);
  return date.setMonth(date.getMonth() + 13);
}
