// A passphrase that is typed: hidden at first, shown on demand.
import './passphrase_field.css';
import eye from 'icon:eye';
import eyeOff from 'icon:eye-off';
import type { RefObject } from 'preact';
import { say } from '../words/words';
import { Icon } from './icon';

interface PassphraseProps {
  id: string;
  label: string;
  field: RefObject<HTMLInputElement>;
  autocomplete: 'current-password' | 'off';
  shown: boolean;
  // Without it there is no button: another field's shows and hides this one too.
  onShown?: (shown: boolean) => void;
  invalid: boolean;
  describedBy: string;
  disabled?: boolean;
}

export function PassphraseField(props: PassphraseProps) {
  const { id, label, field, autocomplete, shown, onShown, invalid, describedBy, disabled } = props;
  return (
    <>
      <label for={id}>{label}</label>
      <div class="field-with-button">
        <input
          id={id}
          ref={field}
          type={shown ? 'text' : 'password'}
          autocomplete={autocomplete}
          autocapitalize="off"
          spellcheck={false}
          required
          disabled={disabled}
          aria-describedby={describedBy}
          aria-invalid={invalid}
        />
        {onShown && (
          <button
            type="button"
            class="icon-button"
            aria-pressed={shown}
            aria-label={say(shown ? 'sign_in.hide' : 'sign_in.show')}
            onClick={() => onShown(!shown)}
          >
            <Icon of={shown ? eyeOff : eye} />
          </button>
        )}
      </div>
    </>
  );
}
