// The page around a session, with a socket of ours. The picture needs a browser and is looked at there.
import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { button, click, clientsOf, deskOf, draw, settled } from '../../tests/support/desk';
import {
  BrowserSaysSchema,
  ConsoleTells_Phase as Phase,
  ConsoleTellsSchema,
} from '../gen/maintendue/local/v1/session_socket_pb';
import { Mark_Kind as Kind } from '../gen/maintendue/v1/mark_pb';
import { CallKind, ConsentAnswer, EndReason, Held, Pause, Scope } from '../gen/maintendue/v1/session_pb';
import { Phrase, SlipAnswer, SlipNews_State as State, type Slip } from '../gen/maintendue/v1/slip_pb';
import { speak } from '../words/words';
import { startSession, takeIntent } from './intent';
import { AssistPage } from './view';

// A picture of 800 x 600 at the corner of the page, one pixel for one.
vi.mock('../viewer', () => ({
  showPicture: () => ({
    allowInput() {},
    fit() {},
    sendKey() {},
    sendClipboard() {},
    size: () => ({ width: 800, height: 600 }),
    placeOf: (x: number, y: number) => (x < 0 ? undefined : { x, y }),
    stop() {},
  }),
}));

class FakeWebSocket {
  static made: FakeWebSocket[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  readonly said: (string | undefined)[] = [];
  readonly marks: [Kind, number][] = [];
  readonly pauses: Pause[] = [];
  readonly slips: Slip[] = [];

  constructor(readonly url: URL) {
    FakeWebSocket.made.push(this);
    setTimeout(() => this.onopen?.());
  }

  send(bytes: Uint8Array): void {
    const { say } = fromBinary(BrowserSaysSchema, bytes.subarray(1));
    this.said.push(say.case);
    if (say.case === 'pause') this.pauses.push(say.value);
    if (say.case === 'slip') this.slips.push(say.value);
    if (say.case === 'mark') this.marks.push([say.value.kind, say.value.x]);
  }

  close(): void {}
}

const socket = () => FakeWebSocket.made.at(-1)!;

async function tell(tells: MessageInitShape<typeof ConsoleTellsSchema>): Promise<void> {
  const words = toBinary(ConsoleTellsSchema, create(ConsoleTellsSchema, tells));
  await act(() => socket().onmessage?.({ data: new Uint8Array([0, ...words]).buffer }));
}

async function arrive(): Promise<void> {
  await draw(<AssistPage machineId="a1" call={CallKind.SETUP} />, deskOf(clientsOf(() => {})));
  await settled();
}

// jsdom has no pointer events, by which preact knows their names.
for (const name of ['onpointermove', 'onpointerdown', 'onpointerup', 'onpointerleave']) {
  Object.defineProperty(HTMLElement.prototype, name, { value: null });
}

beforeEach(() => {
  speak('fr');
  FakeWebSocket.made = [];
  vi.stubGlobal('WebSocket', FakeWebSocket);
  takeIntent();
});

afterEach(() => vi.unstubAllGlobals());

describe('the session page', () => {
  it('says quietly that earlier sessions of the PC are not what they should be', async () => {
    await arrive();
    await click(button('Commencer'));
    await tell({ phase: Phase.IDLE });
    expect(document.querySelector('[data-testid=log-findings]')).toBeNull();
    await tell({ phase: Phase.IDLE, logFindings: 2 });
    const words = document.querySelector('[data-testid=log-findings]')?.textContent;
    expect(words).toContain('2 séances passées de ce PC');
    await tell({ phase: Phase.ENDED, logFindings: 2, endReason: EndReason.OPERATOR });
    expect(document.querySelector('[data-testid=log-findings]')).toBeNull();
  });

  it.each([
    [{ error: 'machine_busy' }, 'machine_busy'],
    [{ endReason: EndReason.ROSTER_STALE }, 'END_REASON_ROSTER_STALE'],
    [{ endReason: EndReason.FAMILY }, undefined],
  ])('names an end that nobody wanted as the logs name it: %o', async (how, id) => {
    await arrive();
    await click(button('Commencer'));
    await tell({ phase: Phase.ENDED, ...how });
    expect(document.querySelector('.error-id')?.textContent).toBe(id);
  });

  it('asks nothing of a family when it was merely opened', async () => {
    await arrive();
    expect(FakeWebSocket.made).toEqual([]);
    await click(button('Commencer'));
    expect(socket().url.href).toMatch(/^ws:.*\/session$/);
    expect(socket().said).toEqual(['hello', 'open']);
  });

  it('begins at once when somebody pressed the button for it', async () => {
    startSession('a1', CallKind.SETUP);
    await arrive();
    expect(socket().said).toEqual(['hello', 'open']);
    expect(document.body.textContent).toContain('Appel du PC');
  });

  it('tells what to say on the phone while the family reads', async () => {
    startSession('a1', CallKind.SETUP);
    await arrive();
    await tell({ phase: Phase.ASKING, asking: Scope.VIEW, questionMs: 150_000 });
    expect(document.body.textContent).toContain('Un message s’affiche sur votre écran');
    expect(document.body.textContent).toMatch(/\d:\d\d sur 2:30/);
  });

  it('shows on the family’s screen what a pointer does on the picture', async () => {
    startSession('a1', CallKind.SETUP);
    await arrive();
    await tell({ phase: Phase.VIEWING, scope: Scope.VIEW });
    const screen = document.querySelector('[data-testid="pointing"]')!;
    const does = (type: string, clientX: number) =>
      act(() => void screen.dispatchEvent(new MouseEvent(type, { clientX, bubbles: true })));
    await does('pointermove', 40);
    expect(socket().marks.at(-1)).toEqual([Kind.POINT, 40]);
    await does('pointerdown', 40);
    await does('pointerup', 40);
    expect(socket().marks.at(-1)).toEqual([Kind.PRESS, 40]);
    await act(() => void screen.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' })));
    await act(() => void screen.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' })));
    expect(socket().marks.at(-1)).toEqual([Kind.PRESS, 48]);
    await does('pointerleave', 0);
    expect(socket().marks.at(-1)?.[0]).toBe(Kind.AWAY);
    const count = socket().marks.length;
    await does('pointermove', -1);
    expect(socket().marks.length).toBe(count);
  });

  it('looks away, and again, or calls back', async () => {
    startSession('a1', CallKind.SETUP);
    await arrive();
    await tell({ phase: Phase.VIEWING, scope: Scope.VIEW });
    await click(button('Ne pas regarder'));
    expect(socket().pauses).toEqual([Pause.LOOK_AWAY]);
    await tell({ phase: Phase.HELD, held: Held.LOOKS_AWAY });
    expect(document.querySelector('[data-testid="stage"]')?.textContent).toContain('mot de passe');
    await click(button('Regarder de nouveau'));
    expect(socket().pauses.at(-1)).toBe(Pause.OVER);
    await tell({ phase: Phase.VIEWING, scope: Scope.VIEW });
    await click(document.querySelector<HTMLElement>('[aria-label^="Je rappelle"]')!);
    expect(socket().pauses.at(-1)).toBe(Pause.CALL_BACK);
    for (const held of [Held.CALLS_BACK, Held.HIDDEN]) {
      await tell({ phase: Phase.HELD, held });
      expect(button('Regarder de nouveau')).toBeUndefined();
    }
  });

  it('shows or only looks, as the mediator chooses, and only while nothing is asked', async () => {
    startSession('a1', CallKind.SETUP);
    await arrive();
    await tell({ phase: Phase.VIEWING, scope: Scope.VIEW });
    const pressed = (words: string) => button(words)?.getAttribute('aria-pressed');
    const screen = () => document.querySelector('[data-testid="pointing"]');
    expect(pressed('Montrer')).toBe('true');
    expect(screen()).toBeTruthy();
    expect(document.querySelector('[data-testid="state"]')?.textContent).toContain('Vous montrez');
    await click(button('Voir'));
    expect(pressed('Voir')).toBe('true');
    expect(screen()).toBeNull();
    await click(button('Montrer'));
    await tell({ phase: Phase.ASKING, scope: Scope.VIEW, asking: Scope.CONTROL, inputSuspended: true });
    expect(screen()).toBeNull();
    expect(button('Montrer')).toBeUndefined();
    await tell({ phase: Phase.CONTROLLING, scope: Scope.CONTROL });
    expect(screen()).toBeNull();
    await tell({ phase: Phase.VIEWING, scope: Scope.VIEW });
    expect(screen()).toBeTruthy();
  });

  it('can ask again after a refusal', async () => {
    startSession('a1', CallKind.SETUP);
    await arrive();
    await tell({ phase: Phase.IDLE, answer: ConsentAnswer.REFUSED });
    await click(button('Demander à voir de nouveau'));
    expect(socket().said.at(-1)).toBe('ask');
  });

  it('ends by its red button, says how, and can call again', async () => {
    startSession('a1', CallKind.SETUP);
    await arrive();
    await click(button('Finir la séance'));
    expect(socket().said.at(-1)).toBe('end');
    await tell({ phase: Phase.ENDED, endReason: EndReason.NEVER_ALLOWED });
    expect(document.body.textContent).toContain('Séance quittée avant l’accord');
    expect(button('Finir la séance')).toBeUndefined();
    await click(button('Rappeler'));
    expect(FakeWebSocket.made).toHaveLength(2);
  });

  it('says why it could not even begin', async () => {
    startSession('a1', CallKind.SETUP);
    await arrive();
    await tell({ phase: Phase.ENDED, error: 'machine_busy' });
    expect(document.body.textContent).toContain('Quelqu’un est déjà avec cette famille');
  });

  it('counts down while the line is cut, and offers nothing but to end', async () => {
    startSession('a1', CallKind.SETUP);
    await arrive();
    await tell({ phase: Phase.CUT, cutUntilMs: BigInt(Date.now() + 42_000) });
    expect(document.querySelector('[data-testid="stage"] h2')?.textContent).toBe(
      'La ligne est coupée, on attend…',
    );
    expect(document.querySelector('[data-testid="cut-left"]')?.textContent).toMatch(/4[12]/);
    expect(document.querySelectorAll('.stage-actions button')).toHaveLength(0);
    expect(button('Finir la séance')).toBeTruthy();
  });

  it('tells when a family that has said no may be asked again', async () => {
    startSession('a1', CallKind.SETUP);
    await arrive();
    await tell({
      phase: Phase.ENDED,
      endReason: EndReason.FAMILY_REFUSED,
      answeredScope: Scope.VIEW,
      askAgainMs: -1n,
      refusedUntilMs: BigInt(new Date(2026, 10, 23, 21, 5).getTime()),
    });
    expect(document.querySelector('[data-testid="refused-until"]')?.textContent).toContain(
      'avant le lundi 23 novembre 2026',
    );
  });

  const seeing = { phase: Phase.VIEWING, scope: Scope.VIEW };
  const strip = () => document.querySelector('[data-testid=slip]');
  const field = <T extends HTMLInputElement | HTMLTextAreaElement>(id: string) =>
    document.querySelector<T>(`#${id}`)!;
  async function write(into: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> {
    await act(() => {
      into.value = text;
      into.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }
  async function openPhrases(): Promise<void> {
    startSession('a1', CallKind.SETUP);
    await arrive();
    await tell(seeing);
    await click(button('Phrases'));
  }

  it('lays a phrase on the family’s screen, and shows what it answers', async () => {
    await openPhrases();
    await click(button('Branchez le chargeur.'));
    expect(socket().slips.at(-1)).toMatchObject({
      number: 1,
      what: { case: 'phrase', value: Phrase.CHARGER },
    });
    expect(strip()?.textContent).toContain('Envoi…');
    await tell({ ...seeing, slip: { number: 1, state: State.SHOWN } });
    expect(strip()?.textContent).toContain('Sur l’écran de la famille');
    await tell({ ...seeing, slip: { number: 1, state: State.GONE, answer: SlipAnswer.YES } });
    expect(strip()?.textContent).toContain('La famille répond : Oui');
    await click(button('Ne touchez à rien un moment.'));
    expect(strip()?.textContent).toContain('Envoi…');
    await tell({ ...seeing, slip: { number: 2, state: State.NOT_SHOWN } });
    expect(strip()?.textContent).toContain('Pas montré');
  });

  it('sends a double click once, and takes away what is still on its way', async () => {
    await openPhrases();
    await click(button('Branchez le chargeur.'));
    await click(button('Branchez le chargeur.'));
    expect(socket().slips.length).toBe(1);
    await click(button('Retirer'));
    expect(socket().slips.at(-1)?.what.case).toBeUndefined();
    await tell({ ...seeing, slip: { number: 1, state: State.GONE } });
    expect(strip()?.textContent).toContain('N’est plus à l’écran');
    await click(button('Branchez le chargeur.'));
    expect(socket().slips.at(-1)?.number, 'once more, as somebody may mean it').toBe(2);
    await tell({ phase: Phase.CUT });
    await tell(seeing);
    expect(strip(), 'it went with the line').toBeNull();
  });

  it('looks away before the PC says that she does', async () => {
    await openPhrases();
    await click(button('Tapez votre mot de passe vous-même. Je ne regarde pas.Vous cesserez'));
    expect(socket().said.slice(-2)).toEqual(['pause', 'slip']);
    expect(socket().pauses).toEqual([Pause.LOOK_AWAY]);
    expect(socket().slips[0]?.what.value).toBe(Phrase.WRITE_PASSWORD);
    await tell({ phase: Phase.HELD, held: Held.LOOKS_AWAY });
    await click(button('Tapez votre mot de passe vous-même. Je ne regarde pas.Vous cesserez'));
    expect(socket().pauses, 'once').toEqual([Pause.LOOK_AWAY]);
  });

  it('finds a phrase by a word, and shows it by Enter', async () => {
    await openPhrases();
    const search = document.querySelector<HTMLInputElement>('.slip-search')!;
    await write(search, 'imprimante papier');
    await act(() => void search.form!.requestSubmit());
    expect(socket().slips.at(-1)?.what.value).toBe(Phrase.PAPER);
    await write(search, 'rappelle');
    await act(() => void search.form!.requestSubmit());
    expect(socket().pauses, 'what stops the picture wants a press of its own').toEqual([]);
    expect(document.activeElement?.textContent).toContain('Je vous rappelle dans un moment.');
    await write(search, ' ');
    await act(() => void search.form!.requestSubmit());
    expect(socket().slips.length).toBe(1);
    await write(search, 'zzz');
    expect(document.body.textContent).toContain('Aucune phrase ne contient cela');
  });

  it('sends the address of a page, and says what is none', async () => {
    await openPhrases();
    await click(button('Une page'));
    await write(field('slip-page'), 'javascript:alert(1)');
    await click(button('Mettre à l’écran'));
    expect(document.querySelector('[role=alert]')?.textContent).toContain('n’est pas l’adresse');
    expect(socket().slips).toEqual([]);
    await write(field('slip-page'), 'ecole.example/cahier');
    await click(button('Mettre à l’écran'));
    expect(socket().slips.at(-1)?.what.value).toBe('https://ecole.example/cahier');
    await click(button('Un mot'));
    await write(field('slip-text'), 'Dossier 4711');
    await click(button('Mettre à l’écran'));
    expect(socket().slips.at(-1)?.what).toEqual({ case: 'text', value: 'Dossier 4711' });
  });

  it('calls back from nowhere but where the picture can be stopped', async () => {
    await openPhrases();
    await tell({ phase: Phase.HELD, held: Held.HIDDEN });
    expect(button('Je vous rappelle dans un moment.')?.disabled).toBe(true);
    expect(button('Tapez votre mot de passe vous-même.')?.disabled).toBe(false);
    await tell({ phase: Phase.HELD, held: Held.CALLS_BACK });
    expect(button('Je vous rappelle dans un moment.')?.disabled).toBe(false);
  });

  it('shows nothing while a question is asked', async () => {
    await openPhrases();
    await tell({ ...seeing, offering: true });
    expect(button('Branchez le chargeur.')?.disabled).toBe(true);
    await tell({ ...seeing, restartAsking: true, inputSuspended: true });
    expect(button('Branchez le chargeur.')?.disabled).toBe(true);
    expect(document.body.textContent).toContain('il faut que la famille vous laisse voir');
  });

  it('says in a card too that she calls back', async () => {
    await openPhrases();
    await click(document.querySelector('[title^="Je rappelle plus tard"]'));
    expect(socket().pauses).toEqual([Pause.CALL_BACK]);
    expect(socket().slips.at(-1)?.what.value).toBe(Phrase.I_CALL_BACK);
  });
});
