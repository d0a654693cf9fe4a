// Whether this PC is known to be the family's own, and what to do when it is not: said before anything can be
// begun on it.
import camera from 'icon:camera';
import phone from 'icon:phone-call';
import shieldAlert from 'icon:shield-alert';
import shieldCheck from 'icon:shield-check';
import shieldQuestion from 'icon:shield-question-mark';
import { startVerification } from '../assist/intent';
import {
  MachineStanding_State as State,
  type MachineStanding,
} from '../gen/maintendue/local/v1/console_pb';
import { VerifiedHow } from '../gen/maintendue/v1/machine_record_pb';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { address } from '../route';
import { exactTime, dayAndTime } from '../words/figures';
import { say, type WordKey } from '../words/words';

export function mayBegin(standing: MachineStanding | undefined): boolean {
  return standing?.state === State.VERIFIED;
}

const how: Record<VerifiedHow, WordKey> = {
  [VerifiedHow.UNSPECIFIED]: 'recognition.by',
  [VerifiedHow.FACE_TO_FACE]: 'recognition.by_face',
  [VerifiedHow.PHONE]: 'recognition.by_phone',
  [VerifiedHow.WORKSHOP]: 'recognition.by_workshop',
};

interface RecognitionProps {
  standing: MachineStanding | undefined;
  machineId: string;
  // The PC can be called now.
  reachable: boolean;
}

export function Recognition({ standing, machineId, reachable }: RecognitionProps) {
  const action = <Verify machineId={machineId} disabled={!reachable} />;
  switch (standing?.state) {
    case State.VERIFIED:
      return <Verified standing={standing} />;
    case State.KEY_CHANGED:
      return (
        <Notice icon={shieldAlert} tone="red" alert testId="key-changed" title={say('recognition.changed.title')}>
          <p>{say('recognition.changed.body', { time: exactTime(Number(standing.changedMs)) })}</p>
          <p>{say('recognition.changed.todo')}</p>
          {action}
        </Notice>
      );
    case State.SIGNER_GONE:
      return (
        <Notice icon={shieldQuestion} tone="attention" testId="signer-gone" action={action} title={say('recognition.gone.title')}>
          <p>{say('recognition.gone.body', { time: exactTime(Number(standing.atMs)) })}</p>
        </Notice>
      );
    case State.UNVERIFIED:
      return (
        <Notice icon={shieldQuestion} tone="attention" testId="unverified" action={action} title={say('recognition.none.title')}>
          <p>{say('recognition.none.body')}</p>
        </Notice>
      );
    default:
      return null;
  }
}

export function Verify({ machineId, disabled }: { machineId: string; disabled: boolean }) {
  return (
    <div class="verify-ways">
      <button type="button" class="button" disabled={disabled} onClick={() => startVerification(machineId)}>
        <Icon of={phone} />
        {say('recognition.verify')}
      </button>
      <a class="button" href={address({ page: 'card', machineId })}>
        <Icon of={camera} />
        {say('recognition.in_person')}
      </a>
    </div>
  );
}

function Verified({ standing }: { standing: MachineStanding }) {
  const at = Number(standing.atMs);
  const replaced = Number(standing.replacedMs);
  const words = { name: standing.verifiedBy, time: dayAndTime(at, Date.now()) };
  return (
    <>
      <p class="recognised soft" data-testid="recognised">
        <Icon of={shieldCheck} size={18} />
        <span title={exactTime(at)}>{say(how[standing.how] ?? how[VerifiedHow.UNSPECIFIED], words)}</span>
      </p>
      {replaced > 0 && (
        <Notice icon={shieldQuestion} tone="attention" testId="key-replaced" title={say('recognition.replaced.title')}>
          <p>{say('recognition.replaced.body', { ...words, before: exactTime(replaced) })}</p>
        </Notice>
      )}
      {standing.relayBehind && (
        <Notice icon={shieldAlert} tone="attention" testId="relay-behind" title={say('recognition.behind.title')}>
          <p>{say('recognition.behind.body')}</p>
        </Notice>
      )}
    </>
  );
}
