// Who one is, and the passphrase that opens her key on this PC.
import './sign_in.css';
import handHelping from 'icon:hand-helping';
import plug from 'icon:plug';
import triangle from 'icon:triangle-alert';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { StatusKeeper } from '../live/status';
import { ErrorId, ErrorWords } from '../ui/error_words';
import { Icon } from '../ui/icon';
import { LanguageSwitch } from '../ui/language_switch';
import { useNow } from '../ui/now';
import { PassphraseField } from '../ui/passphrase_field';
import { usePatience } from '../ui/patience';
import { useStore } from '../ui/store';
import { useTitle } from '../ui/title';
import type { Clients } from '../wire/clients';
import { failureOf, type ErrorName } from '../wire/failure';
import { exactTime } from '../words/figures';
import { relayNames } from '../words/sentences';
import { say, sayCount } from '../words/words';

const soonMs = 30 * 24 * 3_600_000;

export function SignInPage({ clients, status }: { clients: Clients; status: StatusKeeper }) {
  const { status: known } = useStore(status.state);
  useTitle(say('sign_in.open'));
  if (!known) return null;
  return (
    <main class="threshold">
      <div class="threshold-card">
        <header class="sign-in-head">
          <Icon of={handHelping} size={30} />
          <h1>{say('app.name')}</h1>
        </header>
        <p class="sign-in-who">
          <span class="initial" aria-hidden="true">
            {[...known.operatorName][0] ?? '·'}
          </span>
          <span>
            <strong>{known.operatorName}</strong>
            <br />
            {known.organisation}
          </span>
        </p>
        <PassphraseForm
          clients={clients}
          status={status}
          name={known.operatorName}
          waitMs={known.signInWaitMs}
        />
        <CertificateEnd ms={Number(known.certificateEndsMs)} />
        <footer class="sign-in-foot">
          <p>
            <Icon of={plug} size={18} />
            {say(relayNames[known.relay])}
          </p>
          <LanguageSwitch />
        </footer>
      </div>
    </main>
  );
}

interface FormProps {
  clients: Clients;
  status: StatusKeeper;
  name: string;
  // What the console makes one wait after too many misses.
  waitMs: number;
}

function PassphraseForm({ clients, status, name, waitMs }: FormProps) {
  const field = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorName>();
  const patience = usePatience(waitMs);
  const waiting = patience.seconds;
  useEffect(() => field.current?.focus(), [waiting > 0]);

  const signIn = async (event: Event) => {
    event.preventDefault();
    const passphrase = field.current?.value ?? '';
    if (!passphrase || busy || waiting > 0) return;
    setBusy(true);
    setFailure(undefined);
    try {
      status.learn(await clients.console.signIn({ passphrase }));
    } catch (error) {
      const why = failureOf(error);
      if (why !== 'try_later' || !patience.begin()) setFailure(why);
      setBusy(false);
      field.current?.select();
    }
  };

  return (
    <form onSubmit={signIn} class="sign-in-form">
      {/* For password managers: whose passphrase it is. */}
      <input type="text" autocomplete="username" value={name} readOnly hidden />
      <PassphraseField
        id="passphrase"
        label={say('sign_in.passphrase')}
        field={field}
        autocomplete="current-password"
        shown={shown}
        onShown={setShown}
        invalid={failure === 'wrong_passphrase'}
        describedBy="sign-in-problem"
        disabled={waiting > 0}
      />
      <p class="sign-in-problem" id="sign-in-problem" role="alert" data-testid="sign-in-problem">
        <Problem failure={failure} waiting={waiting} />
      </p>
      <button type="submit" class="button primary" disabled={busy || waiting > 0}>
        {say(busy ? 'sign_in.opening' : 'sign_in.open')}
      </button>
    </form>
  );
}

function Problem({ failure, waiting }: { failure: ErrorName | undefined; waiting: number }) {
  if (waiting > 0) return <>{sayCount('sign_in.wait.one', 'sign_in.wait.other', waiting)}</>;
  if (!failure) return null;
  if (failure !== 'wrong_passphrase') return <ErrorWords of={failure} />;
  return (
    <>
      {`${say('sign_in.wrong')} `}
      <ErrorId of={failure} />
    </>
  );
}

function CertificateEnd({ ms }: { ms: number }) {
  const now = useNow(60_000);
  if (ms === 0 || ms - now > soonMs) return null;
  return (
    <p class="sign-in-certificate">
      <Icon of={triangle} size={18} />
      {say(ms > now ? 'sign_in.certificate_soon' : 'sign_in.certificate_over', {
        when: exactTime(ms),
      })}
    </p>
  );
}
