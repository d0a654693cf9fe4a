// What the console makes of a card that was held before the camera or pasted, and the signature that follows.
// The card's text itself is shown nowhere.
import { Store } from '../ui/store';
import type { Clients } from '../wire/clients';
import { failureOf, type ErrorName } from '../wire/failure';

export type Step =
  | { at: 'nothing' }
  | { at: 'reading' }
  // The text was no card, or another organisation's: one may try on.
  | { at: 'no_card' | 'foreign' }
  | { at: 'this'; known: boolean; otherKey: boolean }
  | { at: 'other'; machineId: string }
  | { at: 'signing' | 'done' }
  | { at: 'failed'; error: ErrorName };

export const longestText = 400; // console.proto

export class CardReading {
  readonly step = new Store<Step>({ at: 'nothing' });
  private text = '';

  constructor(
    private readonly clients: Pick<Clients, 'console'>,
    private readonly machineId: string,
  ) {}

  async read(given: string): Promise<void> {
    const { at } = this.step.get();
    if (at === 'reading' || at === 'signing') return;
    this.text = given.trim().slice(0, longestText + 1);
    this.step.set({ at: 'reading' });
    try {
      const { machineId, known, otherKey } = await this.clients.console.readCard({
        text: this.text,
      });
      const same = machineId === this.machineId;
      this.step.set(same ? { at: 'this', known, otherKey } : { at: 'other', machineId });
    } catch (error) {
      this.step.set(refusalOf(failureOf(error)));
    }
  }

  // She saw it on the PC itself.
  async sign(): Promise<void> {
    this.step.set({ at: 'signing' });
    try {
      await this.clients.console.verifyByCard({ text: this.text, machineId: this.machineId });
      this.step.set({ at: 'done' });
    } catch (error) {
      this.step.set({ at: 'failed', error: failureOf(error) });
    }
  }

  again(): void {
    this.step.set({ at: 'nothing' });
  }
}

function refusalOf(error: ErrorName): Step {
  if (error === 'bad_message') return { at: 'no_card' };
  if (error === 'not_trusted') return { at: 'foreign' };
  return { at: 'failed', error };
}
