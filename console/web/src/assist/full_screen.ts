// The whole screen for the family's desktop. There, browsers that can hand over their own keys too
// (Ctrl+W, Alt+Tab, Esc), so that they reach the PC.
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export interface FullScreen {
  on: boolean;
  toggle: () => void;
  leave: () => void;
}

interface KeyboardLock {
  lock?: () => Promise<void>;
  unlock?: () => void;
}

export function useFullScreen(page: RefObject<HTMLElement>): FullScreen {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const changed = () => {
      const full = document.fullscreenElement !== null;
      setOn(full);
      if (full) void locked();
      else keyboardLock()?.unlock?.();
    };
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);

  const leave = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
  };
  const toggle = () => {
    if (document.fullscreenElement) leave();
    else void page.current?.requestFullscreen().catch(() => setOn(false));
  };
  return { on, toggle, leave };
}

async function locked(): Promise<void> {
  try {
    await keyboardLock()?.lock?.();
  } catch {
    // The browser keeps its own keys; all others still reach the PC.
  }
}

function keyboardLock(): KeyboardLock | undefined {
  return (navigator as Navigator & { keyboard?: KeyboardLock }).keyboard;
}
