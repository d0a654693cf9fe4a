// Families that ask for help: the queue in each of its states, and what a mediator does about one.
import { RelayState } from '../../src/gen/maintendue/local/v1/console_pb';
import { CallBack, HelpTopic } from '../../src/gen/maintendue/v1/help_pb';
import type { FakeConsole } from '../fake/console';
import { helpCall, helpNow } from '../fake/help';
import { machineId } from '../fake/people';
import { operatorId } from '../fake/roster';
import type { Scene, Stage } from './scene';

const asking = (self?: string) => (fake: FakeConsole) => {
  if (self) fake.roster.be(self);
  fake.help = helpNow(Date.now());
};

async function open({ page }: Stage): Promise<void> {
  await page.getByRole('link', { name: /Demandes d’aide|Requests for help/ }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function press({ page }: Stage, id: string, words: RegExp): Promise<void> {
  await page.getByTestId(`help-${id}`).getByRole('button', { name: words }).click();
}

export const helpScenes: Scene[] = [
  { name: 'help-queue', before: asking(), play: open },
  { name: 'help-queue-english', english: true, before: asking(), play: open },
  { name: 'help-support', before: asking(operatorId.samir), play: open },
  { name: 'help-empty', play: open },
  {
    name: 'help-elsewhere',
    before: asking(),
    play: ({ page }) => page.getByText('PC-0112').waitFor(),
  },
  {
    name: 'help-loading',
    before: (fake) => void fake.mute.add('Console/ListHelp'),
    play: async (stage) => {
      await open(stage);
      await stage.page.getByText('Les demandes d’aide arrivent…').waitFor();
    },
  },
  {
    name: 'help-failed',
    loud: true,
    before: (fake) => void fake.broken.add('Console/ListHelp'),
    play: async (stage) => {
      await open(stage);
      await stage.page.getByTestId('help-failed').waitFor();
    },
  },
  {
    name: 'help-unreachable',
    before: (fake) => {
      fake.relay = RelayState.UNREACHABLE;
    },
    play: async (stage) => {
      await open(stage);
      await stage.page.getByTestId('help-unreachable').waitFor();
    },
  },
  {
    name: 'help-taken',
    before: asking(),
    play: async (stage) => {
      await open(stage);
      await press(stage, machineId.ready, /occupe/);
      await stage.page.getByText('Vous vous en occupez').waitFor();
    },
  },
  {
    name: 'help-taken-elsewhere',
    loud: true,
    before: asking(),
    play: async (stage) => {
      await open(stage);
      stage.fake.help = stage.fake.help.filter((one) => one.machineId !== machineId.off);
      await press(stage, machineId.off, /occupe/);
      await stage.page.getByTestId('help-problem').waitFor();
    },
  },
  {
    name: 'help-plan',
    before: asking(),
    play: async (stage) => {
      await open(stage);
      await press(stage, machineId.off, /Prévoir/);
      await stage.page.locator('.half-hours button').nth(1).click();
    },
  },
  {
    name: 'help-close',
    before: asking(),
    play: async (stage) => {
      await open(stage);
      await press(stage, '00000000000a0031', /Terminer/);
      await stage.page.getByLabel(/répondu au téléphone/).check();
    },
  },
  {
    name: 'help-stand-in',
    before: asking(),
    play: async (stage) => {
      await open(stage);
      await press(stage, machineId.busy, /Remplacer/);
    },
  },
  {
    name: 'help-ended',
    before: asking(),
    play: async (stage) => {
      await open(stage);
      await stage.page.getByTestId('help-ended').getByText(/terminées/).click();
      await stage.page.getByTestId('help-ended').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'help-many',
    before: (fake) => {
      const now = Date.now();
      fake.help = Array.from({ length: 30 }, (_, at) =>
        helpCall(`00000000000b00${(at + 16).toString(16)}`, at, HelpTopic.OTHER, now - (31 - at) * 900_000, {}, {
          language: 'so',
          callBack: CallBack.MORNING,
        }),
      );
    },
    play: open,
  },
];
