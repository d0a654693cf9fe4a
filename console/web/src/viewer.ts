// The only file that knows noVNC: shows the picture that comes over a channel, and sends pointer, keys and
// clipboard back over it while that is allowed. noVNC's own keyboard never hears a key, because its
// canvas is never given the focus.
import RFB from '@novnc/novnc';
import type { PictureChannel } from './assist/picture_channel';

export interface ViewerEvents {
  // The first picture is about to be drawn.
  connected(): void;
  // The picture stopped without being asked to.
  broke(): void;
  clipboard(text: string): void;
}

export interface Viewer {
  // Whether pointer, keys and clipboard reach the PC.
  allowInput(allowed: boolean): void;
  // Scaled to the window, or one pixel for one pixel with bars to move it.
  fit(scaled: boolean): void;
  sendKey(keysym: number, down: boolean): void;
  sendClipboard(text: string): void;
  // In pixels of the picture.
  size(): { width: number; height: number };
  // Which of them is at that place of the page; undefined beside the picture.
  placeOf(clientX: number, clientY: number): { x: number; y: number } | undefined;
  stop(): void;
}

export function showPicture(
  target: HTMLElement,
  channel: PictureChannel,
  events: ViewerEvents,
): Viewer {
  const rfb = new RFB(target, channel, { shared: true });
  rfb.viewOnly = true;
  rfb.focusOnClick = false;
  rfb.resizeSession = false;
  rfb.clipViewport = false;
  rfb.scaleViewport = true;
  rfb.qualityLevel = 6;
  rfb.compressionLevel = 2;
  rfb.background = 'transparent';

  let stopped = false;
  let gone = false;
  rfb.addEventListener('connect', () => events.connected());
  rfb.addEventListener('disconnect', () => {
    gone = true;
    if (!stopped) events.broke();
  });
  rfb.addEventListener('clipboard', (event) => {
    events.clipboard((event as CustomEvent<{ text: string }>).detail.text);
  });

  return {
    allowInput(allowed) {
      rfb.viewOnly = !allowed;
      // A PC that hides its pointer would leave none at all while one works on it.
      rfb.showDotCursor = allowed;
    },
    fit(scaled) {
      rfb.scaleViewport = scaled;
      // What scrolls can be reached by keyboard.
      const screen = target.firstElementChild;
      if (screen instanceof HTMLElement) screen.tabIndex = scaled ? -1 : 0;
    },
    // No key code: it would name a place on this keyboard, and only the character counts.
    sendKey: (keysym, down) => rfb.sendKey(keysym, null, down),
    sendClipboard: (text) => rfb.clipboardPasteFrom(text),
    size: () => {
      const { width = 0, height = 0 } = target.querySelector('canvas') ?? {};
      return { width, height };
    },
    placeOf(clientX, clientY) {
      const canvas = target.querySelector('canvas');
      if (!canvas) return undefined;
      const shown = canvas.getBoundingClientRect();
      const x = Math.floor(((clientX - shown.left) * canvas.width) / shown.width);
      const y = Math.floor(((clientY - shown.top) * canvas.height) / shown.height);
      const inside = x >= 0 && y >= 0 && x < canvas.width && y < canvas.height;
      return inside ? { x, y } : undefined;
    },
    stop() {
      if (stopped) return;
      stopped = true;
      if (!gone) rfb.disconnect();
    },
  };
}
