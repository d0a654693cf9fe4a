// See and help: one session on one PC, from the call to its end.
import './assist.css';
import shieldAlert from 'icon:shield-alert';
import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useDesk, type Desk } from '../desk';
import type { CallKind } from '../gen/maintendue/v1/session_pb';
import { useMachineName } from '../live/machine_name';
import { go } from '../route';
import { Icon } from '../ui/icon';
import { KeyHelp, useHelpKey, type KeyLine } from '../ui/key_help';
import { useStore } from '../ui/store';
import { useTitle } from '../ui/title';
import { say, sayCount } from '../words/words';
import { Bar } from './bar';
import { Before } from './before';
import { Foot } from './foot';
import { Hands } from './hands';
import { takeIntent } from './intent';
import { Panel, type PanelName } from './panel';
import { isRestarting, permitsOf, phaseWords, sentenceOf } from './phase';
import { Picture } from './picture';
import { RestartWait } from './restart_wait';
import { AssistSession, type Socket } from './session';
import { SlipStrip } from './slip_strip';
import { Stage, type StageProps } from './stage';
import { useFullScreen } from './full_screen';

const assistKeys = (): KeyLine[] => [
  { keys: ['Ctrl', 'Alt', say('key.shift')], words: 'keys.leave_picture' },
  { keys: ['↑', '↓', '←', '→'], words: 'keys.point' },
  { keys: [say('key.enter')], words: 'keys.press' },
  { keys: [say('key.escape')], words: 'keys.wipe' },
  { keys: ['?'], words: 'keys.help' },
  { keys: [say('key.escape')], words: 'keys.close' },
];

interface Place {
  machineId: string;
  call: CallKind;
}

export function AssistPage({ machineId, call }: Place) {
  const desk = useDesk();
  const callPc = () => begin(desk, { machineId, call });
  const returnToPc = () => begin(desk, { machineId, call }, true);
  const [session, setSession] = useState(() => (takeIntent() ? callPc() : undefined));
  useEffect(() => () => session?.leave(), [session]);
  const back = () => go({ page: 'machine', machineId });

  if (!session) return <Before onStart={() => setSession(callPc())} onBack={back} />;
  return (
    <Held
      key={session}
      session={session}
      machineId={machineId}
      call={call}
      onAgain={() => setSession(callPc())}
      onReturn={() => setSession(returnToPc())}
      onBack={back}
    />
  );
}

function begin(desk: Desk, place: Place, comeBack = false): AssistSession {
  const url = new URL('/session', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return new AssistSession(new WebSocket(url) as unknown as Socket, {
    token: desk.token,
    comeBack,
    ...place,
  });
}

interface HeldProps extends Place {
  session: AssistSession;
  onAgain: () => void;
  onReturn: () => void;
  onBack: () => void;
}

function Held({ session, machineId, call, onAgain, onReturn, onBack }: HeldProps) {
  const state = useStore(session.state);
  const permits = permitsOf(state.tells);
  const name = useMachineName(machineId);
  useTitle(`${name} · ${say(sentenceOf(state).title)}`);
  const page = useRef<HTMLDivElement>(null);
  const fullScreen = useFullScreen(page);
  const hands = useMemo(() => new Hands(), [session]);
  const [scaled, setScaled] = useState(true);
  const [panel, setPanel] = useState<PanelName>();
  const [pointing, setPointing] = useState(true);
  const [help, setHelp] = useState(false);
  useHelpKey(() => setHelp(true));
  const restarting = isRestarting(state.tells);
  useWarningBeforeLeaving(!permits.ended || restarting);
  // What is over needs the whole window no more.
  useEffect(() => {
    if (permits.ended) fullScreen.leave();
  }, [permits.ended]);

  const words = { session, state, permits, onAgain, onBack };
  return (
    <div class="assist" ref={page} data-testid="assist" data-phase={phaseWords[state.tells.phase]}>
      <Bar
        name={name}
        call={call}
        session={session}
        state={state}
        permits={permits}
        panel={panel}
        onPanel={(one) => setPanel(one === panel ? undefined : one)}
        scaled={scaled}
        onScaled={setScaled}
        fullScreen={fullScreen}
        onHelp={() => setHelp(true)}
      />
      <p class="visually-hidden" role="status">
        {say(sentenceOf(state).title)}
      </p>
      <LogFindings count={state.tells.logFindings} ended={permits.ended} />
      <main class="assist-body">
        <div class="assist-middle">
          {permits.seen && (
            <Seen
              {...words}
              hands={hands}
              scaled={scaled}
              page={page}
              pointing={pointing && permits.pointing}
              onPointing={setPointing}
            />
          )}
          {restarting && (
            <RestartWait
              machineId={machineId}
              untilMs={Number(state.tells.backUntilMs)}
              onReturn={onReturn}
              onAgain={onAgain}
              onBack={onBack}
            />
          )}
          {!permits.seen && !restarting && <Stage {...words} />}
          {!permits.ended && <SlipStrip session={session} news={state.tells.slip} />}
        </div>
        {panel && !permits.ended && (
          <Panel
            name={panel}
            session={session}
            hands={hands}
            permits={permits}
            onClose={() => setPanel(undefined)}
          />
        )}
      </main>
      {help && <KeyHelp lines={assistKeys()} onClose={() => setHelp(false)} />}
    </div>
  );
}

// Earlier sessions of this PC are not what they should be: said quietly, in the way of nothing.
function LogFindings({ count, ended }: { count: number; ended: boolean }) {
  if (count === 0 || ended) return null;
  return (
    <p class="log-findings" role="status" data-testid="log-findings">
      <Icon of={shieldAlert} size={18} />
      {sayCount('log.findings_one', 'log.findings_many', count)}
    </p>
  );
}

interface SeenProps extends StageProps {
  hands: Hands;
  scaled: boolean;
  page: RefObject<HTMLDivElement>;
  pointing: boolean;
  onPointing: (pointing: boolean) => void;
}

// The picture, with the state and the next thing to do under it.
function Seen({ hands, scaled, page, pointing, onPointing, ...words }: SeenProps) {
  const toTheTools = () => page.current?.querySelector<HTMLElement>('.assist-bar button')?.focus();
  const { session, permits } = words;
  return (
    <>
      <Picture
        key={words.state.tells.picture}
        session={session}
        hands={hands}
        permits={permits}
        scaled={scaled}
        pointing={pointing}
        onLeave={toTheTools}
      />
      <Foot {...words} hands={hands} pointing={pointing} onPointing={onPointing} />
    </>
  );
}

// A tab that is closed ends the session: the browser asks first.
function useWarningBeforeLeaving(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [on]);
}
