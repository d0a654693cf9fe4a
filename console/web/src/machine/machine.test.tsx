import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { beforeEach, describe, expect, it } from 'vitest';
import { button, click, clientsOf, deskOf, draw, settled } from '../../tests/support/desk';
import { takeIntent } from '../assist/intent';
import { Console, LogVerdict, MachineStanding_State as State } from '../gen/maintendue/local/v1/console_pb';
import { Calls } from '../gen/maintendue/v1/calls_pb';
import { MachineSchema } from '../gen/maintendue/v1/fleet_pb';
import { VerifiedHow } from '../gen/maintendue/v1/machine_record_pb';
import { CallKind, ConsentAnswer, EndReason, Scope } from '../gen/maintendue/v1/session_pb';
import { LogSide } from '../gen/maintendue/v1/session_log_pb';
import { Sessions, SessionRecordSchema } from '../gen/maintendue/v1/sessions_pb';
import { speak } from '../words/words';
import { MachinePage } from './view';

const session: MessageInitShape<typeof SessionRecordSchema> = {
  sessionId: 3n,
  machineId: 'a1',
  operatorName: 'Nadia R.',
  callKind: CallKind.FOLLOW_UP_1,
  openedMs: 1_000_000n,
  endedMs: 2_500_000n,
  viewAnswer: ConsentAnswer.GRANTED,
  controlAnswer: ConsentAnswer.REFUSED,
  widestScope: Scope.VIEW,
  endReason: EndReason.FAMILY,
};

async function showing(
  machine: object,
  sessions = [session],
  logs: { checks?: object[]; hidden?: object[] } = {},
  standing: object | undefined = { state: State.VERIFIED, verifiedBy: 'Léa', how: VerifiedHow.PHONE },
): Promise<HTMLElement> {
  const desk = deskOf(
    clientsOf(({ service }) => {
      const kinds = [CallKind.SETUP, CallKind.FOLLOW_UP_1, CallKind.OPEN_HOURS];
      service(Calls, {
        listCalls: () => ({
          calls: kinds.map((kind) => ({ kind })),
          proposed: CallKind.FOLLOW_UP_1,
        }),
      });
      service(Sessions, { listSessions: () => ({ sessions }) });
      const machines = standing ? [{ machineId: 'a1', ...standing }] : [];
      service(Console, { checkLogs: () => logs, checkMachines: () => ({ machines }) });
    }),
  );
  const machines = [create(MachineSchema, { machineId: 'a1', hostname: 'PC-1', ...machine })];
  desk.feed.state.set({ line: 'live', opened: 1, machines });
  const root = await draw(<MachinePage machineId="a1" />, desk);
  await settled();
  return root;
}

beforeEach(() => {
  speak('fr');
  location.hash = '';
  takeIntent();
});

describe('the page of a PC', () => {
  it('proposes the next call, and begins under it', async () => {
    const root = await showing({ online: true });
    const chosen = root.querySelector<HTMLInputElement>('input:checked')!;
    expect(chosen.value).toBe(String(CallKind.FOLLOW_UP_1));
    await click(button('Commencer'));
    expect(location.hash).toBe('#/machines/a1/assist/follow_up_1');
    expect(takeIntent()).toBe(true);
    expect(takeIntent()).toBe(false);
  });

  it('begins under another call when one is chosen', async () => {
    const root = await showing({ online: true });
    await click(root.querySelector(`input[value="${CallKind.OPEN_HOURS}"]`));
    await click(button('Commencer'));
    expect(location.hash).toBe('#/machines/a1/assist/open_hours');
  });

  it('does not begin with a PC that is off or taken, and says why', async () => {
    await showing({ online: false });
    expect(button('Commencer')?.disabled).toBe(true);
    expect(document.body.textContent).toContain('demandez à la famille de l’allumer');
    await showing({ online: true, liveSessionId: 9n });
    expect(button('Commencer')?.disabled).toBe(true);
    expect(document.body.textContent).toContain('déjà en cours sur ce PC');
  });

  it('says who made sure of the PC, and how', async () => {
    const root = await showing({ online: true });
    expect(root.querySelector('[data-testid=recognised]')?.textContent).toContain(
      'PC reconnu au téléphone par Léa',
    );
  });

  it('begins nothing with a PC that nobody knows, or that another stands for', async () => {
    const cases = [
      { standing: undefined, testId: undefined },
      { standing: { state: State.UNVERIFIED }, testId: 'unverified' },
      { standing: { state: State.SIGNER_GONE, atMs: 1n }, testId: 'signer-gone' },
      { standing: { state: State.KEY_CHANGED, changedMs: 1n }, testId: 'key-changed' },
      { standing: { state: 17 }, testId: undefined },
    ];
    for (const { standing, testId } of cases) {
      const root = await showing({ online: true }, [session], {}, standing ?? {});
      expect(button('Commencer')?.disabled).toBe(true);
      if (testId) expect(root.querySelector(`[data-testid=${testId}]`)).not.toBeNull();
    }
  });

  it('shouts when another PC answered in its place', async () => {
    const root = await showing({ online: true }, [session], {}, { state: State.KEY_CHANGED });
    const notice = root.querySelector('[data-testid=key-changed]')!;
    expect(notice.getAttribute('role')).toBe('alert');
    expect(notice.className).toContain('red');
    expect(notice.textContent).toContain('Appelez la personne qui administre');
    expect(button('Commencer')?.disabled).toBe(true);
  });

  it('leads to making sure of it by phone, while it can be reached', async () => {
    await showing({ online: false }, [session], {}, { state: State.UNVERIFIED });
    expect(button('Reconnaître ce PC')?.disabled).toBe(true);
    await showing({ online: true }, [session], {}, { state: State.UNVERIFIED });
    await click(button('Reconnaître ce PC'));
    expect(location.hash).toBe('#/machines/a1/verify');
    expect(takeIntent()).toBe(true);
  });

  it('tells of a server that holds a record back, and of a key that was replaced', async () => {
    const both = { state: State.VERIFIED, verifiedBy: 'Léa', relayBehind: true, replacedMs: 1n };
    const root = await showing({ online: true }, [session], {}, both);
    expect(root.querySelector('[data-testid=relay-behind]')).not.toBeNull();
    expect(root.querySelector('[data-testid=key-replaced]')?.textContent).toContain('Léa');
    expect(button('Commencer')?.disabled).toBe(false);
  });

  it('tells of each session who, under which call, what was answered, how it ended, how long', async () => {
    const root = await showing({ online: true });
    const row = root
      .querySelector('[data-testid=session-3]')!
      .textContent!.replace(/[\u00a0\u202f]/g, ' ');
    for (const words of [
      'Nadia R.',
      'Suivi 1',
      'oui · souris : non',
      'voir',
      'arrêtée par la famille',
      '25 min',
    ]) {
      expect(row).toContain(words);
    }
  });

  it('says quietly that both logs agree, and nothing where nothing is known', async () => {
    const logs = { checks: [{ sessionId: 3n, verdict: LogVerdict.AGREE }] };
    const root = await showing({ online: true }, [session], logs);
    expect(root.querySelector('.log-well')?.textContent).toBe('les deux journaux concordent');
    expect(root.querySelector('.log-bad')).toBeNull();
    expect(root.querySelector('[data-testid=history-hidden]')).toBeNull();
    expect((await showing({ online: true })).querySelector('.log')).toBeNull();
  });

  it('says in plain words what is wrong with a log, and in which entry', async () => {
    const bad = async (check: object) => {
      const checks = [{ sessionId: 3n, ...check }];
      const root = await showing({ online: true }, [session], { checks });
      return root.querySelector('.log-bad')?.textContent?.replace(/\u202f/g, ' ');
    };
    const { BROKEN, DIFFER, CHANGED, COUNT, MACHINE_MISSING } = LogVerdict;
    expect(await bad({ verdict: BROKEN, side: LogSide.MACHINE, entry: 4 })).toBe(
      'journal du PC : l’entrée 4 n’est pas celle qui a été signée',
    );
    expect(await bad({ verdict: BROKEN, side: LogSide.CONSOLE, entry: 0 })).toBe(
      'le journal de la console n’est pas signé par son médiateur',
    );
    expect(await bad({ verdict: DIFFER, entry: 6 })).toContain('(entrée 6)');
    expect(await bad({ verdict: CHANGED })).toBe('le PC avait signé un autre journal');
    expect(await bad({ verdict: COUNT })).toContain('son rang');
    expect(await bad({ verdict: MACHINE_MISSING })).toBeUndefined();
  });

  it('tells above the table of sessions that the PC counts and nobody lists', async () => {
    const verdict = LogVerdict.HIDDEN;
    const hidden = [
      { sessionCounter: 4n, verdict },
      { sessionCounter: 9n, sessionId: 31n, verdict },
    ];
    const root = await showing({ online: true }, [session], { hidden });
    const words = root.querySelector('[data-testid=history-hidden]')!.textContent!;
    expect(words).toContain('2 séances que ce PC compte');
    expect(words).toContain('nº 4, nº 9');
  });

  it('has words for a PC without history, and for one that is not known', async () => {
    expect((await showing({ online: true }, [])).textContent).toContain('Aucune prise en main');
    const root = await draw(<MachinePage machineId="ff" />, unknownDesk());
    expect(root.textContent).toContain('n’est pas connu du relais');
  });
});

function unknownDesk() {
  const desk = deskOf(clientsOf(() => {}));
  desk.feed.state.set({ line: 'live', opened: 0, machines: [] });
  return desk;
}
