import '@fontsource/atkinson-hyperlegible/400.css';
import '@fontsource/atkinson-hyperlegible/700.css';
import './style/tokens.css';
import './style/base.css';
import './style/notice.css';
import { render } from 'preact';
import { App } from './app';
import { followAddress } from './route';
import { enter } from './start/token';
import { clientsAt } from './wire/clients';
import { startSpeaking } from './words/words';

startSpeaking();
followAddress();
const entry = await enter();
const start =
  'closed' in entry
    ? entry
    : { token: entry.token, clients: clientsAt(location.origin, entry.token) };
render(<App start={start} />, document.getElementById('page')!);
