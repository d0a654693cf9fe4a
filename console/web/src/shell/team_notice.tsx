// Over every page of the desk: what changed in the team since one last said that one had seen it.
import users from 'icon:users';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk';
import { address, route } from '../route';
import { Notice } from '../ui/notice';
import { useStore } from '../ui/store';
import { changeInWords } from '../words/people';
import { say, sayCount } from '../words/words';

// Elsewhere than on the page of the team the day's work comes first.
const fewLines = 3;

export function TeamNotice() {
  const { roster } = useDesk();
  const changes = useStore(roster.state).roster?.changes ?? [];
  const onTeamPage = useStore(route).page === 'team';
  return (
    <div role="status" class="said team-notice">
      {changes.length > 0 && (
        <Notice
          icon={users}
          title={say('team.news.title')}
          testId="team-news"
          action={<Actions onTeamPage={onTeamPage} />}
        >
          <Lines lines={changes.map(changeInWords)} all={onTeamPage} />
        </Notice>
      )}
    </div>
  );
}

function Lines({ lines, all }: { lines: readonly string[]; all: boolean }) {
  // One line more needs no more room than the words that there is one.
  const shown = all || lines.length === fewLines + 1 ? lines : lines.slice(0, fewLines);
  const rest = lines.length - shown.length;
  return (
    <ul>
      {shown.map((line, index) => (
        <li key={`${index} ${line}`}>{line}</li>
      ))}
      {rest > 0 && (
        <li class="soft">{sayCount('team.news.more.one', 'team.news.more.other', rest)}</li>
      )}
    </ul>
  );
}

function Actions({ onTeamPage }: { onTeamPage: boolean }) {
  const { roster } = useDesk();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const read = async () => {
    setBusy(true);
    setFailed(false);
    try {
      await roster.markRead();
      // The button goes with the notice.
      document.getElementById('content')?.focus();
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  return (
    <>
      {failed && <p class="field-problem">{say('team.news.failed')}</p>}
      {!onTeamPage && <a href={address({ page: 'team' })}>{say('team.news.see')}</a>}
      <button type="button" class="button" disabled={busy} onClick={read}>
        {say('team.news.read')}
      </button>
    </>
  );
}
