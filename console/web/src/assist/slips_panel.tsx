// What the family is to read: a phrase of the catalogue in its own language, a page to open, or a few words.
import './slips_panel.css';
import { useState } from 'preact/hooks';
import { useStore } from '../ui/store';
import { say, type WordKey } from '../words/words';
import { PageForm } from './page_form';
import { PhraseList } from './phrase_list';
import type { Permits } from './phase';
import type { AssistSession } from './session';
import { TextForm } from './text_form';

type Kind = 'phrase' | 'page' | 'text';

const kinds: readonly [Kind, WordKey][] = [
  ['phrase', 'slip.phrase'],
  ['page', 'slip.page'],
  ['text', 'slip.text'],
];

export function SlipsPanel({ session, permits }: { session: AssistSession; permits: Permits }) {
  const { held } = useStore(session.state).tells;
  const [kind, setKind] = useState<Kind>('phrase');
  return (
    <>
      {!permits.laying && <p class="panel-hint">{say('slip.not_now')}</p>}
      <div class="slip-kinds" role="group" aria-label={say('slip.kinds')}>
        {kinds.map(([one, words]) => (
          <button
            key={one}
            type="button"
            class="button"
            aria-pressed={kind === one}
            onClick={() => setKind(one)}
          >
            {say(words)}
          </button>
        ))}
      </div>
      {kind === 'phrase' && <PhraseList session={session} permits={permits} held={held} />}
      {kind === 'page' && <PageForm session={session} allowed={permits.laying} />}
      {kind === 'text' && <TextForm session={session} allowed={permits.laying} />}
    </>
  );
}
