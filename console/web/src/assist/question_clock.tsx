// How long the question has been on the family's screen, of the time that it stays there; nothing while
// the console does not say how long that is.
import { useNow } from '../ui/now';
import { runningTime } from '../words/figures';
import { say } from '../words/words';

export function QuestionClock({ since, wholeMs }: { since: number; wholeMs: number }) {
  const now = useNow(1000);
  if (wholeMs === 0) return null;
  const elapsed = Math.min(wholeMs, Math.max(0, now - since));
  const words = say('assist.question_time', {
    elapsed: runningTime(elapsed),
    whole: runningTime(wholeMs),
  });
  return (
    <p class="question-clock">
      <progress max={wholeMs} value={elapsed} aria-label={words} />
      <span>{words}</span>
    </p>
  );
}
