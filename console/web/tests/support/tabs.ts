// A browser's tabs in memory: one lock by name, in the order of asking, and channels that reach all others.
import type { Channel, Tabs } from '../../src/live/shared_line';

export class FakeTabs implements Tabs {
  private readonly channels = new Set<Channel>();
  private readonly waiting: (() => void)[] = [];
  private held = false;

  channel(): Channel {
    const channel: Channel = {
      onmessage: null,
      postMessage: (word) => {
        const others = [...this.channels].filter((one) => one !== channel);
        const copy = structuredClone(word);
        queueMicrotask(() => others.forEach((one) => one.onmessage?.({ data: copy })));
      },
      close: () => {
        channel.onmessage = null;
        this.channels.delete(channel);
      },
    };
    this.channels.add(channel);
    return channel;
  }

  async lock(_: string, signal: AbortSignal, hold: () => Promise<void>): Promise<void> {
    await this.turn(signal);
    try {
      await hold();
    } finally {
      this.held = false;
      this.waiting.shift()?.();
    }
  }

  private turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        const place = this.waiting.indexOf(mine);
        if (place >= 0) this.waiting.splice(place, 1);
        reject(signal.reason as Error);
      };
      const mine = () => {
        signal.removeEventListener('abort', leave);
        this.held = true;
        resolve();
      };
      if (signal.aborted) return reject(signal.reason as Error);
      if (!this.held) return mine();
      this.waiting.push(mine);
      signal.addEventListener('abort', leave);
    });
  }
}
