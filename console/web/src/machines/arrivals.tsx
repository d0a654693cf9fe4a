// PCs that are in families' homes already: a code for one, and the word that lets it in.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useDesk } from '../desk';
import type { NewMachine, OfferCodeResponse } from '../gen/maintendue/local/v1/console_pb';
import { Role } from '../gen/maintendue/v1/options_pb';
import { Dialog } from '../ui/dialog';
import { useStore } from '../ui/store';
import { ErrorId, ErrorWords } from '../ui/error_words';
import { failureOf, type ErrorName } from '../wire/failure';
import { exactTime, timeAgo } from '../words/figures';
import { say } from '../words/words';
import { NewPcs } from './new_pcs';

export function Arrivals({ now }: { now: number }) {
  const { clients, status } = useDesk();
  const { status: known } = useStore(status.state);
  const roles = known?.roles ?? [];
  const may = roles.includes(Role.MEDIATOR) || roles.includes(Role.SUPPORT);
  if (!known?.offersCodes || !may) return null;
  return <Desk now={now} clients={clients} />;
}

function Desk({ now, clients }: { now: number; clients: ReturnType<typeof useDesk>['clients'] }) {
  const pcs = useMemo(() => new NewPcs(clients), [clients]);
  const { waiting, failure } = useStore(pcs.state);
  const [busy, setBusy] = useState(false);
  const [given, setGiven] = useState<OfferCodeResponse>();
  const [problem, setProblem] = useState<ErrorName>();
  useEffect(() => pcs.follow(), [pcs]);

  const offer = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      setGiven(await clients.console.offerCode({}));
    } catch (error) {
      setProblem(failureOf(error));
    }
    setBusy(false);
  };

  const wrong = problem ?? failure;
  return (
    <section class="card arrivals" aria-labelledby="arrivals-title" data-testid="arrivals">
      <header>
        <div>
          <h2 id="arrivals-title">{say('arrivals.title')}</h2>
          <p class="soft">{say('arrivals.body')}</p>
        </div>
        <button type="button" class="button" disabled={busy} onClick={offer}>
          {say('arrivals.offer')}
        </button>
      </header>
      {wrong && (
        <p class="field-problem" role="alert">
          {wrong === 'relay_unreachable' ? (
            <>
              {`${say('arrivals.unreachable')} `}
              <ErrorId of={wrong} />
            </>
          ) : (
            <ErrorWords of={wrong} />
          )}
        </p>
      )}
      {waiting.length > 0 && (
        <ul aria-label={say('arrivals.waiting')}>
          {waiting.map((one) => (
            <Waiting key={one.checkNumber} pc={one} now={now} pcs={pcs} />
          ))}
        </ul>
      )}
      {given && <Code given={given} onClose={() => setGiven(undefined)} />}
    </section>
  );
}

function Waiting({ pc, now, pcs }: { pc: NewMachine; now: number; pcs: NewPcs }) {
  const [busy, setBusy] = useState(false);
  const since = Number(pc.sinceMs);
  const judge = async (admit: boolean) => {
    setBusy(true);
    await pcs.admit(pc, admit);
    setBusy(false);
  };
  return (
    <li data-testid="arrival">
      <div>
        <strong dir="auto">{pc.hostname || say('machine.no_name')}</strong>
        <time class="soft" dateTime={new Date(since).toISOString()} title={exactTime(since)}>
          {say('arrivals.since', { ago: timeAgo(since, now) })}
        </time>
      </div>
      <p>
        {say('arrivals.check')} <strong class="check-number">{pc.checkNumber}</strong>
      </p>
      <div class="arrival-choices">
        <button type="button" class="button" disabled={busy} onClick={() => void judge(false)}>
          {say('arrivals.turn_away')}
        </button>
        <button
          type="button"
          class="button primary"
          disabled={busy}
          onClick={() => void judge(true)}
        >
          {say('arrivals.admit')}
        </button>
      </div>
    </li>
  );
}

function Code({ given, onClose }: { given: OfferCodeResponse; onClose: () => void }) {
  return (
    <Dialog title={say('arrivals.code.title')} onClose={onClose}>
      {(close) => (
        <div class="dialog-body">
          <p class="code" data-testid="code">
            {given.enrolmentCode}
          </p>
          <p>{say('arrivals.code.body')}</p>
          <p class="soft">
            <code>maintendue-agent enrol --code {given.enrolmentCode}</code>
          </p>
          <p>{say('arrivals.code.until', { when: exactTime(Number(given.endsMs)) })}</p>
          <div class="dialog-actions">
            <button type="button" class="button primary" onClick={close}>
              {say('action.close')}
            </button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
