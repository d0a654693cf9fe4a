import '../../tests/support/dialog';
import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answered, helpCall } from '../../tests/fake/help';
import { Refusal } from '../../tests/fake/connect';
import { FakeRoster, operatorId } from '../../tests/fake/roster';
import { button, click, clientsOf, deskOf, draw, settled } from '../../tests/support/desk';
import type { Desk } from '../desk';
import {
  Console,
  HelpReplySchema,
  StatusSchema,
  type AnswerHelpRequest,
  type HelpCall,
} from '../gen/maintendue/local/v1/console_pb';
import { Duties } from '../gen/maintendue/v1/duties_pb';
import { MachineSchema } from '../gen/maintendue/v1/fleet_pb';
import {
  CallBack,
  HelpAnswerKind as Kind,
  HelpOutcome,
  HelpTopic,
} from '../gen/maintendue/v1/help_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import { speak } from '../words/words';
import { HelpLink } from './link';
import { HelpPage } from './view';

const minute = 60_000;
const hers = 'a1';
const leas = 'b2';

let roster: FakeRoster;
let queue: HelpCall[];
let said: AnswerHelpRequest[];
let refuse: string[];
let desk: Desk;

const reply = (kind: Kind, more: MessageInitShape<typeof HelpReplySchema> = {}) => ({
  reply: create(HelpReplySchema, {
    operatorId: operatorId.camille,
    operatorName: 'Camille B.',
    kind,
    atMs: 77n,
    ...more,
  }),
});
const ask = (id: string, at: number, agoMs: number, more = {}, request = {}) =>
  helpCall(id, at, HelpTopic.SCHOOL, Date.now() - agoMs, more, { language: 'ar', ...request });

beforeEach(() => {
  speak('fr');
  roster = new FakeRoster();
  said = [];
  refuse = [];
  queue = [ask(hers, 1, 4 * minute), ask(leas, 2, minute)];
  const answer = <T,>(carryOut: () => T): T => {
    const refused = refuse.shift();
    if (refused) throw new ConnectError(refused, Code.Unknown);
    try {
      return carryOut();
    } catch (error) {
      throw error instanceof Refusal ? new ConnectError(error.errorName, Code.Unknown) : error;
    }
  };
  desk = deskOf(
    clientsOf(({ service }) => {
      service(Console, {
        getRoster: () => roster.view(),
        listHelp: () => answer(() => ({ calls: queue })),
        answerHelp: (what) =>
          answer(() => {
            said.push(what);
            const now = answered(queue, what, roster.self());
            queue = queue.map((one) => (one.machineId === what.machineId ? now : one));
            return now;
          }),
      });
      service(Duties, { beginDuty: () => ({ forMs: 900_000 }) });
    }),
  );
});

afterEach(() => desk.help.stop());

async function showing(role = Role.MEDIATOR, line: 'live' | 'broken' | 'opening' = 'live'): Promise<HTMLElement> {
  desk.status.learn(create(StatusSchema, { signedIn: true, roles: [role] }));
  desk.status.stop();
  await desk.roster.load();
  const machines = [
    create(MachineSchema, { machineId: hers, hostname: 'PC-1', online: true, mediatorOperatorId: operatorId.nadia }),
    create(MachineSchema, { machineId: leas, hostname: 'PC-2', mediatorOperatorId: operatorId.lea }),
  ];
  desk.feed.state.set({ line, machines, opened: 1 });
  if (line === 'live') await desk.help.load();
  const root = await draw(
    <>
      <HelpLink />
      <main id="content" tabIndex={-1}>
        <HelpPage />
      </main>
    </>,
    desk,
  );
  await settled();
  return root;
}

const row = (id: string) => document.querySelector(`[data-testid=help-${id}]`);
const words = (of: Element | null = document.body) =>
  of?.textContent?.replace(/[\u2068\u2069]/g, '').replace(/[\u00a0\u202f]/g, ' ');
const inRow = (id: string, label: string) =>
  [...(row(id)?.querySelectorAll('button') ?? [])].find((one) => one.textContent?.includes(label));
const part = (title: string) =>
  [...document.querySelectorAll('section.help-part')].find((one) => one.querySelector('h2')?.textContent === title);
const atId = (testId: string) => document.querySelector(`[data-testid=${testId}]`);

describe('a family that asks', () => {
  it('is shown with what it is about, its PC, its language, since when, and its wish', async () => {
    queue = [ask(hers, 1, 4 * minute, {}, { callBack: CallBack.EVENING })];
    await showing();
    const shown = words(row(hers));
    expect(shown).toContain('Le site de l’école');
    expect(shown).toContain('PC-1 · n° a1');
    expect(shown).toContain('parle arabe · à rappeler le soir');
    expect(shown).toContain('Demandée il y a 4 minutes');
    expect(shown).toContain('Allumé');
    expect(shown).toContain('suivi par vous');
    expect(row(hers)!.querySelector('a')!.getAttribute('href')).toBe('#/machines/a1');
    expect(row(hers)!.querySelector('time')!.title).toMatch(/ à /);
  });

  it('speaks a language in the words of the page, or one that nobody knows', async () => {
    speak('en');
    await showing();
    expect(words(row(hers))).toContain('speaks Arabic');
    queue = [ask(hers, 1, 1, {}, { language: '<b>' }), ask(leas, 2, 1, {}, { language: 'qq' })];
    speak('fr');
    await showing();
    expect(words(row(hers))).toContain('langue inconnue');
    expect(words(row(leas))).toContain('langue inconnue');
  });

  it('has a line though its picture or its PC is not known here', async () => {
    queue = [helpCall('ff00', 3, 99 as HelpTopic, Date.now())];
    await showing();
    expect(words(row('ff00'))).toContain('Autre chose');
    expect(words(row('ff00'))).toContain('PC que le relais ne montre pas');
  });

  it('is marked when two PCs hold its number', async () => {
    await showing();
    const [one, ...others] = desk.feed.state.get().machines!;
    await act(() => desk.feed.state.set({ ...desk.feed.state.get(), machines: [{ ...one!, quarantined: true }, ...others] }));
    expect(words(row(hers))).toContain('Deux PC sous ce numéro');
  });
});

describe('the queue', () => {
  it('has those that wait first, then those somebody sees to, the ended ones folded away', async () => {
    const late = { callAtMs: BigInt(Date.now() - minute) };
    queue = [
      ask('c3', 3, 60 * minute, reply(Kind.PLANNED, late)),
      ...queue,
      ask('d4', 4, 90 * minute, { ended: true, ...reply(Kind.CLOSED, { outcome: HelpOutcome.NOT_REACHED }) }),
      ask('e5', 5, 95 * minute, { ended: true }, { cancelled: true }),
      ask('f6', 6, 99 * minute, { ended: true }),
    ];
    await showing();
    const waiting = [...part('Sans réponse')!.querySelectorAll('li')].map((one) => one.dataset['testid']);
    expect(waiting).toEqual(['help-a1', 'help-b2']);
    expect(words(part('Prises en charge')!)).toContain('Camille B. appelle');
    expect(words(part('Prises en charge')!)).toContain('heure passée');
    const ended = atId('help-ended') as HTMLDetailsElement;
    expect(ended.open).toBe(false);
    expect(words(ended.querySelector('summary'))).toBe('3 demandes terminées ces 7 derniers jours');
    const lines = [...ended.querySelectorAll('li')].map((one) => words(one));
    expect(lines[0]).toContain('Personne n’a répondu au téléphone · Camille B.');
    expect(lines[1]).toContain('La famille n’en a plus besoin');
    expect(lines[2]).toContain('Terminée');
  });

  it('counts those that wait beside its name, on every page', async () => {
    await showing();
    expect(words(document.querySelector('a[href="#/help"]'))).toContain('2 familles attendent une réponse');
    queue = [ask(hers, 1, minute, reply(Kind.TAKEN))];
    await act(() => desk.help.load());
    expect(words(document.querySelector('a[href="#/help"]'))).toBe('Demandes d’aide');
  });

  it('has words for nobody, for on its way, for failed, for a relay that is away', async () => {
    queue = [];
    await showing();
    expect(words(atId('help-empty'))).toContain('Personne n’attend d’aide.');
    desk.help.state.set({ calls: undefined, more: false, failure: undefined });
    await showing(Role.MEDIATOR, 'opening');
    expect(document.querySelector('.waiting')).not.toBeNull();
    expect(atId('help-empty')).toBeNull();
    await showing(Role.MEDIATOR, 'broken');
    expect(words(atId('help-unreachable'))).toContain('dès que le relais répondra');
    refuse = ['internal'];
    await showing();
    expect(words(atId('help-failed'))).toContain('internal');
    await click(button('Réessayer'));
    expect(atId('help-failed')).toBeNull();
  });

  it('stays, as old, while the relay is away', async () => {
    await showing();
    await act(() => desk.feed.state.set({ ...desk.feed.state.get(), line: 'broken' }));
    expect(row(hers)).not.toBeNull();
    expect(document.querySelector('.help-queue.stale')).not.toBeNull();
  });

  it('is seen by the support, who answers nobody', async () => {
    roster.be(operatorId.samir);
    await showing(Role.SUPPORT);
    expect(words(row(hers))).toContain('Le site de l’école');
    expect(row(hers)!.querySelector('button')).toBeNull();
    expect(words()).toContain('La médiation répond aux familles');
  });

  it('is not for an administrator alone', async () => {
    await showing(Role.ADMIN);
    expect(row(hers)).toBeNull();
    expect(words()).toContain('pour la médiation et l’atelier');
  });
});

describe('a mediator', () => {
  it('sees to it with one press, and the keyboard goes with the request', async () => {
    await showing();
    await click(inRow(hers, 'Je m’en occupe'));
    expect(said).toMatchObject([{ machineId: hers, kind: Kind.TAKEN, followsAtMs: 0n }]);
    expect(said[0]!.helpId).toBe(queue[0]!.request!.helpId);
    expect(words(part('Prises en charge')!)).toContain('Vous vous en occupez');
    expect(inRow(hers, 'Je m’en occupe')).toBeUndefined();
    expect(document.activeElement).toBe(row(hers));
  });

  it('follows the answer that she saw', async () => {
    queue = [ask(hers, 1, minute, reply(Kind.TAKEN))];
    await showing();
    await click(inRow(hers, 'Je m’en occupe'));
    expect(said).toMatchObject([{ followsAtMs: 77n }]);
  });

  it('plans a call at a half hour that is proposed, or at another moment', async () => {
    await showing();
    await click(inRow(hers, 'Prévoir un appel'));
    const proposals = [...document.querySelectorAll<HTMLButtonElement>('.half-hours button')];
    expect(proposals).toHaveLength(4);
    expect(document.activeElement).toBe(proposals[0]);
    expect(button('Prévoir l’appel')!.disabled).toBe(true);
    await click(proposals[1]);
    expect(proposals[1]!.getAttribute('aria-pressed')).toBe('true');
    await click(button('Prévoir l’appel'));
    expect(said[0]).toMatchObject({ machineId: hers, kind: Kind.PLANNED });
    expect(Number(said[0]!.callAtMs)).toBeGreaterThan(Date.now());
    expect(document.querySelector('dialog')).toBeNull();
    expect(words(row(hers))).toMatch(/Vous appelez (aujourd’hui|demain) à/);
  });

  it('is told when the moment of a call has passed, before anything is said', async () => {
    await showing();
    await click(inRow(hers, 'Prévoir un appel'));
    const field = document.querySelector<HTMLInputElement>('dialog input')!;
    await act(() => {
      field.value = '2020-01-01T10:00';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await click(button('Prévoir l’appel'));
    expect(said).toEqual([]);
    expect(words(document.querySelector('dialog'))).toContain('Choisissez un moment à venir');
  });

  it('closes it with what came of it', async () => {
    await showing();
    await click(inRow(hers, 'Terminer'));
    const outcomes = [...document.querySelectorAll<HTMLInputElement>('dialog input')];
    expect(outcomes).toHaveLength(4);
    await click(outcomes[2]);
    await click(document.querySelector('dialog [type=submit]'));
    expect(said).toMatchObject([{ kind: Kind.CLOSED, outcome: HelpOutcome.NOT_REACHED }]);
    expect(row(hers)).toBeNull();
    expect(words(atId('help-ended'))).toContain('1 demande terminée');
    expect(document.activeElement?.id).toBe('content');
  });

  it('is told that a colleague was first, and sees who', async () => {
    await showing();
    queue = queue.map((one) => (one.machineId === hers ? { ...one, ...reply(Kind.TAKEN) } : one));
    await click(inRow(hers, 'Je m’en occupe'));
    expect(words(atId('help-problem'))).toContain('PC-1 : votre réponse n’a pas été prise');
    expect(words(atId('help-problem'))).toContain('out_of_date');
    await vi.waitFor(() => expect(words(part('Prises en charge')!)).toContain('Camille B. s’en occupe'));
    expect(atId('help-problem')).not.toBeNull();
  });

  it('keeps the window with what she chose when the relay does not answer', async () => {
    await showing();
    await click(inRow(hers, 'Terminer'));
    await click(document.querySelector('dialog input'));
    refuse = ['relay_unreachable'];
    await click(document.querySelector('dialog [type=submit]'));
    expect(words(document.querySelector('dialog'))).toContain('relay_unreachable');
    await click(document.querySelector('dialog [type=submit]'));
    expect(said).toHaveLength(1);
  });

  it('stands in first where a colleague looks after the PC', async () => {
    await showing();
    expect(words(row(leas))).toContain('suit ce PC.');
    expect(inRow(leas, 'Je m’en occupe')).toBeUndefined();
    await click(inRow(leas, 'Remplacer'));
    await click(document.querySelector('dialog input'));
    await click(document.querySelector('dialog [type=submit]'));
    expect(inRow(leas, 'Je m’en occupe')).toBeDefined();
  });

  it('has a way to take control of a PC that is on', async () => {
    await showing();
    const ways = (id: string) => [...row(id)!.querySelectorAll('a')].map((one) => one.textContent);
    expect(ways(hers)).toContain('Prise en main');
    expect(ways(leas)).not.toContain('Prise en main');
  });
});
