declare module 'icon:*' {
  const shapes: ReadonlyArray<readonly [string, Record<string, string>]>;
  export default shapes;
}

// What viewer.ts uses of noVNC, which ships no types.
declare module '@novnc/novnc' {
  export default class RFB extends EventTarget {
    constructor(
      target: HTMLElement,
      channel: import('./assist/picture_channel').PictureChannel,
      options?: { shared?: boolean },
    );
    viewOnly: boolean;
    focusOnClick: boolean;
    scaleViewport: boolean;
    clipViewport: boolean;
    resizeSession: boolean;
    showDotCursor: boolean;
    background: string;
    qualityLevel: number;
    compressionLevel: number;
    disconnect(): void;
    sendKey(keysym: number, code: string | null, down?: boolean): void;
    clipboardPasteFrom(text: string): void;
  }
}
