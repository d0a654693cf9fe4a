// Who looks after a PC, and what a colleague or the workshop can do about it.
import type { FakeConsole } from '../fake/console';
import { machineId } from '../fake/people';
import { operatorId } from '../fake/roster';
import type { Scene, Stage } from './scene';

const by = (id: string, self?: string) => (fake: FakeConsole) => {
  if (self) fake.roster.be(self);
  fake.machines = fake.machines.map((one) =>
    one.machineId === machineId.ready ? { ...one, mediatorOperatorId: id } : one,
  );
};

async function open({ page }: Stage): Promise<void> {
  await page.getByTestId(`machine-${machineId.ready}`).getByRole('link').click();
  await page.getByTestId('mediator').waitFor();
}

async function press({ page }: Stage, words: RegExp): Promise<void> {
  await page.getByTestId('mediator').getByRole('button', { name: words }).click();
}

export const mediatorScenes: Scene[] = [
  { name: 'mediator-nobody', before: by(''), play: open },
  {
    name: 'mediator-hers-asked',
    before: by(operatorId.nadia),
    play: async (stage) => {
      await open(stage);
      await press(stage, /atelier/);
      await stage.page.getByRole('button', { name: /plus nécessaire/ }).waitFor();
    },
  },
  {
    name: 'mediator-give',
    before: by(operatorId.nadia),
    play: async (stage) => {
      await open(stage);
      await press(stage, /Confier/);
      await stage.page.getByLabel('Camille B.').check();
    },
  },
  { name: 'mediator-colleague', before: by(operatorId.lea), play: open },
  {
    name: 'mediator-stand-in',
    before: by(operatorId.lea),
    play: async (stage) => {
      await open(stage);
      await press(stage, /Remplacer/);
      await stage.page.getByLabel(/Une famille appelle/).check();
    },
  },
  {
    name: 'mediator-on-duty',
    before: by(operatorId.lea),
    play: async (stage) => {
      await open(stage);
      await press(stage, /Remplacer/);
      await stage.page.getByLabel(/Une famille appelle/).check();
      await stage.page.locator('dialog').getByRole('button', { name: 'Remplacer' }).click();
      await stage.page.getByRole('button', { name: /Ne plus remplacer/ }).waitFor();
    },
  },
  { name: 'mediator-workshop', before: by(operatorId.nadia, operatorId.samir), play: open },
  {
    name: 'mediator-colleague-english',
    english: true,
    before: by(operatorId.lea),
    play: open,
  },
];
