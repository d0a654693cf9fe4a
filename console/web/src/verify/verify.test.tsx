import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { button, click, clientsOf, deskOf, draw, settled } from '../../tests/support/desk';
import { startVerification, takeIntent } from '../assist/intent';
import {
  BrowserSaysSchema,
  ConsoleTells_Phase as Phase,
  ConsoleTells_VerifyStep as Step,
  ConsoleTellsSchema,
} from '../gen/maintendue/local/v1/session_socket_pb';
import { speak } from '../words/words';
import { VerifyPage } from './view';

class FakeWebSocket {
  static made: FakeWebSocket[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  readonly said: (string | undefined)[] = [];

  constructor() {
    FakeWebSocket.made.push(this);
    setTimeout(() => this.onopen?.());
  }

  send(bytes: Uint8Array): void {
    this.said.push(fromBinary(BrowserSaysSchema, bytes.subarray(1)).say.case);
  }

  close(): void {}
}

const socket = () => FakeWebSocket.made.at(-1)!;
const words = () => document.body.textContent!;

async function tell(tells: MessageInitShape<typeof ConsoleTellsSchema>): Promise<void> {
  const told = { phase: Phase.VERIFYING, ...tells };
  const bytes = toBinary(ConsoleTellsSchema, create(ConsoleTellsSchema, told));
  await act(() => socket().onmessage?.({ data: new Uint8Array([0, ...bytes]).buffer }));
}

async function arrive(): Promise<void> {
  await draw(<VerifyPage machineId="a1" />, deskOf(clientsOf(() => {})));
  await settled();
}

beforeEach(() => {
  speak('fr');
  FakeWebSocket.made = [];
  vi.stubGlobal('WebSocket', FakeWebSocket);
  takeIntent();
});

afterEach(() => vi.unstubAllGlobals());

describe('making sure of a PC by phone', () => {
  it('opens no window on a family’s screen when the page was merely opened', async () => {
    await arrive();
    expect(FakeWebSocket.made).toEqual([]);
    await click(button('Appeler le PC'));
    expect(socket().said).toEqual(['hello', 'verify']);
  });

  it('shows the digits to say once the window is there, and that none are asked for', async () => {
    startVerification('a1');
    await arrive();
    expect(socket().said).toEqual(['hello', 'verify']);
    await tell({ verifyStep: Step.VERIFY_OPENING });
    expect(document.querySelector('[data-testid=digits]')).toBeNull();
    await tell({ verifyStep: Step.VERIFY_SAY, verifyDigits: '042917' });
    expect(document.querySelector('[data-testid=digits]')!.textContent).toBe('042 917');
    expect(words()).toContain('Ne demandez jamais');
    await tell({ verifyStep: Step.VERIFY_WRONG });
    expect(document.querySelector('[data-testid=digits]')).toBeNull();
    await click(button('D’autres chiffres'));
    expect(socket().said.at(-1)).toBe('verifyAgain');
  });

  it('waits out a pause', async () => {
    startVerification('a1');
    await arrive();
    await tell({ verifyStep: Step.VERIFY_PAUSED, verifyAgainMs: BigInt(Date.now() + 90_000) });
    expect(button('D’autres chiffres')?.disabled).toBe(true);
    expect(words()).toMatch(/(89|90)/);
  });

  it('says for each end whether the PC is known now', async () => {
    startVerification('a1');
    await arrive();
    await tell({ phase: Phase.ENDED, verified: true });
    expect(words()).toContain('Ce PC est reconnu');
    startVerification('a1');
    await arrive();
    await tell({ phase: Phase.ENDED, error: 'machine_off' });
    expect(words()).not.toContain('Ce PC est reconnu');
    await click(button('Rappeler'));
    expect(FakeWebSocket.made).toHaveLength(3);
  });

  it('ends when one wants to', async () => {
    startVerification('a1');
    await arrive();
    await tell({ verifyStep: Step.VERIFY_SAY, verifyDigits: '042917' });
    await click(button('Arrêter'));
    expect(socket().said.at(-1)).toBe('end');
  });
});
