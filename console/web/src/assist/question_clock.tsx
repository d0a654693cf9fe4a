// How long the question has been on the family's screen, of the three minutes it stays there.
import { useNow } from '../ui/now';
import { runningTime } from '../words/figures';
import { say } from '../words/words';
import { questionMs } from './phase';

export function QuestionClock({ since }: { since: number }) {
  const now = useNow(1000);
  const elapsed = Math.min(questionMs, Math.max(0, now - since));
  const words = say('assist.question_time', {
    elapsed: runningTime(elapsed),
    whole: runningTime(questionMs),
  });
  return (
    <p class="question-clock">
      <progress max={questionMs} value={elapsed} aria-label={words} />
      <span>{words}</span>
    </p>
  );
}
