// A few words of the mediator's own, read as they are written.
import type { AssistSession } from './session';
import { textOf } from './slip';
import { SlipForm } from './slip_form';

export function TextForm({ session, allowed }: { session: AssistSession; allowed: boolean }) {
  return (
    <SlipForm
      id="slip-text"
      words={{ label: 'slip.text_label', hint: 'slip.text_hint', wrong: 'slip.text_wrong' }}
      allowed={allowed}
      read={textOf}
      lay={(value) => session.lay({ case: 'text', value })}
      field={(props) => <textarea {...props} rows={6} dir="auto" />}
    />
  );
}
