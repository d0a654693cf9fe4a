// What the roster means for people and for what this page offers. Pure.
import type { Colleague, RosterView } from '../gen/maintendue/local/v1/console_pb';
import { Role } from '../gen/maintendue/v1/options_pb';

const day = 86_400_000;
// From two months before its end, the list asks to be renewed.
const remindMs = 61 * day;
// PCs want another operator's word of at most 35 days: told a week before.
const quietMs = 28 * day;

export function administers(colleague: Colleague): boolean {
  return colleague.roles.includes(Role.ADMIN);
}

export function oneself(roster: RosterView): Colleague | undefined {
  return roster.colleagues.find((one) => one.self);
}

// Those who can be asked, oneself left out.
export function administrators(roster: RosterView): Colleague[] {
  return roster.colleagues.filter((one) => administers(one) && !one.self && !one.suspended);
}

// Nobody else could put anything right.
export function lastAdministrator(roster: RosterView, colleague: Colleague): boolean {
  const others = roster.colleagues.filter((one) => one.operatorId !== colleague.operatorId);
  return administers(colleague) && !others.some((one) => administers(one) && !one.suspended);
}

// The console signs for an administrator who holds the roster key and is let in.
export function mayChange(roster: RosterView): boolean {
  const self = oneself(roster);
  return roster.canChange && self !== undefined && administers(self) && !self.suspended;
}

// Once is enough: a second word of the same person counts for nothing.
export function maySuspend({ suspended, suspendedByMe }: Colleague): boolean {
  return !suspended && !suspendedByMe;
}

export function deputyOf(roster: RosterView): Colleague | undefined {
  return roster.colleagues.find((one) => one.deputy);
}

// Nothing was renewed in time, and the deputy's word would still count.
export function extendable(roster: RosterView, now: number): boolean {
  return endOf(roster, now) === 'over' && now < Number(roster.extensionEndsMs);
}

export function mayExtend(roster: RosterView, now: number): boolean {
  const self = oneself(roster);
  return extendable(roster, now) && self !== undefined && self.deputy && !self.suspended;
}

export function endOf(roster: RosterView, now: number): 'far' | 'soon' | 'extended' | 'over' {
  const ends = Number(roster.endsMs);
  if (ends <= now) return Number(roster.extendedUntilMs) > now ? 'extended' : 'over';
  return ends - now <= remindMs ? 'soon' : 'far';
}

// PCs will soon have nobody's word but one's own. Alone on the list, one's own is enough.
export function unconfirmed(roster: RosterView, now: number): boolean {
  const others = roster.colleagues.filter((one) => !one.self && !one.suspended);
  if (now - Number(roster.madeMs) <= quietMs) return false; // whoever signed it is word enough
  return others.length > 0 && others.every((one) => now - Number(one.confirmedMs) > quietMs);
}
