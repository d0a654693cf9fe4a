// A page that opens at the family's, once it presses.
import type { AssistSession } from './session';
import { pageOf } from './slip';
import { SlipForm } from './slip_form';

export function PageForm({ session, allowed }: { session: AssistSession; allowed: boolean }) {
  return (
    <SlipForm
      id="slip-page"
      words={{ label: 'slip.page_label', hint: 'slip.page_hint', wrong: 'slip.page_wrong' }}
      allowed={allowed}
      read={pageOf}
      lay={(value) => session.lay({ case: 'page', value })}
      field={(props) => (
        <input
          {...props}
          type="text"
          inputMode="url"
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          placeholder="https://"
        />
      )}
    />
  );
}
