// A desk whose console knows an invented team, with the contract's refusals.
import { Code, ConnectError } from '@connectrpc/connect';
import { act } from 'preact/test-utils';
import './dialog';
import { Console } from '../../src/gen/maintendue/local/v1/console_pb';
import type { Desk } from '../../src/desk';
import type { ErrorName } from '../../src/wire/failure';
import { Refusal, refusals } from '../fake/connect';
import { FakeRoster } from '../fake/roster';
import { clientsOf, deskOf, settled } from './desk';

export const ownPassphrase = 'soleil';

export class FakeTeam {
  readonly roster = new FakeRoster();
  relayThere = true;
  // The names of the calls, in their order.
  readonly calls: string[] = [];
  // Refusals of the next calls, whatever they are.
  readonly refuse: ErrorName[] = [];

  // Nothing has been asked yet: `desk.roster.load()` is the desk's own affair.
  desk(): Desk {
    const { roster } = this;
    return deskOf(
      clientsOf(({ service }) => {
        service(Console, {
          getStatus: () => ({ signedIn: true, signInWaitMs: 30_000 }),
          getRoster: () => this.answer('get', () => roster.view()),
          markRosterRead: () => this.answer('read', () => roster.markRead()),
          changeRoster: ({ passphrase, change }) =>
            this.answer('change', () => {
              if (passphrase !== ownPassphrase) throw refusals['wrong_passphrase'];
              return roster.change(change, this.relayThere);
            }),
          extendRoster: () =>
            this.answer('extend', () => {
              roster.extend();
              if (!this.relayThere) throw refusals['relay_unreachable'];
              return roster.view();
            }),
          suspendOperator: ({ operatorId }) =>
            this.answer('suspend', () => {
              roster.suspend(operatorId);
              if (!this.relayThere) throw refusals['relay_unreachable'];
              return roster.view();
            }),
        });
      }),
    );
  }

  private answer<T>(call: string, carryOut: () => T): T {
    this.calls.push(call);
    const refused = call === 'get' ? undefined : this.refuse.shift();
    try {
      if (refused) throw new ConnectError(refused, Code.Unknown);
      return carryOut();
    } catch (error) {
      if (error instanceof Refusal) throw new ConnectError(error.errorName, Code.Unknown);
      throw error;
    }
  }
}

// Types as a person does, into the field with that label.
export async function write(label: string, words: string): Promise<void> {
  const field = fieldOf(label);
  await act(() => {
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

export function fieldOf(label: string): HTMLInputElement {
  const found = [...document.querySelectorAll('label')].find((one) => one.textContent === label);
  return document.getElementById(found?.htmlFor ?? '') as HTMLInputElement;
}

export async function submit(): Promise<void> {
  await act(() => document.querySelector('form')!.requestSubmit());
  await settled();
}

export const dialog = () => document.querySelector('dialog');
// Without the marks that keep a name apart from the sentence around it.
export const plain = (text: string | null = '') => (text ?? '').replace(/[\u2068\u2069]/g, '');
export const words = () => plain(document.body.textContent!);
