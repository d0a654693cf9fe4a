// Which roles somebody has: one box each, with a sentence on what it allows.
import type { RefObject } from 'preact';
import { Role } from '../gen/maintendue/v1/options_pb';
import { operatorRoles, roleMay, roleNames } from '../words/sentences';
import { say, type WordKey } from '../words/words';

interface ChoicesProps {
  roles: readonly Role[];
  onRoles: (roles: Role[]) => void;
  // A role that cannot be taken away here.
  locked?: Role | undefined;
  problem: WordKey | undefined;
  // The first box, for when none is ticked.
  field: RefObject<HTMLInputElement>;
}

export function RoleChoices({ roles, onRoles, locked, problem, field }: ChoicesProps) {
  const turn = (role: Role, on: boolean) =>
    onRoles(operatorRoles.filter((one) => (one === role ? on : roles.includes(one))));
  return (
    <fieldset class="role-choices" aria-describedby="roles-problem">
      <legend>{say('team.roles')}</legend>
      {operatorRoles.map((role, index) => (
        <label key={role} class="role-choice">
          <input
            ref={index === 0 ? field : null}
            type="checkbox"
            name="role"
            value={role}
            checked={roles.includes(role)}
            disabled={role === locked}
            onChange={(event) => turn(role, event.currentTarget.checked)}
          />
          <span>
            <strong>{say(roleNames[role]!)}</strong>
            <span class="soft">{say(roleMay[role])}</span>
          </span>
        </label>
      ))}
      <p class="field-problem" id="roles-problem">
        {problem && say(problem)}
      </p>
    </fieldset>
  );
}
