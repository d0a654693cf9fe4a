// Who may see that families ask for help: whoever may answer them, and the support (help.proto).
import { Role } from '../gen/maintendue/v1/options_pb';

export function seesHelp(roles: readonly Role[]): boolean {
  return roles.includes(Role.MEDIATOR) || roles.includes(Role.SUPPORT);
}
