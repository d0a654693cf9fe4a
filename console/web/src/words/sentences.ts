// Every word of the contract that people may meet, with its sentence. Complete by type: a new enum value
// does not compile until it has words.
import { CallKind, ConsentAnswer, EndReason, Scope } from '../gen/maintendue/v1/session_pb';
import {
  LogVerdict,
  RelayState,
  RosterChange_Kind as ChangeKind,
} from '../gen/maintendue/local/v1/console_pb';
import { MachinePart } from '../gen/maintendue/v1/fleet_pb';
import { CallBack, HelpOutcome, HelpTopic } from '../gen/maintendue/v1/help_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import type { ErrorName } from '../wire/failure';
import type { WordKey } from './words';

// What happened, then what it means and what to do.
export interface Sentence {
  title: WordKey;
  body: WordKey;
}

export const callNames: Record<CallKind, WordKey> = {
  [CallKind.UNSPECIFIED]: 'call.unknown',
  [CallKind.SETUP]: 'call.setup',
  [CallKind.FOLLOW_UP_1]: 'call.follow_up_1',
  [CallKind.FOLLOW_UP_2]: 'call.follow_up_2',
  [CallKind.FOLLOW_UP_3]: 'call.follow_up_3',
  [CallKind.OPEN_HOURS]: 'call.open_hours',
};

export const answerNames: Record<ConsentAnswer, WordKey> = {
  [ConsentAnswer.UNSPECIFIED]: 'answer.none',
  [ConsentAnswer.GRANTED]: 'answer.granted',
  [ConsentAnswer.REFUSED]: 'answer.refused',
  [ConsentAnswer.UNANSWERED]: 'answer.unanswered',
};

export const scopeNames: Record<Scope, WordKey> = {
  [Scope.UNSPECIFIED]: 'scope.nothing',
  [Scope.VIEW]: 'scope.view',
  [Scope.CONTROL]: 'scope.control',
};

// The pictures by which families ask for help.
export const topicNames: Record<HelpTopic, WordKey> = {
  [HelpTopic.UNSPECIFIED]: 'help.topic.unknown',
  [HelpTopic.INTERNET]: 'help.topic.internet',
  [HelpTopic.SOUND]: 'help.topic.sound',
  [HelpTopic.PRINTING]: 'help.topic.printing',
  [HelpTopic.SCHOOL]: 'help.topic.school',
  [HelpTopic.SLOW]: 'help.topic.slow',
  [HelpTopic.MESSAGE]: 'help.topic.message',
  [HelpTopic.KEYBOARD]: 'help.topic.keyboard',
  [HelpTopic.OTHER]: 'help.topic.other',
};

// When a family would like to be called; undefined: at any moment.
export const callBackNames: Record<CallBack, WordKey | undefined> = {
  [CallBack.ANY]: undefined,
  [CallBack.MORNING]: 'help.call_back.morning',
  [CallBack.AFTERNOON]: 'help.call_back.afternoon',
  [CallBack.EVENING]: 'help.call_back.evening',
};

// How a request for help came to its end.
export const outcomeNames: Record<HelpOutcome, WordKey> = {
  [HelpOutcome.UNSPECIFIED]: 'help.ended',
  [HelpOutcome.SOLVED]: 'help.outcome.solved',
  [HelpOutcome.NOT_SOLVED]: 'help.outcome.not_solved',
  [HelpOutcome.NOT_REACHED]: 'help.outcome.not_reached',
  [HelpOutcome.MISTAKE]: 'help.outcome.mistake',
};

// What the signed logs of a session come to, for the history. Which log, and which of its entries, fills the
// holes (machine/log_line.tsx).
export const logNames: Record<LogVerdict, WordKey> = {
  [LogVerdict.UNSPECIFIED]: 'log.unchecked',
  [LogVerdict.AGREE]: 'log.agree',
  [LogVerdict.AGREE_CUT]: 'log.agree_cut',
  [LogVerdict.NOT_YET]: 'log.not_yet',
  [LogVerdict.NEVER_BEGAN]: 'log.never_began',
  [LogVerdict.MACHINE_MISSING]: 'log.machine_missing',
  [LogVerdict.CONSOLE_MISSING]: 'log.console_missing',
  [LogVerdict.BOTH_MISSING]: 'log.both_missing',
  [LogVerdict.BROKEN]: 'log.broken_machine',
  [LogVerdict.DIFFER]: 'log.differ',
  [LogVerdict.CHANGED]: 'log.changed',
  [LogVerdict.COUNT]: 'log.count',
  [LogVerdict.HIDDEN]: 'log.hidden',
  [LogVerdict.OTHER_KEY]: 'log.other_key',
};

// For the history: a few words.
export const endNames: Record<EndReason, WordKey> = {
  [EndReason.UNSPECIFIED]: 'end.still_on',
  [EndReason.OPERATOR]: 'end.operator',
  [EndReason.FAMILY]: 'end.family',
  [EndReason.CONSOLE_LOST]: 'end.console_lost',
  [EndReason.MACHINE_LOST]: 'end.machine_lost',
  [EndReason.RELAY_LOST]: 'end.relay_lost',
  [EndReason.DESKTOP_LOST]: 'end.desktop_lost',
  [EndReason.NO_DISPLAY]: 'end.no_display',
  [EndReason.LEASE_EXPIRED]: 'end.lease_expired',
  [EndReason.MACHINE_UNREACHED]: 'end.machine_unreached',
  [EndReason.NOT_TRUSTED]: 'end.not_trusted',
  [EndReason.BROKEN]: 'end.broken',
  [EndReason.NEVER_ALLOWED]: 'end.never_allowed',
  [EndReason.ROSTER_STALE]: 'end.roster_stale',
  [EndReason.OPERATOR_REMOVED]: 'end.operator_removed',
  [EndReason.FAMILY_REFUSED]: 'end.family_refused',
  [EndReason.NOT_RESUMED]: 'end.not_resumed',
  [EndReason.PERSON_CHANGED]: 'end.person_changed',
  [EndReason.RESTARTING]: 'end.restarting',
  [EndReason.FAREWELL]: 'end.farewell',
};

// For the page of a session that is over.
export const endSentences: Record<EndReason, Sentence> = {
  [EndReason.UNSPECIFIED]: { title: 'ended.unknown.title', body: 'ended.unknown.body' },
  [EndReason.OPERATOR]: { title: 'ended.operator.title', body: 'ended.operator.body' },
  [EndReason.FAMILY]: { title: 'ended.family.title', body: 'ended.family.body' },
  [EndReason.CONSOLE_LOST]: { title: 'ended.console_lost.title', body: 'ended.console_lost.body' },
  [EndReason.MACHINE_LOST]: { title: 'ended.machine_lost.title', body: 'ended.machine_lost.body' },
  [EndReason.RELAY_LOST]: { title: 'ended.relay_lost.title', body: 'ended.relay_lost.body' },
  [EndReason.DESKTOP_LOST]: { title: 'ended.desktop_lost.title', body: 'ended.desktop_lost.body' },
  [EndReason.NO_DISPLAY]: { title: 'ended.no_display.title', body: 'ended.no_display.body' },
  [EndReason.LEASE_EXPIRED]: {
    title: 'ended.lease_expired.title',
    body: 'ended.lease_expired.body',
  },
  [EndReason.MACHINE_UNREACHED]: {
    title: 'ended.machine_unreached.title',
    body: 'ended.machine_unreached.body',
  },
  [EndReason.NOT_TRUSTED]: { title: 'ended.not_trusted.title', body: 'ended.not_trusted.body' },
  [EndReason.BROKEN]: { title: 'ended.broken.title', body: 'ended.broken.body' },
  [EndReason.NEVER_ALLOWED]: {
    title: 'ended.never_allowed.title',
    body: 'ended.never_allowed.body',
  },
  [EndReason.ROSTER_STALE]: { title: 'ended.roster_stale.title', body: 'ended.roster_stale.body' },
  [EndReason.OPERATOR_REMOVED]: { title: 'ended.operator_removed.title', body: 'ended.operator_removed.body' },
  [EndReason.FAMILY_REFUSED]: { title: 'ended.refused.title', body: 'ended.refused.body' },
  [EndReason.NOT_RESUMED]: { title: 'ended.not_resumed.title', body: 'ended.not_resumed.body' },
  [EndReason.PERSON_CHANGED]: {
    title: 'ended.person_changed.title',
    body: 'ended.person_changed.body',
  },
  [EndReason.FAREWELL]: { title: 'ended.farewell.title', body: 'ended.farewell.body' },
  [EndReason.RESTARTING]: { title: 'ended.restarting.title', body: 'ended.restarting.body' },
};

export const errorSentences: Record<ErrorName, Sentence> = {
  peer_gone: { title: 'error.peer_gone.title', body: 'error.peer_gone.body' },
  timed_out: { title: 'error.timed_out.title', body: 'error.timed_out.body' },
  cancelled: { title: 'error.cancelled.title', body: 'error.cancelled.body' },
  consent_denied: { title: 'error.consent_denied.title', body: 'error.consent_denied.body' },
  consent_expired: { title: 'error.consent_expired.title', body: 'error.consent_expired.body' },
  not_allowed: { title: 'error.not_allowed.title', body: 'error.not_allowed.body' },
  not_trusted: { title: 'error.not_trusted.title', body: 'error.not_trusted.body' },
  not_found: { title: 'error.not_found.title', body: 'error.not_found.body' },
  bad_message: { title: 'error.bad_message.title', body: 'error.bad_message.body' },
  machine_off: { title: 'error.machine_off.title', body: 'error.machine_off.body' },
  machine_busy: { title: 'error.machine_busy.title', body: 'error.machine_busy.body' },
  machine_quarantined: {
    title: 'error.machine_quarantined.title',
    body: 'error.machine_quarantined.body',
  },
  machine_revoked: { title: 'error.machine_revoked.title', body: 'error.machine_revoked.body' },
  machine_of_another: {
    title: 'error.machine_of_another.title',
    body: 'error.machine_of_another.body',
  },
  relay_unreachable: {
    title: 'error.relay_unreachable.title',
    body: 'error.relay_unreachable.body',
  },
  wrong_passphrase: { title: 'error.wrong_passphrase.title', body: 'error.wrong_passphrase.body' },
  try_later: { title: 'error.try_later.title', body: 'error.try_later.body' },
  not_verified: { title: 'error.not_verified.title', body: 'error.not_verified.body' },
  key_changed: { title: 'error.key_changed.title', body: 'error.key_changed.body' },
  out_of_date: { title: 'error.out_of_date.title', body: 'error.out_of_date.body' },
  overloaded: { title: 'error.overloaded.title', body: 'error.overloaded.body' },
  no_room: { title: 'error.no_room.title', body: 'error.no_room.body' },
  internal: { title: 'error.internal.title', body: 'error.internal.body' },
  console_gone: { title: 'error.console_gone.title', body: 'error.console_gone.body' },
};

// The parts of a PC, by which one is told from another.
export const partNames: Record<MachinePart, WordKey> = {
  [MachinePart.UNSPECIFIED]: 'part.unknown',
  [MachinePart.BOARD]: 'part.board',
  [MachinePart.DISK]: 'part.disk',
  [MachinePart.NETWORK]: 'part.network',
};

export const relayNames: Record<RelayState, WordKey> = {
  [RelayState.UNSPECIFIED]: 'relay.none',
  [RelayState.CONNECTING]: 'relay.connecting',
  [RelayState.CONNECTED]: 'relay.connected',
  [RelayState.UNREACHABLE]: 'relay.unreachable',
  [RelayState.REFUSED]: 'relay.refused',
};

export const roleNames: Record<Role, WordKey | undefined> = {
  [Role.UNSPECIFIED]: undefined,
  [Role.STRANGER]: undefined,
  [Role.MACHINE]: undefined,
  [Role.MEDIATOR]: 'role.mediator',
  [Role.SUPPORT]: 'role.support',
  [Role.ADMIN]: 'role.admin',
};

export const operatorRoles = [Role.MEDIATOR, Role.SUPPORT, Role.ADMIN] as const;
export type OperatorRole = (typeof operatorRoles)[number];

// What somebody with this role may do, in one sentence.
export const roleMay: Record<OperatorRole, WordKey> = {
  [Role.MEDIATOR]: 'role.mediator.may',
  [Role.SUPPORT]: 'role.support.may',
  [Role.ADMIN]: 'role.admin.may',
};

// What changed in the roster: of whom, with which roles now.
export const changeSentences: Record<ChangeKind, WordKey> = {
  [ChangeKind.KIND_UNSPECIFIED]: 'team.change.unknown',
  [ChangeKind.ADDED]: 'team.change.added',
  [ChangeKind.REMOVED]: 'team.change.removed',
  [ChangeKind.ROLES]: 'team.change.roles',
  [ChangeKind.NEW_KEY]: 'team.change.new_key',
  [ChangeKind.RENAMED]: 'team.change.renamed',
  [ChangeKind.SUSPENDED]: 'team.change.suspended',
  [ChangeKind.LIFTED]: 'team.change.lifted',
  [ChangeKind.ROSTER_KEY]: 'team.change.roster_key',
  [ChangeKind.ROOT]: 'team.change.root',
  [ChangeKind.AUTHORITIES]: 'team.change.authorities',
  [ChangeKind.MACHINE_REVOKED]: 'team.change.machine_revoked',
  [ChangeKind.DEPUTY]: 'team.change.deputy',
  [ChangeKind.EXTENDED]: 'team.change.extended',
  [ChangeKind.PHONE]: 'team.change.phone',
  [ChangeKind.HOURS]: 'team.change.hours',
  [ChangeKind.PHOTO]: 'team.change.photo',
  [ChangeKind.ENCRYPTION_KEY]: 'team.change.encryption_key',
  [ChangeKind.DATA_KEY]: 'team.change.data_key',
  [ChangeKind.RECOVERY_KEY]: 'team.change.recovery_key',
};
