// The picture as a place to point at: the mouse, a finger, or the arrow keys.
import './pointing_screen.css';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useMemo, useRef, type MutableRef } from 'preact/hooks';
import type { Viewer } from '../viewer';
import { say } from '../words/words';
import { Pointing, type Place } from './pointing';
import type { AssistSession } from './session';

const step = 8;
const longStep = 64;

interface PointingScreenProps {
  session: AssistSession;
  viewer: MutableRef<Viewer | undefined>;
  on: boolean;
  children: ComponentChildren;
}

export function PointingScreen({ session, viewer, on, children }: PointingScreenProps) {
  const hand = useMemo(() => new Pointing((kind, at) => session.mark(kind, at)), [session]);
  const byKeys = useRef<Place>();
  useEffect(() => {
    if (on) return () => hand.away();
    return undefined;
  }, [on, hand]);
  useEffect(() => () => hand.stop(), [hand]);
  if (!on) return <div class="pointing-screen">{children}</div>;

  const place = (event: PointerEvent) => viewer.current?.placeOf(event.clientX, event.clientY);
  const withPlace = (act: (at: Place) => void) => (event: PointerEvent) => {
    const at = place(event);
    if (!at) return hand.beside();
    byKeys.current = at;
    act(at);
  };
  return (
    <div
      class="pointing-screen on"
      data-testid="pointing"
      role="application"
      aria-label={say('assist.pointing_screen')}
      tabIndex={0}
      onPointerMove={withPlace((at) => hand.move(at))}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.focus({ preventScroll: true });
        event.currentTarget.setPointerCapture?.(event.pointerId);
        withPlace((at) => hand.down(at))(event);
      }}
      onPointerUp={(event) => hand.up(place(event))}
      onMouseDownCapture={(event) => {
        event.stopPropagation(); // noVNC would take the pointer to itself
        event.preventDefault(); // and the browser would drag the picture
      }}
      onPointerCancel={() => hand.away()}
      onPointerLeave={() => hand.away()}
      onBlur={() => hand.away()}
      onKeyDown={(event) => {
        const to = byKey(event, byKeys.current ?? middle(viewer.current), viewer.current);
        if (!to) return;
        event.preventDefault();
        byKeys.current = to.at;
        if (to.does === 'wipe') hand.wipe();
        else if (to.does === 'press') hand.press(to.at);
        else hand.move(to.at);
      }}
    >
      {children}
    </div>
  );
}

type KeyEvent = JSX.TargetedKeyboardEvent<HTMLElement>;

// What a key does, and where; undefined for a key that is somebody else's.
function byKey(event: KeyEvent, from: Place, viewer: Viewer | undefined) {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  if (event.key === 'Escape') return { does: 'wipe', at: from } as const;
  if (event.key === 'Enter' || event.key === ' ') return { does: 'press', at: from } as const;
  const way = ways[event.key];
  if (!way) return undefined;
  const far = event.shiftKey ? longStep : step;
  const { width, height } = viewer?.size() ?? { width: 1, height: 1 };
  const x = Math.min(width - 1, Math.max(0, from.x + way.x * far));
  const y = Math.min(height - 1, Math.max(0, from.y + way.y * far));
  return { does: 'move', at: { x, y } } as const;
}

const ways: Record<string, Place> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

function middle(viewer: Viewer | undefined): Place {
  const { width, height } = viewer?.size() ?? { width: 0, height: 0 };
  return { x: Math.floor(width / 2), y: Math.floor(height / 2) };
}
