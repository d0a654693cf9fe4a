// What the roster says of people, in words.
import {
  RosterChange_Kind as Kind,
  type Colleague,
  type RosterChange,
} from '../gen/maintendue/local/v1/console_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import { listed } from './figures';
import { changeSentences, operatorRoles, roleNames } from './sentences';
import { say } from './words';

// "médiation et atelier", always in the same order.
export function rolesInWords(roles: readonly Role[]): string {
  const known = operatorRoles.filter((role) => roles.includes(role));
  return listed(known.map((role) => say(roleNames[role]!)));
}

export function changeInWords({ kind, name, roles, machineId }: RosterChange): string {
  const nobody = kind === Kind.DEPUTY && !name;
  const key = nobody
    ? 'team.change.no_deputy'
    : (changeSentences[kind] ?? changeSentences[Kind.KIND_UNSPECIFIED]);
  return say(key, { name: isolated(name), roles: rolesInWords(roles), id: machineId });
}

export function isMediator(who: Colleague): boolean {
  return who.roles.includes(Role.MEDIATOR);
}

// A name inside of a sentence keeps its own direction.
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
