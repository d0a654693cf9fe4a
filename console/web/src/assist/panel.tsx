// Beside the picture: one tool at a time. Its buttons do not take the keyboard away from the picture.
import x from 'icon:x';
import { Icon } from '../ui/icon';
import { say, type WordKey } from '../words/words';
import { CharactersPanel } from './characters_panel';
import { ClipboardPanel } from './clipboard_panel';
import type { Hands } from './hands';
import { KeysPanel } from './keys_panel';
import type { Permits } from './phase';
import type { AssistSession } from './session';
import { SlipsPanel } from './slips_panel';

export type PanelName = 'slips' | 'keys' | 'characters' | 'clipboard';

const titles: Record<PanelName, WordKey> = {
  slips: 'assist.slips',
  keys: 'assist.keys',
  characters: 'assist.characters',
  clipboard: 'assist.clipboard',
};

interface PanelProps {
  name: PanelName;
  session: AssistSession;
  hands: Hands;
  permits: Permits;
  onClose: () => void;
}

export function Panel({ name, session, hands, permits, onClose }: PanelProps) {
  const close = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
  };
  return (
    <aside
      class="panel"
      aria-labelledby="panel-title"
      data-testid={`panel-${name}`}
      onKeyDown={close}
    >
      <header>
        <h2 id="panel-title">{say(titles[name])}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={say('action.close')}
          onClick={onClose}
        >
          <Icon of={x} />
        </button>
      </header>
      {name !== 'slips' && !permits.typing && (
        <p class="panel-hint">{say('assist.needs_control')}</p>
      )}
      {name === 'slips' && <SlipsPanel session={session} permits={permits} />}
      {name === 'keys' && <KeysPanel hands={hands} allowed={permits.typing} />}
      {name === 'characters' && <CharactersPanel hands={hands} allowed={permits.typing} />}
      {name === 'clipboard' && <ClipboardPanel hands={hands} allowed={permits.typing} />}
    </aside>
  );
}
