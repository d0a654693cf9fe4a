// What acts on the PC from this page, whichever part of the page asks: typing, key chords, the clipboard.
// Does nothing while no picture is attached.
import { Store } from '../ui/store';
import type { Viewer } from '../viewer';
import type { Keyboard } from './keyboard';

// The contract of the PC's clipboard.
export const clipboardLimit = 64 * 1024;

export class Hands {
  // The last text the PC put on its clipboard, and how many came so far.
  readonly received = new Store({ text: '', count: 0 });
  // Whether what is typed goes to the PC.
  readonly typing = new Store(false);
  private viewer: Viewer | undefined;
  private keyboard: Keyboard | undefined;

  attach(viewer: Viewer, keyboard: Keyboard): void {
    this.viewer = viewer;
    this.keyboard = keyboard;
  }

  detach(): void {
    this.viewer = undefined;
    this.keyboard = undefined;
    this.typing.set(false);
  }

  type(text: string): void {
    this.keyboard?.type(text);
  }

  chord(keys: readonly number[]): void {
    this.keyboard?.chord(keys);
  }

  sendClipboard(text: string): void {
    this.viewer?.sendClipboard(text);
  }

  clipboardCame(text: string): void {
    this.received.set({ text, count: this.received.get().count + 1 });
  }
}
