// The family's screen in its yellow frame, and the hidden field that holds the keyboard over it.
import { useEffect, useRef } from 'preact/hooks';
import { useStore } from '../ui/store';
import { showPicture, type Viewer } from '../viewer';
import { say } from '../words/words';
import type { Hands } from './hands';
import { Keyboard } from './keyboard';
import type { Permits } from './phase';
import { PointingScreen } from './pointing_screen';
import type { AssistSession } from './session';

interface PictureProps {
  session: AssistSession;
  hands: Hands;
  permits: Permits;
  scaled: boolean;
  pointing: boolean;
  onLeave: () => void;
}

export function Picture({ session, hands, permits, scaled, pointing, onLeave }: PictureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const screen = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const viewer = useRef<Viewer>();
  const keyboard = useRef<Keyboard>();
  const typing = useStore(hands.typing);

  useEffect(() => {
    const { channel } = session;
    const shown = showPicture(screen.current!, channel, {
      connected: () => frame.current?.setAttribute('data-picture', 'here'),
      broke: () => {
        if (channel === session.channel) session.pictureBroke();
      },
      clipboard: (text) => hands.clipboardCame(text),
    });
    const keys = new Keyboard(field.current!, shown.sendKey, onLeave);
    viewer.current = shown;
    keyboard.current = keys;
    hands.attach(shown, keys);
    return () => {
      keys.detach();
      hands.detach();
      shown.stop();
    };
  }, [session]);

  useEffect(() => viewer.current?.fit(scaled), [scaled]);
  useEffect(() => {
    // Before the door closes: what is held goes up while it still can.
    if (!permits.typing) keyboard.current?.releaseAll();
    viewer.current?.allowInput(permits.typing);
    if (permits.typing && !writing()) field.current?.focus({ preventScroll: true });
    if (!permits.typing) hands.typing.set(false);
  }, [permits.typing]);

  const beforePointer = (event: MouseEvent) => {
    if (!permits.typing) return;
    keyboard.current?.beforePointer(event);
    if (event.type === 'mousedown') field.current?.focus({ preventScroll: true });
  };

  return (
    <div
      class={typing ? 'picture typing' : 'picture'}
      ref={frame}
      data-testid="picture"
      data-fit={scaled ? 'window' : 'pixels'}
    >
      <textarea
        ref={field}
        class="keyboard-field"
        aria-label={say('assist.keyboard_field')}
        data-testid="keyboard-field"
        autocapitalize="off"
        autocomplete="off"
        spellcheck={false}
        disabled={!permits.typing}
        onFocus={() => hands.typing.set(true)}
        onBlur={() => hands.typing.set(false)}
      />
      <PointingScreen session={session} viewer={viewer} on={pointing}>
        <div
          class="picture-screen"
          ref={screen}
          role="group"
          aria-label={say('assist.picture')}
          onMouseDownCapture={beforePointer}
          onWheelCapture={beforePointer}
        />
      </PointingScreen>
    </div>
  );
}

// Somebody writes elsewhere on the page, in the clipboard panel: the keyboard is not pulled away.
function writing(): boolean {
  const active = document.activeElement;
  return active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement;
}
