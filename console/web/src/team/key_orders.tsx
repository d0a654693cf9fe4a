// The two orders that make a key: for somebody new, and for somebody who lost hers.
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Colleague } from '../gen/maintendue/local/v1/console_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import { Dialog } from '../ui/dialog';
import { isolated } from '../words/people';
import { say, type WordKey } from '../words/words';
import { nameProblem, rolesProblem } from './checks';
import { HandOver, type Given } from './hand_over';
import { NewPassphraseFields, useNewPassphrase } from './new_passphrase';
import type { OrderEnds } from './order';
import { RoleChoices } from './role_choices';
import { SignedForm, useSigning } from './signing';

export function AddOrder({ onNews, onClose }: OrderEnds) {
  const signing = useSigning(onNews);
  const fresh = useNewPassphrase();
  const [roles, setRoles] = useState<Role[]>([Role.MEDIATOR]);
  const [wrongName, setWrongName] = useState<WordKey>();
  const [wrongRoles, setWrongRoles] = useState<WordKey>();
  const [given, setGiven] = useState<Given>();
  const name = useRef<HTMLInputElement>(null);
  const firstRole = useRef<HTMLInputElement>(null);
  const passphrase = useRef('');
  useEffect(() => name.current?.focus(), []);
  const written = () => name.current?.value.trim() ?? '';

  // All that is wrong is said at once; the first of it has the focus.
  const change = () => {
    const badName = nameProblem(written());
    const badRoles = rolesProblem(roles);
    const { passphrase: typed, wrong } = fresh.take();
    setWrongName(badName);
    setWrongRoles(badRoles);
    const first = (badName && name.current) || (badRoles && firstRole.current) || wrong;
    if (first) return void first.focus();
    passphrase.current = typed;
    return { case: 'add', value: { name: written(), roles, passphrase: typed } } as const;
  };

  return (
    <Dialog title={say('team.add.title')} wide busy={signing.busy} onClose={onClose}>
      {(close) =>
        given ? (
          <HandOver given={given} onFinished={close} />
        ) : (
          <SignedForm
            signing={signing}
            action={say('team.add.action')}
            change={change}
            onCancel={close}
            onDone={({ folder }) =>
              setGiven({
                words: say('team.done.add', { name: isolated(written()) }),
                folder,
                passphrase: passphrase.current,
              })
            }
          >
            <div>
              <label for="new-name">{say('team.name')}</label>
              <input
                id="new-name"
                ref={name}
                dir="auto"
                autocomplete="off"
                aria-describedby="new-name-problem new-name-hint"
                aria-invalid={wrongName !== undefined}
              />
              <p class="field-problem" id="new-name-problem">
                {wrongName && say(wrongName)}
              </p>
              <p class="soft hint" id="new-name-hint">
                {say('team.name_hint')}
              </p>
            </div>
            <RoleChoices roles={roles} onRoles={setRoles} problem={wrongRoles} field={firstRole} />
            <NewPassphraseFields fresh={fresh} />
          </SignedForm>
        )
      }
    </Dialog>
  );
}

export function NewKeyOrder({ who, onNews, onClose }: OrderEnds & { who: Colleague }) {
  const signing = useSigning(onNews);
  const fresh = useNewPassphrase();
  const [given, setGiven] = useState<Given>();
  const passphrase = useRef('');
  const name = isolated(who.name);
  useEffect(() => fresh.first.current?.focus(), []);

  const change = () => {
    const { passphrase: typed, wrong } = fresh.take();
    if (wrong) return void wrong.focus();
    passphrase.current = typed;
    const value = { operatorId: who.operatorId, passphrase: typed };
    return { case: 'newKey', value } as const;
  };

  return (
    <Dialog title={say('team.new_key.title', { name })} wide busy={signing.busy} onClose={onClose}>
      {(close) =>
        given ? (
          <HandOver given={given} onFinished={close} />
        ) : (
          <SignedForm
            signing={signing}
            action={say('team.new_key.action')}
            change={change}
            onCancel={close}
            onDone={({ folder }) =>
              setGiven({
                words: say('team.done.new_key', { name }),
                folder,
                passphrase: passphrase.current,
              })
            }
          >
            <p>{say('team.new_key.body', { name })}</p>
            <NewPassphraseFields fresh={fresh} />
          </SignedForm>
        )
      }
    </Dialog>
  );
}
