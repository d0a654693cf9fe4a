// Making sure of a PC where it stands: its card before this PC's camera, or the card's text. One sees which PC
// it is before one signs.
import '../assist/assist.css';
import './verify.css';
import camera from 'icon:camera';
import cameraOff from 'icon:camera-off';
import check from 'icon:circle-check';
import shield from 'icon:shield-check';
import triangle from 'icon:triangle-alert';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk';
import { useMachineName } from '../live/machine_name';
import { address } from '../route';
import { ErrorId } from '../ui/error_words';
import { Icon, type Shapes } from '../ui/icon';
import { groupedId, shortId } from '../ui/machine_name';
import { useStore } from '../ui/store';
import { useTitle } from '../ui/title';
import type { ErrorName } from '../wire/failure';
import { errorSentences, type Sentence } from '../words/sentences';
import { say, type WordKey } from '../words/words';
import { Camera, type Sight } from './camera';
import { CardReading, longestText, type Step } from './card_reading';
import { Back, Sign } from './stage_parts';

export function CardPage({ machineId }: { machineId: string }) {
  const { clients } = useDesk();
  const reading = useMemo(() => new CardReading(clients, machineId), [clients, machineId]);
  const eye = useMemo(() => new Camera((text) => void reading.read(text)), [reading]);
  useEffect(() => () => eye.close(), [eye]);
  const step = useStore(reading.step);
  // It has seen what it was opened for.
  useEffect(() => {
    if (!isOpen(step)) eye.close();
  }, [eye, step]);

  const name = useMachineName(machineId);
  useTitle(say('card.title', { name }));
  return (
    <main class="threshold" data-testid="card" data-step={step.at}>
      <p class="verify-name" dir="auto">
        {name}
      </p>
      {isOpen(step) ? (
        <Looking eye={eye} reading={reading} step={step} machineId={machineId} />
      ) : (
        <Found reading={reading} step={step} machineId={machineId} />
      )}
    </main>
  );
}

// One may still show a card.
function isOpen({ at }: Step): boolean {
  return at === 'nothing' || at === 'reading' || at === 'no_card' || at === 'foreign';
}

const sights: Record<Sight, Sentence> = {
  off: { title: 'card.before.title', body: 'card.before.body' },
  asking: { title: 'card.asking.title', body: 'card.asking.body' },
  looking: { title: 'card.looking.title', body: 'card.looking.body' },
  searching: { title: 'card.looking.title', body: 'card.searching' },
  refused: { title: 'card.refused.title', body: 'card.refused.body' },
  none: { title: 'card.none.title', body: 'card.none.body' },
  busy: { title: 'card.busy.title', body: 'card.busy.body' },
};

interface LookingProps {
  eye: Camera;
  reading: CardReading;
  step: Step;
  machineId: string;
}

function Looking({ eye, reading, step, machineId }: LookingProps) {
  const sight = useStore(eye.sight);
  const on = sight === 'looking' || sight === 'searching';
  const failed = sight === 'refused' || sight === 'none' || sight === 'busy';
  const words = sights[sight];
  return (
    <section class="stage" data-testid="looking" data-sight={sight}>
      {!on && <Sign icon={failed ? cameraOff : shield} tone={failed ? 'attention' : 'quiet'} />}
      <div role="status">
        <h1>{say(words.title)}</h1>
        <p class="stage-body">{say(words.body)}</p>
      </div>
      {on && <Sight eye={eye} />}
      <p class="card-refusal" role="alert">
        {step.at === 'no_card' && say('card.no_card')}
        {step.at === 'foreign' && say('card.foreign')}
      </p>
      <div class="stage-actions">
        {on || sight === 'asking' ? (
          <button type="button" class="button" onClick={() => eye.close()}>
            {say('card.close')}
          </button>
        ) : (
          <button type="button" class="button primary" onClick={() => void eye.open()}>
            <Icon of={camera} />
            {say(failed ? 'card.retry' : 'card.open')}
          </button>
        )}
        <Back machineId={machineId} />
      </div>
      {!on && <ByHand reading={reading} />}
    </section>
  );
}

function Sight({ eye }: { eye: Camera }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const shown = video.current;
    if (!shown || !eye.stream) return;
    shown.srcObject = eye.stream;
    void shown.play().catch(() => {}); // it was taken away meanwhile
    eye.look(shown);
  }, [eye]);
  return <video ref={video} class="card-sight" muted playsInline aria-label={say('card.sight')} />;
}

function ByHand({ reading }: { reading: CardReading }) {
  const [text, setText] = useState('');
  const give = (event: Event) => {
    event.preventDefault();
    if (text.trim()) void reading.read(text);
  };
  return (
    <form class="card-by-hand" onSubmit={give}>
      <label>
        <span>{say('card.by_hand')}</span>
        <input
          value={text}
          autoComplete="off"
          spellcheck={false}
          maxLength={longestText}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button" disabled={!text.trim()}>
        {say('card.read')}
      </button>
    </form>
  );
}

interface FoundProps {
  reading: CardReading;
  step: Step;
  machineId: string;
}

function Found({ reading, step, machineId }: FoundProps) {
  const again = (
    <button type="button" class="button" onClick={() => reading.again()}>
      {say('card.again')}
    </button>
  );
  switch (step.at) {
    case 'other':
      return <OtherPc otherId={step.machineId} machineId={machineId} again={again} />;
    case 'done':
      return (
        <Stage icon={check} title="verify.done.title" body={say('verify.done.body')}>
          <Back machineId={machineId} primary />
        </Stage>
      );
    case 'failed': {
      const { title, body } = errorSentences[step.error];
      return (
        <Stage
          icon={triangle}
          tone="attention"
          title={title}
          body={say(body)}
          errorId={step.error}
        >
          {again}
          <Back machineId={machineId} />
        </Stage>
      );
    }
    case 'this':
      if (step.known) {
        return (
          <Stage icon={check} title="card.known.title" body={say('card.known.body')}>
            <Back machineId={machineId} primary />
          </Stage>
        );
      }
      return (
        <Stage
          icon={shield}
          title="card.this.title"
          body={say('card.this.body', { id: groupedId(machineId) })}
          warning={step.otherKey ? say('card.other_key') : undefined}
        >
          <button type="button" class="button primary" onClick={() => void reading.sign()}>
            <Icon of={check} />
            {say('card.sign')}
          </button>
          {again}
          <Back machineId={machineId} />
        </Stage>
      );
    default:
      return <Stage icon={shield} title="card.signing" body="" />;
  }
}

interface OtherPcProps {
  otherId: string;
  machineId: string;
  again: ComponentChildren;
}

function OtherPc({ otherId, machineId, again }: OtherPcProps) {
  const { machines } = useStore(useDesk().feed.state);
  const other = machines?.find((one) => one.machineId === otherId);
  return (
    <Stage
      icon={triangle}
      tone="attention"
      title="card.other.title"
      body={say(other ? 'card.other.body' : 'card.unknown.body', { id: groupedId(otherId) })}
    >
      {other && (
        <a class="button primary" href={address({ page: 'card', machineId: otherId })}>
          <bdi>{say('card.other.go', { name: other.hostname || shortId(otherId) })}</bdi>
        </a>
      )}
      {again}
      <Back machineId={machineId} />
    </Stage>
  );
}

interface StageProps {
  icon: Shapes;
  tone?: 'quiet' | 'attention';
  title: WordKey;
  body: string;
  errorId?: ErrorName;
  warning?: string | undefined;
  children?: ComponentChildren;
}

function Stage({ icon, tone = 'quiet', title, body, errorId, warning, children }: StageProps) {
  return (
    <section class="stage" data-testid="found">
      <Sign icon={icon} tone={tone} />
      <div role="status">
        <h1>{say(title)}</h1>
        <p class="stage-body">{body}</p>
        {errorId && <ErrorId of={errorId} />}
      </div>
      {warning && <p class="verify-warning">{warning}</p>}
      <div class="stage-actions">{children}</div>
    </section>
  );
}
