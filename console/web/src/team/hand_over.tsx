// A key was made for somebody: the folder to hand over, and its passphrase that goes by another way. The
// passphrase is shown here once, on demand, and forgotten with this window.
import eye from 'icon:eye';
import eyeOff from 'icon:eye-off';
import circleCheck from 'icon:circle-check';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../ui/icon';
import { say } from '../words/words';

export interface Given {
  words: string;
  // Empty when the console does not say where.
  folder: string;
  passphrase: string;
}

export function HandOver({ given, onFinished }: { given: Given; onFinished: () => void }) {
  const [shown, setShown] = useState(false);
  const finished = useRef<HTMLButtonElement>(null);
  useEffect(() => finished.current?.focus(), []);
  return (
    <div class="order" data-testid="hand-over">
      <p class="order-done" role="status">
        <Icon of={circleCheck} size={24} />
        <strong>{given.words}</strong>
      </p>
      <ol class="hand-over">
        <li>
          {given.folder ? (
            <>
              {say('team.hand_over.folder')}
              <code class="path" dir="ltr" tabIndex={0}>
                {given.folder}
              </code>
            </>
          ) : (
            say('team.hand_over.folder_elsewhere')
          )}
        </li>
        <li>
          {say('team.hand_over.passphrase')}
          <span class="given-passphrase">
            <code class="path" dir="ltr">
              {shown ? given.passphrase : '•'.repeat(12)}
            </code>
            <button
              type="button"
              class="icon-button"
              aria-pressed={shown}
              aria-label={say(shown ? 'sign_in.hide' : 'sign_in.show')}
              onClick={() => setShown(!shown)}
            >
              <Icon of={shown ? eyeOff : eye} />
            </button>
          </span>
          {say('team.hand_over.once')}
        </li>
      </ol>
      <div class="order-actions">
        <span />
        <button ref={finished} type="button" class="button primary" onClick={onFinished}>
          {say('team.hand_over.finished')}
        </button>
      </div>
    </div>
  );
}
