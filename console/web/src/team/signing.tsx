// A change of the roster on its way: one's own passphrase, the call, and what the console answers.
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk';
import type { ChangeRosterResponse } from '../gen/maintendue/local/v1/console_pb';
import { ErrorId } from '../ui/error_words';
import { PassphraseField } from '../ui/passphrase_field';
import { usePatience } from '../ui/patience';
import { useStore } from '../ui/store';
import { Waiting } from '../ui/waiting';
import { failureOf, type ErrorName } from '../wire/failure';
import { say, sayCount, type WordKey } from '../words/words';
import { deedOf, newsSentences, problemSentence, signChange, type PlainChange } from './changes';
import { learnOwn } from './learn';

// What is wrong, and the name of the error where it is one.
interface Problem {
  words: WordKey;
  error?: ErrorName;
}

export interface Signing {
  busy: boolean;
  // Seconds to wait after too many misses.
  waiting: number;
  problem: Problem | undefined;
  field: RefObject<HTMLInputElement>;
  sign: (change: PlainChange, done: (answer: ChangeRosterResponse) => void) => Promise<void>;
}

// `onNews`: the list is not what one believed; it is there anew.
export function useSigning(onNews: (words: WordKey) => void): Signing {
  const { clients, roster, status } = useDesk();
  const { status: known } = useStore(status.state);
  const patience = usePatience(known?.signInWaitMs ?? 0);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const field = useRef<HTMLInputElement>(null);

  const send = async (passphrase: string, change: PlainChange) => {
    const before = roster.state.get().roster;
    const answer = await signChange(clients, passphrase, change);
    if (answer.roster) await learnOwn(roster, before, answer.roster, deedOf(change));
    return answer;
  };

  const complain = async (why: ErrorName) => {
    const news = newsSentences[why];
    if (news) {
      await roster.load();
      return onNews(news);
    }
    if (why !== 'try_later' || !patience.begin()) {
      setProblem({ words: problemSentence(why), error: why });
    }
    field.current?.select();
    // What became of it is seen in the list, if anywhere.
    roster.hear();
  };

  const sign: Signing['sign'] = async (change, done) => {
    if (busy || patience.seconds > 0) return;
    const passphrase = field.current?.value ?? '';
    if (!passphrase) {
      setProblem({ words: 'team.own_passphrase.missing' });
      return field.current?.focus();
    }
    setBusy(true);
    setProblem(undefined);
    try {
      done(await send(passphrase, change));
    } catch (error) {
      await complain(failureOf(error));
    }
    setBusy(false);
  };
  return { busy, waiting: patience.seconds, problem, field, sign };
}

interface FormProps {
  signing: Signing;
  action: string;
  // Takes something away for good.
  grave?: boolean;
  // What is to be signed; undefined when a field will not do, and has said so itself.
  change: () => PlainChange | undefined;
  onDone: (answer: ChangeRosterResponse) => void;
  onCancel: () => void;
  children: ComponentChildren;
}

export function SignedForm(props: FormProps) {
  const { signing, action, grave, change, onDone, onCancel, children } = props;
  const { busy, waiting, problem, field } = signing;
  const [shown, setShown] = useState(false);
  const words = useRef<HTMLParagraphElement>(null);
  // On a small screen the buttons stand before its second line.
  useEffect(() => {
    if (problem) words.current?.scrollIntoView?.({ block: 'nearest' });
  }, [problem]);
  const submit = (event: Event) => {
    event.preventDefault();
    const wanted = change();
    if (wanted) void signing.sign(wanted, onDone);
  };
  return (
    <form class="order" noValidate onSubmit={submit}>
      {children}
      <div class="order-own">
        <PassphraseField
          id="own-passphrase"
          label={say('team.own_passphrase')}
          field={field}
          autocomplete="current-password"
          shown={shown}
          onShown={setShown}
          invalid={problem !== undefined && (problem.error ?? 'wrong_passphrase') === 'wrong_passphrase'}
          describedBy="order-problem"
        />
        <p
          ref={words}
          class="field-problem"
          id="order-problem"
          role="alert"
          data-testid="order-problem"
        >
          {waiting > 0
            ? sayCount('sign_in.wait.one', 'sign_in.wait.other', waiting)
            : problem && `${say(problem.words)} `}
          {waiting === 0 && problem?.error && <ErrorId of={problem.error} />}
        </p>
      </div>
      {busy && <Waiting words={say('team.signing')} />}
      <div class="order-actions">
        <button type="button" class="button" disabled={busy} onClick={onCancel}>
          {say('action.cancel')}
        </button>
        <button
          type="submit"
          class={grave ? 'button stop' : 'button primary'}
          disabled={busy || waiting > 0}
        >
          {action}
        </button>
      </div>
    </form>
  );
}
