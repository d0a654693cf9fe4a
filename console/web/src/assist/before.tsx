// The address of a session opened without anybody having asked for one: a reload, a link, going back.
import phone from 'icon:phone-call';
import { Icon } from '../ui/icon';
import { say } from '../words/words';

export function Before({ onStart, onBack }: { onStart: () => void; onBack: () => void }) {
  return (
    <main class="threshold" data-testid="assist" data-phase="before">
      <section class="stage">
        <span class="stage-icon quiet">
          <Icon of={phone} size={36} />
        </span>
        <h1>{say('before.title')}</h1>
        <p class="stage-body">{say('before.body')}</p>
        <div class="stage-actions">
          <button type="button" class="button primary" onClick={onStart}>
            <Icon of={phone} />
            {say('follow_up.start')}
          </button>
          <button type="button" class="button" onClick={onBack}>
            {say('assist.back')}
          </button>
        </div>
      </section>
    </main>
  );
}
