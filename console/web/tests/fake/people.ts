// Invented PCs, calls and sessions.
import { create, type MessageInitShape } from '@bufbuild/protobuf';
import {
  CheckLogsResponseSchema,
  LogVerdict,
  MachineStanding_State,
  MachineStandingSchema,
  NewMachineSchema,
  type MachineStanding,
  type NewMachine,
} from '../../src/gen/maintendue/local/v1/console_pb';
import { CallSchema, ListCallsResponseSchema } from '../../src/gen/maintendue/v1/calls_pb';
import {
  MachineHolderSchema,
  MachinePart,
  MachineRepairSchema,
  MachineSchema,
  RepairKind,
  type Machine,
} from '../../src/gen/maintendue/v1/fleet_pb';
import { VerifiedHow } from '../../src/gen/maintendue/v1/machine_record_pb';
import { CallKind, ConsentAnswer, EndReason, Scope } from '../../src/gen/maintendue/v1/session_pb';
import { LogSide } from '../../src/gen/maintendue/v1/session_log_pb';
import { SessionRecordSchema, type SessionRecord } from '../../src/gen/maintendue/v1/sessions_pb';
import { operatorId } from './roster';

const minute = 60_000;
const day = 24 * 60 * minute;

export const machineId = {
  ready: '00000000000a0012',
  busy: '00000000000a0063',
  off: '00000000000a0058',
};

export function arrivalsNow(now: number): NewMachine[] {
  return [
    create(NewMachineSchema, {
      keyHash: new Uint8Array([1]),
      hostname: 'pc-du-salon',
      sinceMs: BigInt(now - 4 * minute),
      checkNumber: '408 213',
    }),
  ];
}

// The disk of one PC, copied into another.
export function withTwin(machine: Machine, now: number): Machine {
  const { hostname } = machine;
  const one = (holder: MessageInitShape<typeof MachineHolderSchema>) =>
    create(MachineHolderSchema, { hostname, ...holder });
  return {
    ...machine,
    quarantined: true,
    holders: [
      one({ holder: 1, accepted: true, lastSeenMs: BigInt(now - 25 * minute) }),
      one({ holder: 2, here: true, otherParts: [MachinePart.DISK, MachinePart.NETWORK] }),
    ],
  };
}

export function repaired(machine: Machine, now: number): Machine {
  const one = (kind: RepairKind, ago: number) =>
    create(MachineRepairSchema, {
      kind,
      operatorName: 'Nadia R.',
      atMs: BigInt(now - ago),
    });
  return {
    ...machine,
    repairs: [one(RepairKind.OTHER_PC, 3 * 60 * minute), one(RepairKind.SAME_PC, 40 * day)],
  };
}

export function machinesNow(now: number): Machine[] {
  const one = (
    id: string,
    hostname: string,
    operatingSystem: string,
    lastSeen: number,
    more: MessageInitShape<typeof MachineSchema> = {},
  ) =>
    create(MachineSchema, {
      machineId: id,
      hostname,
      operatingSystem,
      agentVersion: '0.1.0',
      lastSeenMs: BigInt(lastSeen),
      firstSeenMs: BigInt(now - 40 * day),
      ...more,
    });
  const on = { online: true, desktopPresent: true };
  const xfce = 'Debian 12 · Xfce';
  return [
    one(machineId.ready, 'PC-0112', xfce, now, on),
    one(machineId.busy, 'PC-0147', xfce, now, {
      ...on,
      liveSessionId: 41n,
      mediatorOperatorId: operatorId.lea,
    }),
    one('00000000000a0031', 'PC-0098', 'Debian 12 · LXQt', now, { online: true }),
    one(machineId.off, 'PC-0203', xfce, now - 26 * 60 * minute, {
      mediatorOperatorId: operatorId.nadia,
    }),
    one('00000000000a0077', 'PC-0176', xfce, now - 12 * day),
    one('00000000000a0119', 'PC-0119', 'Linux Mint 21.3', now - 14 * minute),
    one(
      '00000000000a0200',
      'un-nom-de-pc-vraiment-très-long-choisi-par-quelqu-un-de-pressé',
      '',
      0,
    ),
  ];
}

export function callsOf(id: string, sessions: readonly SessionRecord[]) {
  const kinds = [
    CallKind.SETUP,
    CallKind.FOLLOW_UP_1,
    CallKind.FOLLOW_UP_2,
    CallKind.FOLLOW_UP_3,
    CallKind.OPEN_HOURS,
  ];
  const calls = kinds.map((kind) => {
    const held = sessions.filter((one) => one.machineId === id && one.callKind === kind);
    return create(CallSchema, {
      kind,
      sessionsOpened: held.length,
      sessionsSeen: held.filter((one) => one.widestScope >= Scope.VIEW).length,
      lastSessionMs: held.reduce((last, one) => (one.openedMs > last ? one.openedMs : last), 0n),
    });
  });
  const proposed = calls.find((call) => call.sessionsSeen === 0)?.kind ?? CallKind.OPEN_HOURS;
  return create(ListCallsResponseSchema, { calls, proposed });
}

// A history in which every end has its line.
export function pastSessions(now: number): SessionRecord[] {
  const ends = Object.values(EndReason).filter(
    (reason): reason is EndReason => typeof reason === 'number' && reason !== EndReason.UNSPECIFIED,
  );
  return Array.from({ length: 24 }, (_, index) => {
    const endReason = ends[index % ends.length]!;
    const unseen = [7, 9, 10, 12, 14].includes(endReason);
    const mouse = !unseen && index % 2 === 0;
    const openedMs = BigInt(now - (24 - index) * 2 * day - 47 * minute);
    return create(SessionRecordSchema, {
      sessionId: BigInt(index + 1),
      machineId: machineId.ready,
      operatorId: 'op-1',
      operatorName: index % 3 ? 'Nadia R.' : 'Camille B.',
      callKind:
        index < 12 ? CallKind.SETUP : index < 20 ? CallKind.FOLLOW_UP_1 : CallKind.FOLLOW_UP_2,
      openedMs,
      endedMs: openedMs + BigInt((index % 5) * 17 * minute + 40_000),
      viewAnswer: unseen
        ? index % 2
          ? ConsentAnswer.REFUSED
          : ConsentAnswer.UNANSWERED
        : ConsentAnswer.GRANTED,
      controlAnswer: mouse ? ConsentAnswer.GRANTED : ConsentAnswer.UNSPECIFIED,
      widestScope: unseen ? Scope.UNSPECIFIED : mouse ? Scope.CONTROL : Scope.VIEW,
      endReason,
    });
  });
}

// Most logs agree; one of each other kind stands among them.
export function checksOf(sessionIds: readonly bigint[]) {
  const verdicts = Object.values(LogVerdict).filter(
    (verdict): verdict is LogVerdict =>
      typeof verdict === 'number' && verdict !== LogVerdict.HIDDEN,
  );
  return create(CheckLogsResponseSchema, {
    checks: sessionIds.map((sessionId) => {
      const kind = Number(sessionId) % 2 ? LogVerdict.AGREE : Number(sessionId) / 2;
      return {
        sessionId,
        verdict: verdicts[kind % verdicts.length]!,
        side: LogSide.MACHINE,
        entry: 4,
      };
    }),
    hidden: [{ sessionCounter: 9n, verdict: LogVerdict.HIDDEN }],
  });
}

// A PC that the workshop has verified.
export function known(machineId: string): MachineStanding {
  return create(MachineStandingSchema, {
    machineId,
    state: MachineStanding_State.VERIFIED,
    verifiedBy: 'Karim',
    how: VerifiedHow.WORKSHOP,
    atMs: BigInt(Date.now() - 40 * day),
  });
}
