// What is laid on the family's screen to be read, from the first look for a phrase to the answer.
import { ConsoleTells_Phase as Phase } from '../../src/gen/maintendue/local/v1/session_socket_pb';
import { Held, Scope } from '../../src/gen/maintendue/v1/session_pb';
import { SlipAnswer, SlipNews_State as State } from '../../src/gen/maintendue/v1/slip_pb';
import type { FakeSession } from '../fake/session';
import type { Scene, Stage } from './scene';
import { open, see } from './scenes';

async function lay(stage: Stage, words: string): Promise<FakeSession> {
  const session = await see(stage);
  await open(stage, 'slips');
  await stage.page.getByRole('button', { name: words }).click();
  return session;
}

function tells(session: FakeSession, state: State, answer = SlipAnswer.UNSPECIFIED): void {
  session.tell({ phase: Phase.VIEWING, scope: Scope.VIEW, slip: { number: 1, state, answer } });
}

export const slipScenes: readonly Scene[] = [
  {
    name: 'slip-phrases',
    play: async (stage) => {
      await see(stage);
      await open(stage, 'slips');
    },
  },
  {
    name: 'slip-searched',
    play: async (stage) => {
      await see(stage);
      await open(stage, 'slips');
      await stage.page.getByRole('searchbox').fill('imprim');
    },
  },
  {
    name: 'slip-answered',
    play: async (stage) => {
      const session = await lay(stage, 'Branchez le chargeur.');
      tells(session, State.GONE, SlipAnswer.NOT_UNDERSTOOD);
    },
  },
  {
    name: 'slip-not-shown',
    play: async (stage) => tells(await lay(stage, 'Branchez le chargeur.'), State.NOT_SHOWN),
  },
  {
    name: 'slip-page-wrong',
    play: async (stage) => {
      await see(stage);
      await open(stage, 'slips');
      await stage.page.getByRole('button', { name: 'Une page' }).click();
      await stage.page.getByLabel('Adresse de la page').fill('https://banque.example@pirate.example');
      await stage.page.getByRole('button', { name: 'Mettre à l’écran' }).click();
    },
  },
  {
    name: 'slip-password',
    play: async (stage) => {
      const session = await lay(stage, 'Tapez votre mot de passe');
      session.holds(Held.LOOKS_AWAY);
      session.tell({
        phase: Phase.HELD,
        held: Held.LOOKS_AWAY,
        slip: { number: 1, state: State.SHOWN },
      });
    },
  },
];
