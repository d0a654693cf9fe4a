// Who, when, under which call, what the family answered, how far it went, how it ended, how long.
import eye from 'icon:eye';
import notebook from 'icon:notebook-text';
import unplug from 'icon:unplug';
import type { LogCheck } from '../gen/maintendue/local/v1/console_pb';
import { ConsentAnswer } from '../gen/maintendue/v1/session_pb';
import type { SessionRecord } from '../gen/maintendue/v1/sessions_pb';
import { ErrorId } from '../ui/error_words';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { Waiting } from '../ui/waiting';
import { dayAndTime, duration, exactTime } from '../words/figures';
import { answerNames, callNames, endNames, errorSentences, scopeNames } from '../words/sentences';
import { say } from '../words/words';
import type { HistoryState } from './history';
import { HiddenSessions, LogLine } from './log_line';

interface TableProps {
  history: HistoryState;
  now: number;
  onMore: () => void;
}

export function SessionTable({ history, now, onMore }: TableProps) {
  const { sessions, more, loadingMore, failure, checks, hidden } = history;
  if (!sessions && failure) return <Failed title={failure} />;
  if (!sessions) return <Waiting words={say('history.loading')} />;
  if (sessions.length === 0) {
    return (
      <Notice icon={notebook} title={say('history.empty.title')} testId="history-empty">
        <p>{say('history.empty.body')}</p>
      </Notice>
    );
  }
  return (
    <>
      <HiddenSessions hidden={hidden} />
      <div class="card table-frame" tabIndex={0} role="region" aria-labelledby="history-title">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('history.when')}</th>
              <th scope="col">{say('history.who')}</th>
              <th scope="col">{say('history.call')}</th>
              <th scope="col">{say('history.answer')}</th>
              <th scope="col">{say('history.scope')}</th>
              <th scope="col">{say('history.end')}</th>
              <th scope="col">{say('history.duration')}</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((record) => (
              <Row
                key={String(record.sessionId)}
                record={record}
                check={checks.get(record.sessionId)}
                now={now}
              />
            ))}
          </tbody>
        </table>
      </div>
      {failure && <Failed title={failure} />}
      {more && (
        <button type="button" class="button more" disabled={loadingMore} onClick={onMore}>
          {say(loadingMore ? 'history.loading' : 'history.more')}
        </button>
      )}
    </>
  );
}

function Failed({ title }: { title: NonNullable<HistoryState['failure']> }) {
  return (
    <Notice
      icon={unplug}
      title={say(errorSentences[title].title)}
      tone="attention"
      testId="history-failed"
    >
      <p>
        {say(errorSentences[title].body)} <ErrorId of={title} />
      </p>
    </Notice>
  );
}

interface RowProps {
  record: SessionRecord;
  check: LogCheck | undefined;
  now: number;
}

function Row({ record, check, now }: RowProps) {
  const opened = Number(record.openedMs);
  const ended = Number(record.endedMs);
  return (
    <tr data-testid={`session-${record.sessionId}`}>
      <td>
        <time dateTime={new Date(opened).toISOString()} title={exactTime(opened)}>
          {dayAndTime(opened, now)}
        </time>
      </td>
      <td dir="auto">{record.operatorName}</td>
      <td>{say(callNames[record.callKind])}</td>
      <td>{answers(record)}</td>
      <td>{say(scopeNames[record.widestScope])}</td>
      <td>
        {ended === 0 ? (
          <span class="chip sun">
            <Icon of={eye} size={16} />
            {say('end.still_on')}
          </span>
        ) : (
          say(endNames[record.endReason])
        )}
        <LogLine check={check} />
      </td>
      <td>{duration((ended || now) - opened)}</td>
    </tr>
  );
}

// The answer to seeing, and to the mouse when that was asked too.
function answers(record: SessionRecord): string {
  const view = say(answerNames[record.viewAnswer]);
  if (record.controlAnswer === ConsentAnswer.UNSPECIFIED) return view;
  return say('history.both_answers', { view, control: say(answerNames[record.controlAnswer]) });
}
