// In place of the picture while the PC restarts: how far it is, and the way back by itself once somebody of
// the family is there.
import './restart_wait.css';
import check from 'icon:check';
import loader from 'icon:rotate-ccw';
import phone from 'icon:phone-call';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk';
import { Icon } from '../ui/icon';
import { useNow } from '../ui/now';
import { useStore } from '../ui/store';
import { clockTime } from '../words/figures';
import { say, type WordKey } from '../words/words';
import { restartSteps, stepOf, type RestartStep } from './restart_steps';

interface RestartWaitProps {
  machineId: string;
  untilMs: number;
  // Once.
  onReturn: () => void;
  onAgain: () => void;
  onBack: () => void;
}

const words: Record<RestartStep, WordKey> = {
  stopping: 'restart.stopping',
  starting: 'restart.starting',
  logging_in: 'restart.logging_in',
  back: 'restart.back',
};

export function RestartWait({ machineId, untilMs, onReturn, onAgain, onBack }: RestartWaitProps) {
  const step = useStep(machineId);
  const late = useNow(1000) >= untilMs;
  const returned = useRef(false);
  useEffect(() => {
    if (step !== 'back' || late || returned.current) return;
    returned.current = true;
    onReturn();
  }, [step, late]);
  const at = restartSteps.indexOf(step);
  return (
    <section class="stage" data-testid="restart" data-step={step}>
      <span class={late ? 'stage-icon attention' : 'stage-icon quiet'}>
        <Icon of={loader} size={36} />
      </span>
      <h2>{say(late ? 'restart.late.title' : 'ended.restarting.title')}</h2>
      <p class="stage-body">{say(late ? 'restart.late.body' : 'ended.restarting.body')}</p>
      {!late && (
        <>
          <ol class="restart-steps">
            {restartSteps.map((one, place) => (
              <li key={one} class={place < at ? 'done' : place === at ? 'now' : 'soft'}>
                <span class="restart-mark" aria-hidden="true">
                  {place < at ? <Icon of={check} size={18} /> : place + 1}
                </span>
                <span aria-current={place === at ? 'step' : undefined}>{say(words[one])}</span>
              </li>
            ))}
          </ol>
          <p class="soft">{say('restart.until', { time: clockTime(untilMs) })}</p>
        </>
      )}
      <div class="stage-actions">
        {late && (
          <button type="button" class="button primary" onClick={onAgain}>
            <Icon of={phone} />
            {say('assist.call_again')}
          </button>
        )}
        <button type="button" class="button" onClick={onBack}>
          {say(late ? 'assist.back' : 'restart.give_up')}
        </button>
      </div>
    </section>
  );
}

function useStep(machineId: string): RestartStep {
  const { machines } = useStore(useDesk().feed.state);
  const pc = machines?.find((one) => one.machineId === machineId);
  const wasOff = useRef(false);
  if (pc && !pc.online) wasOff.current = true;
  return stepOf(pc, wasOff.current);
}
