// Whether a session's two signed logs are there and agree, in plain words; quiet when they do.
import check from 'icon:shield-check';
import alert from 'icon:shield-alert';
import { LogVerdict, type LogCheck } from '../gen/maintendue/local/v1/console_pb';
import { LogSide } from '../gen/maintendue/v1/session_log_pb';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { logNames } from '../words/sentences';
import { say, sayCount } from '../words/words';

const well = [LogVerdict.AGREE, LogVerdict.AGREE_CUT];
// What may still come by itself, as against what somebody has done.
const open = [
  LogVerdict.UNSPECIFIED,
  LogVerdict.NOT_YET,
  LogVerdict.NEVER_BEGAN,
  LogVerdict.MACHINE_MISSING,
  LogVerdict.CONSOLE_MISSING,
  LogVerdict.BOTH_MISSING,
];

export function LogLine({ check: one }: { check: LogCheck | undefined }) {
  if (!one) return null;
  if (well.includes(one.verdict)) {
    return (
      <p class="log log-well">
        <Icon of={check} size={16} />
        {wordsOf(one)}
      </p>
    );
  }
  if (open.includes(one.verdict)) return <p class="log soft">{wordsOf(one)}</p>;
  return (
    <p class="log log-bad">
      <Icon of={alert} size={16} />
      {wordsOf(one)}
    </p>
  );
}

function wordsOf({ verdict, side, entry }: LogCheck): string {
  if (verdict !== LogVerdict.BROKEN) return say(logNames[verdict], { entry });
  const pc = side === LogSide.MACHINE;
  if (entry === 0) return say(pc ? 'log.unsigned_machine' : 'log.unsigned_console');
  return say(pc ? 'log.broken_machine' : 'log.broken_console', { entry });
}

// What the PC counts and nobody lists has no row: it stands above the table.
export function HiddenSessions({ hidden }: { hidden: readonly LogCheck[] }) {
  if (hidden.length === 0) return null;
  const numbers = hidden
    .map((one) => say('log.number', { number: String(one.sessionCounter) }))
    .join(', ');
  return (
    <Notice
      icon={alert}
      title={sayCount('log.hidden_one', 'log.hidden_many', hidden.length)}
      tone="attention"
      testId="history-hidden"
    >
      <p>{say('log.hidden.body', { numbers })}</p>
    </Notice>
  );
}
