// How long a line that is cut may still come back.
import { useNow } from '../ui/now';
import { say } from '../words/words';

export function CutClock({ untilMs }: { untilMs: number }) {
  const now = useNow(1000);
  const seconds = Math.max(0, Math.ceil((untilMs - now) / 1000));
  return (
    <p class="question-clock" data-testid="cut-left">
      <span>{say('assist.cut_left', { seconds: String(seconds) })}</span>
    </p>
  );
}
