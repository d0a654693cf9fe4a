// Why an answer to a family was not taken: the request, or whose PC it is, was not what she saw any more.
import circleAlert from 'icon:circle-alert';
import { useMachineName } from '../live/machine_name';
import { ErrorId, ErrorWords } from '../ui/error_words';
import { Notice } from '../ui/notice';
import type { ErrorName } from '../wire/failure';
import { isolated } from '../words/people';
import { say, type WordKey } from '../words/words';

// Where the error's own sentence is about something else.
const ofRequests: Partial<Record<ErrorName, WordKey>> = {
  out_of_date: 'help.problem.out_of_date',
  not_found: 'help.problem.not_found',
};

export function HelpProblem({ machineId, why }: { machineId: string; why: ErrorName }) {
  const name = isolated(useMachineName(machineId));
  const words = ofRequests[why];
  return (
    <Notice
      icon={circleAlert}
      title={say('help.problem.title', { name })}
      tone="attention"
      testId="help-problem"
      alert
    >
      <p>
        {words ? (
          <>
            {`${say(words)} `}
            <ErrorId of={why} />
          </>
        ) : (
          <ErrorWords of={why} />
        )}
      </p>
    </Notice>
  );
}
