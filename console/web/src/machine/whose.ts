// Who looks after a PC, and whether whoever is signed in may help at it: the relay's rule (fleet.proto), told
// before it has to refuse.
import type { Colleague, RosterView } from '../gen/maintendue/local/v1/console_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import { isMediator } from '../words/people';

export interface Whose {
  // Undefined: nobody, or somebody who is a mediator no more.
  mediator: Colleague | undefined;
  // Somebody looked after it who is a mediator no more.
  left: boolean;
  // She may say whose it is.
  mayGive: boolean;
  mayHelp: boolean;
  // Until when the support is asked to help; 0: not asked.
  supportUntilMs: number;
  self: Colleague;
}

// Undefined as long as the roster is not known: then the relay alone can say.
export function whoseIs(
  machine: Machine,
  roster: RosterView | undefined,
  dutyUntilMs: number,
  now: number,
): Whose | undefined {
  const self = roster?.colleagues.find((one) => one.self);
  if (!roster || !self) return undefined;
  const named = machine.mediatorOperatorId;
  const mediator = roster.colleagues.find((one) => one.operatorId === named && isMediator(one));
  const until = Number(machine.supportUntilMs);
  const supportUntilMs = mediator && now < until ? until : 0;
  const hers = !mediator || mediator.self;
  const mayGive = isMediator(self) && (hers || now < dutyUntilMs);
  const invited = named === '' || supportUntilMs > 0;
  const mayHelp = mayGive || (self.roles.includes(Role.SUPPORT) && invited);
  return { mediator, left: !mediator && named !== '', mayGive, mayHelp, supportUntilMs, self };
}
