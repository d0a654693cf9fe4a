// Over the picture: whose PC, under which call, until when, how well it comes through, and the tools.
import clipboard from 'icon:clipboard';
import clock from 'icon:clock';
import expand from 'icon:maximize-2';
import handHelping from 'icon:hand-helping';
import help from 'icon:circle-question-mark';
import keyboard from 'icon:keyboard';
import messages from 'icon:message-square-text';
import omega from 'icon:omega';
import phone from 'icon:phone-outgoing';
import fit from 'icon:scaling';
import shrink from 'icon:minimize-2';
import square from 'icon:square';
import { Pause, type CallKind } from '../gen/maintendue/v1/session_pb';
import { Phrase } from '../gen/maintendue/v1/slip_pb';
import { Icon, type Shapes } from '../ui/icon';
import { useNow } from '../ui/now';
import { clockTime, exactTime } from '../words/figures';
import { callNames } from '../words/sentences';
import { say, sayCount, type WordKey } from '../words/words';
import { keepFocus } from './focus';
import type { FullScreen } from './full_screen';
import type { PanelName } from './panel';
import type { Permits } from './phase';
import { Quality } from './quality';
import type { AssistSession, SessionState } from './session';

const lastMinutes = 5;

interface BarProps {
  name: string;
  call: CallKind;
  session: AssistSession;
  state: SessionState;
  permits: Permits;
  panel: PanelName | undefined;
  onPanel: (name: PanelName) => void;
  scaled: boolean;
  onScaled: (scaled: boolean) => void;
  fullScreen: FullScreen;
  onHelp: () => void;
}

export function Bar(props: BarProps) {
  const { name, call, session, state, permits, panel, onPanel, scaled, onScaled, fullScreen } =
    props;
  return (
    <header class="assist-bar">
      <span class="assist-brand">
        <Icon of={handHelping} size={24} />
      </span>
      <div class="assist-who">
        <h1 dir="auto">{name}</h1>
        <span>{say(callNames[call])}</span>
      </div>
      {permits.seen && <Lease untilMs={Number(state.tells.leaseUntilMs)} />}
      {permits.seen && <Quality session={session} />}
      <div class="assist-tools" role="toolbar" aria-label={say('assist.tools')}>
        {(permits.laying || panel === 'slips') && !permits.ended && (
          <PanelButton
            icon={messages}
            name="slips"
            words="assist.slips"
            open={panel}
            onPanel={onPanel}
          />
        )}
        {permits.seen && (
          <>
            <PanelButton
              icon={keyboard}
              name="keys"
              words="assist.keys"
              open={panel}
              onPanel={onPanel}
            />
            <PanelButton
              icon={omega}
              name="characters"
              words="assist.characters"
              open={panel}
              onPanel={onPanel}
            />
            <PanelButton
              icon={clipboard}
              name="clipboard"
              words="assist.clipboard"
              open={panel}
              onPanel={onPanel}
            />
            {scaled ? (
              <Tool face="1:1" words="assist.one_to_one" onPress={() => onScaled(false)} />
            ) : (
              <Tool face={fit} words="assist.fit" onPress={() => onScaled(true)} />
            )}
            <Tool
              face={fullScreen.on ? shrink : expand}
              words={fullScreen.on ? 'assist.window' : 'assist.full_screen'}
              onPress={fullScreen.toggle}
            />
          </>
        )}
        {permits.pausing && (
          <Tool
            face={phone}
            words="assist.call_back"
            onPress={() => callBack(session, permits)}
          />
        )}
        <Tool face={help} words="shell.keyboard" onPress={props.onHelp} />
      </div>
      {!permits.ended && (
        <button type="button" class="button stop" onClick={() => session.end()}>
          <Icon of={square} />
          {say('assist.finish')}
        </button>
      )}
    </header>
  );
}

// What her strip on the PC says, and a card that says it to whom the strip says nothing.
function callBack(session: AssistSession, permits: Permits): void {
  session.pause(Pause.CALL_BACK);
  if (permits.laying) session.lay({ case: 'phrase', value: Phrase.I_CALL_BACK });
}

function Lease({ untilMs }: { untilMs: number }) {
  const now = useNow(10_000);
  if (untilMs === 0) return null;
  const minutes = Math.max(0, Math.ceil((untilMs - now) / 60_000));
  const ending = minutes <= lastMinutes;
  return (
    <span
      class={ending ? 'bar-chip attention' : 'bar-chip'}
      title={exactTime(untilMs)}
      data-testid="lease"
    >
      {ending && <Icon of={clock} size={18} />}
      {ending
        ? sayCount('assist.lease_ending.one', 'assist.lease_ending.other', minutes)
        : say('assist.lease', { time: clockTime(untilMs) })}
    </span>
  );
}

interface ToolProps {
  face: Shapes | string;
  words: WordKey;
  onPress: () => void;
}

function Tool({ face, words, onPress }: ToolProps) {
  return (
    <button
      type="button"
      class="tool"
      aria-label={say(words)}
      title={say(words)}
      onMouseDown={keepFocus}
      onClick={onPress}
    >
      {typeof face === 'string' ? face : <Icon of={face} />}
    </button>
  );
}

interface PanelButtonProps {
  icon: Shapes;
  name: PanelName;
  words: WordKey;
  open: PanelName | undefined;
  onPanel: (name: PanelName) => void;
}

function PanelButton({ icon, name, words, open, onPanel }: PanelButtonProps) {
  return (
    <button
      type="button"
      class={name === 'slips' ? 'tool' : 'tool brief'}
      title={say(words)}
      aria-expanded={open === name}
      data-testid={`tool-${name}`}
      onMouseDown={keepFocus}
      onClick={() => onPanel(name)}
    >
      <Icon of={icon} />
      <span class="tool-words">{say(words)}</span>
    </button>
  );
}
