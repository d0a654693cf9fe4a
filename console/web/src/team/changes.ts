// The changes that the console signs, and in which words it is told how that went.
import {
  RosterChange_Kind as Kind,
  type ChangeRosterRequest,
  type ChangeRosterResponse,
  type RosterView,
} from '../gen/maintendue/local/v1/console_pb';
import type { Clients } from '../wire/clients';
import type { ErrorName } from '../wire/failure';
import type { WordKey } from '../words/words';

type Change = Exclude<ChangeRosterRequest['change'], { case: undefined }>;

// Longer than the console itself waits for the relay.
const patienceMs = 60_000;

// As it is sent, without what the wire adds to each message.
type Plain<T> = T extends { case: infer C; value: infer V }
  ? { case: C; value: V extends object ? Omit<V, '$typeName' | '$unknown'> : V }
  : never;
export type PlainChange = Plain<Change>;

export function signChange(
  { console }: Pick<Clients, 'console'>,
  passphrase: string,
  change: PlainChange,
): Promise<ChangeRosterResponse> {
  return console.changeRoster({ passphrase, change }, { timeoutMs: patienceMs });
}

// The list is not what one believed: it is shown anew, and the window closes.
export const newsSentences: Partial<Record<ErrorName, WordKey>> = {
  out_of_date: 'team.news.out_of_date',
  not_found: 'team.news.not_found',
};

const problems: Partial<Record<ErrorName, WordKey>> = {
  wrong_passphrase: 'team.problem.wrong',
  try_later: 'error.try_later.body',
  relay_unreachable: 'team.problem.relay',
  overloaded: 'team.problem.busy',
  not_allowed: 'team.problem.not_allowed',
  bad_message: 'team.problem.bad_message',
  timed_out: 'team.problem.unsure',
  console_gone: 'team.problem.console_gone',
};

// One sentence: whether something was changed, and what to do.
export function problemSentence(why: ErrorName): WordKey {
  return problems[why] ?? 'team.problem.other';
}

// What somebody just did here.
export interface Deed {
  kind: Kind;
  // Of whom; somebody new is known by name alone.
  operatorId?: string;
  name?: string;
}

// A renewal is no change of the team.
export function deedOf(change: PlainChange): Deed | undefined {
  switch (change.case) {
    case 'add':
      return { kind: Kind.ADDED, name: change.value.name };
    case 'roles':
      return { kind: Kind.ROLES, operatorId: change.value.operatorId };
    case 'removeOperatorId':
      return { kind: Kind.REMOVED, operatorId: change.value };
    case 'liftOperatorId':
      return { kind: Kind.LIFTED, operatorId: change.value };
    case 'newKey':
      return { kind: Kind.NEW_KEY, operatorId: change.value.operatorId };
    case 'deputyOperatorId':
      return { kind: Kind.DEPUTY, operatorId: change.value };
    case 'phone':
      return { kind: Kind.PHONE };
    case 'hours':
      return { kind: Kind.HOURS };
    case 'renew':
      return undefined;
  }
}

// Whether all there is to read is what was just done here: that is no news to who did it.
export function onlyOwn(
  before: RosterView | undefined,
  after: RosterView,
  deed: Deed | undefined,
): boolean {
  const [only] = after.changes;
  if (!deed || before?.changes.length !== 0 || after.changes.length !== 1 || !only) return false;
  if (only.kind !== deed.kind) return false;
  if (deed.name !== undefined) return only.name === deed.name;
  return only.operatorId === (deed.operatorId ?? '');
}
