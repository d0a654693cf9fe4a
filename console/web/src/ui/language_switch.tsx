import { useStore } from './store';
import { language, languages, speak } from '../words/words';

// Each language is called by its own name, so that whoever is lost in one finds the other.
const names = { fr: 'Français', en: 'English' } as const;

export function LanguageSwitch() {
  const current = useStore(language);
  return (
    <div class="languages" role="group" aria-label="Langue · Language">
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          class="language"
          lang={one}
          aria-pressed={one === current}
          onClick={() => speak(one)}
        >
          {names[one]}
        </button>
      ))}
    </div>
  );
}
