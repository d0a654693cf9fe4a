// The page without a way in: no token, a token already used, or a console that is not running.
import doorClosed from 'icon:door-closed';
import unplug from 'icon:unplug';
import { LanguageSwitch } from '../ui/language_switch';
import { Notice } from '../ui/notice';
import { say, type WordKey } from '../words/words';

export type Closed = 'no_token' | 'token_refused' | 'console_gone';

const words: Record<Closed, { title: WordKey; body: WordKey }> = {
  no_token: { title: 'start.no_token.title', body: 'start.no_token.body' },
  token_refused: { title: 'start.token_refused.title', body: 'start.token_refused.body' },
  console_gone: { title: 'error.console_gone.title', body: 'error.console_gone.body' },
};

export function ClosedPage({ why }: { why: Closed }) {
  return (
    <main class="threshold">
      <div class="threshold-card">
        <Notice
          icon={why === 'console_gone' ? unplug : doorClosed}
          title={say(words[why].title)}
          tone={why === 'console_gone' ? 'attention' : 'quiet'}
          testId={`closed-${why}`}
          alone
        >
          <p>{say(words[why].body)}</p>
        </Notice>
        <LanguageSwitch />
      </div>
    </main>
  );
}
