// What went wrong, in words for people, and the name by which the log and the command line call it too.
import type { ErrorName } from '../wire/failure';
import { errorSentences } from '../words/sentences';
import { say } from '../words/words';

// What one reads out to whoever is asked for help. An error's name, or that of a session's end.
export function ErrorId({ of }: { of: string }) {
  return (
    <code class="error-id" translate={false}>
      {of}
    </code>
  );
}

export function ErrorWords({ of }: { of: ErrorName }) {
  const { title, body } = errorSentences[of];
  return (
    <>
      {`${say(title)}. ${say(body)} `}
      <ErrorId of={of} />
    </>
  );
}
