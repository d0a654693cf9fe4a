// Other roles for somebody.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Colleague } from '../gen/maintendue/local/v1/console_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import { Dialog } from '../ui/dialog';
import { isolated } from '../words/people';
import { say, type WordKey } from '../words/words';
import { rolesProblem } from './checks';
import type { OrderEnds } from './order';
import { RoleChoices } from './role_choices';
import { SignedForm, useSigning } from './signing';

interface RolesProps extends OrderEnds {
  who: Colleague;
  // Nobody else administers: this role stays.
  lastAdmin: boolean;
}

export function RolesOrder({ who, lastAdmin, onDone, onNews, onClose }: RolesProps) {
  const signing = useSigning(onNews);
  const [roles, setRoles] = useState(who.roles);
  const [problem, setProblem] = useState<WordKey>();
  const first = useRef<HTMLInputElement>(null);
  const name = isolated(who.name);
  useEffect(() => first.current?.focus(), []);

  const change = () => {
    const wrong = rolesProblem(roles) ?? (same(roles, who.roles) ? unchanged : undefined);
    setProblem(wrong);
    if (wrong) return void first.current?.focus();
    const value = { operatorId: who.operatorId, roles };
    return { case: 'roles', value } as const;
  };

  const losesOwn = who.self && who.roles.includes(Role.ADMIN) && !roles.includes(Role.ADMIN);
  return (
    <Dialog
      title={say('team.change_roles.title', { name })}
      wide
      busy={signing.busy}
      onClose={onClose}
    >
      {(close) => (
        <SignedForm
          signing={signing}
          action={say('team.change_roles.action')}
          change={change}
          onCancel={close}
          onDone={() => onDone(say('team.done.roles', { name }))}
        >
          <RoleChoices
            roles={roles}
            onRoles={setRoles}
            locked={lastAdmin ? Role.ADMIN : undefined}
            problem={problem}
            field={first}
          />
          {lastAdmin && <p class="soft">{say('team.last_admin')}</p>}
          {losesOwn && <p class="grave-words">{say('team.roles.self')}</p>}
        </SignedForm>
      )}
    </Dialog>
  );
}

const unchanged = 'team.change_roles.same' as const;

function same(some: readonly Role[], others: readonly Role[]): boolean {
  return some.length === others.length && some.every((role) => others.includes(role));
}
