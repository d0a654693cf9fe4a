// Making sure, by phone, that it is the family's own PC: six digits that one says and the family taps on it.
// Nothing is seen meanwhile.
import '../assist/assist.css';
import './verify.css';
import camera from 'icon:camera';
import check from 'icon:circle-check';
import phone from 'icon:phone-call';
import shield from 'icon:shield-check';
import triangle from 'icon:triangle-alert';
import { useEffect, useState } from 'preact/hooks';
import { takeIntent } from '../assist/intent';
import { phaseWords, sentenceOf } from '../assist/phase';
import { AssistSession, type SessionState, type Socket } from '../assist/session';
import { useDesk, type Desk } from '../desk';
import {
  ConsoleTells_Phase as Phase,
  ConsoleTells_VerifyStep as Step,
  type ConsoleTells,
} from '../gen/maintendue/local/v1/session_socket_pb';
import { CallKind } from '../gen/maintendue/v1/session_pb';
import { useMachineName } from '../live/machine_name';
import { address } from '../route';
import { Icon, type Shapes } from '../ui/icon';
import { useNow } from '../ui/now';
import { useStore } from '../ui/store';
import { useTitle } from '../ui/title';
import type { Sentence } from '../words/sentences';
import { say } from '../words/words';
import { Back, Sign } from './stage_parts';

export function VerifyPage({ machineId }: { machineId: string }) {
  const desk = useDesk();
  const [session, setSession] = useState(() => (takeIntent() ? begin(desk, machineId) : undefined));
  useEffect(() => () => session?.leave(), [session]);
  const name = useMachineName(machineId);
  useTitle(say('verify.title', { name }));
  const start = () => setSession(begin(desk, machineId));
  return (
    <main class="threshold" data-testid="verify" data-phase={session ? undefined : 'before'}>
      <p class="verify-name" dir="auto">
        {name}
      </p>
      {session ? (
        <Going key={session} session={session} machineId={machineId} onAgain={start} />
      ) : (
        <section class="stage">
          <Sign icon={shield} tone="quiet" />
          <h1>{say('verify.before.title')}</h1>
          <p class="stage-body">{say('verify.before.body')}</p>
          <div class="stage-actions">
            <button type="button" class="button primary" onClick={start}>
              <Icon of={phone} />
              {say('verify.start')}
            </button>
            <a class="button" href={address({ page: 'card', machineId })}>
              <Icon of={camera} />
              {say('card.instead')}
            </a>
            <Back machineId={machineId} />
          </div>
        </section>
      )}
    </main>
  );
}

function begin(desk: Desk, machineId: string): AssistSession {
  const url = new URL('/session', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url) as unknown as Socket;
  return new AssistSession(socket, {
    token: desk.token,
    machineId,
    call: CallKind.SETUP,
    verify: true,
  });
}

interface GoingProps {
  session: AssistSession;
  machineId: string;
  onAgain: () => void;
}

function Going({ session, machineId, onAgain }: GoingProps) {
  const state = useStore(session.state);
  const { tells } = state;
  const ended = tells.phase === Phase.ENDED;
  const words = wordsOf(state);
  return (
    <section class="stage" data-testid="stage" data-phase={phaseWords[tells.phase]}>
      <Sign icon={iconOf(tells)} tone={toneOf(tells)} />
      <div role="status">
        <h1>{say(words.title)}</h1>
      </div>
      <p class="stage-body">{say(words.body)}</p>
      {tells.verifyDigits && <Digits digits={tells.verifyDigits} />}
      {waits(tells) && (
        <span class="waiting-dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      )}
      <div class="stage-actions">
        {isOver(tells) && <Again session={session} untilMs={Number(tells.verifyAgainMs)} />}
        {ended && !tells.verified && (
          <button type="button" class="button primary" onClick={onAgain}>
            <Icon of={phone} />
            {say('assist.call_again')}
          </button>
        )}
        {ended ? (
          <Back machineId={machineId} primary={tells.verified} />
        ) : (
          <button type="button" class="button" onClick={() => session.end()}>
            {say('verify.stop')}
          </button>
        )}
      </div>
    </section>
  );
}

// Said aloud, never asked for.
function Digits({ digits }: { digits: string }) {
  return (
    <>
      <p class="verify-digits" data-testid="digits" aria-label={[...digits].join(' ')}>
        {digits.slice(0, 3)} {digits.slice(3)}
      </p>
      <p class="to-say">{say('verify.to_say')}</p>
      <p class="verify-warning">{say('verify.never_ask')}</p>
    </>
  );
}

function Again({ session, untilMs }: { session: AssistSession; untilMs: number }) {
  const wait = Math.max(0, Math.ceil((untilMs - useNow(500)) / 1000));
  return (
    <button
      type="button"
      class="button primary"
      disabled={wait > 0}
      onClick={() => session.verifyAgain()}
    >
      {say('verify.again')}
      {wait > 0 && <span>{say('assist.ask_in', { seconds: wait })}</span>}
    </button>
  );
}

const steps: Record<Step, Sentence> = {
  [Step.VERIFY_STEP_UNSPECIFIED]: { title: 'verify.opening.title', body: 'verify.opening.body' },
  [Step.VERIFY_OPENING]: { title: 'verify.opening.title', body: 'verify.opening.body' },
  [Step.VERIFY_SAY]: { title: 'verify.say.title', body: 'verify.say.body' },
  [Step.VERIFY_WRONG]: { title: 'verify.wrong.title', body: 'verify.wrong.body' },
  [Step.VERIFY_NO]: { title: 'verify.no.title', body: 'verify.no.body' },
  [Step.VERIFY_SILENT]: { title: 'verify.silent.title', body: 'verify.silent.body' },
  [Step.VERIFY_PAUSED]: { title: 'verify.paused.title', body: 'verify.paused.body' },
};

function wordsOf(state: SessionState): Sentence {
  const { phase, verified, verifyStep } = state.tells;
  if (phase === Phase.VERIFYING) return steps[verifyStep] ?? steps[Step.VERIFY_OPENING];
  if (phase === Phase.ENDED && verified) return { title: 'verify.done.title', body: 'verify.done.body' };
  return sentenceOf(state);
}

// The last try is over, and another may be begun.
function isOver({ phase, verifyStep }: ConsoleTells): boolean {
  return phase === Phase.VERIFYING && verifyStep > Step.VERIFY_SAY;
}

function waits({ phase, verifyStep }: ConsoleTells): boolean {
  if (phase === Phase.VERIFYING) return verifyStep <= Step.VERIFY_OPENING;
  return phase !== Phase.ENDED;
}

function iconOf(tells: ConsoleTells): Shapes {
  if (tells.phase === Phase.ENDED) return tells.verified ? check : triangle;
  if (isOver(tells)) return triangle;
  return tells.phase === Phase.VERIFYING ? shield : phone;
}

function toneOf(tells: ConsoleTells): string {
  const bad = isOver(tells) || (tells.phase === Phase.ENDED && !tells.verified);
  return bad ? 'attention' : 'quiet';
}
