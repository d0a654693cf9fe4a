// Tells whoever is at this PC that a family asks for help, wherever she looks: two soft notes, and a message of the
// desktop that names nobody. Only where she has turned it on, once, with a button.
import { address } from '../route';
import { Store } from '../ui/store';
import { language, say } from '../words/words';

const kept = 'maintendue.help_bell';

export const bell = new Store(localStorage.getItem(kept) === 'on');

// For so long one tab has rung for all of them.
const quietMs = 5_000;
// A sound that the browser held back until later would be about nothing.
const freshMs = 1_000;

let audio: AudioContext | undefined;
let shown: Notification | undefined;

// Turning it on lets one hear it, and asks the browser for the messages.
export async function turnBell(on: boolean): Promise<void> {
  localStorage.setItem(kept, on ? 'on' : 'off');
  bell.set(on);
  if (!on) return;
  void play();
  if ('Notification' in window && Notification.permission === 'default') {
    await Notification.requestPermission();
  }
}

// Whether the browser shows no messages of this page: then there is the sound alone.
export function soundAlone(): boolean {
  return !('Notification' in window) || Notification.permission !== 'granted';
}

export async function ring(): Promise<void> {
  if (!bell.get()) return;
  const now = () => {
    void play();
    show();
  };
  if (!('locks' in navigator)) return now();
  await navigator.locks.request(kept, { ifAvailable: true }, async (first) => {
    if (!first) return;
    now();
    await new Promise((quiet) => setTimeout(quiet, quietMs));
  });
}

function show(): void {
  if (soundAlone()) return;
  shown?.close();
  shown = new Notification(say('help.bell.message'), { lang: language.get(), icon: '/icon.svg' });
  shown.onclick = () => {
    window.focus();
    location.hash = address({ page: 'help' });
    shown?.close();
  };
}

async function play(): Promise<void> {
  if (!('AudioContext' in window)) return;
  const asked = Date.now();
  audio ??= new AudioContext();
  await audio.resume();
  if (Date.now() - asked > freshMs) return;
  note(audio, 587.3, 0);
  note(audio, 784, 0.22);
}

// Swells and fades away, never louder than a word.
function note(into: AudioContext, hertz: number, afterSeconds: number): void {
  const begins = into.currentTime + afterSeconds;
  const tone = into.createOscillator();
  const loudness = into.createGain();
  tone.frequency.value = hertz;
  loudness.gain.setValueAtTime(0, begins);
  loudness.gain.linearRampToValueAtTime(0.12, begins + 0.03);
  loudness.gain.exponentialRampToValueAtTime(0.001, begins + 0.6);
  tone.connect(loudness).connect(into.destination);
  tone.start(begins);
  tone.stop(begins + 0.6);
}
