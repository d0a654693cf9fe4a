// Each page in each of its states.
import type { Page } from 'playwright-core';
import { RelayState } from '../../src/gen/maintendue/local/v1/console_pb';
import { ConsoleTells_Phase as Phase } from '../../src/gen/maintendue/local/v1/session_socket_pb';
import { ConsentAnswer, EndReason, Held, Scope } from '../../src/gen/maintendue/v1/session_pb';
import type { FakeConsole } from '../fake/console';
import { arrivalsNow, machineId, repaired, withTwin } from '../fake/people';
import type { FakeSession } from '../fake/session';
import type { Scene, Stage } from './scene';
import { teamKeyboardScenes } from './team_keyboard';
import { rosterEndScenes } from './roster_end_scenes';
import { mediatorScenes } from './mediator_scenes';
import { teamScenes } from './team_scenes';

const signedOut = (fake: FakeConsole) => {
  fake.signedIn = false;
};

const withTwins = (fake: FakeConsole) => {
  fake.machines = fake.machines.map((one, at) => (at === 0 ? withTwin(one, Date.now()) : one));
};

const withArrivals = (fake: FakeConsole) => {
  fake.offersCodes = true;
  fake.arrivals = arrivalsNow(Date.now());
};

async function tryPassphrase(page: Page, words: string): Promise<void> {
  await page.getByLabel(/^(Votre phrase|Your passphrase)/).fill(words);
  await page.getByRole('button', { name: /Ouvrir la session|Sign in/ }).click();
}

async function openMachine({ page }: Stage, id = machineId.ready): Promise<void> {
  await page.getByTestId(`machine-${id}`).getByRole('link').click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function begin(stage: Stage): Promise<FakeSession> {
  await openMachine(stage);
  await stage.page.getByRole('button', { name: /^(Commencer|Begin)$/ }).click();
  const session = await stage.session();
  session.calling();
  return session;
}

export async function see(stage: Stage): Promise<FakeSession> {
  const session = await begin(stage);
  session.securing();
  session.asksToSee();
  session.shows();
  await stage.page.locator('[data-picture=here]').waitFor();
  for (let turn = 0; turn < 8; turn++) {
    session.desktop?.tick();
    await stage.page.waitForTimeout(40);
  }
  return session;
}

async function control(stage: Stage): Promise<FakeSession> {
  const session = await see(stage);
  session.handsOver();
  await stage.page.locator('[data-phase=controlling]').waitFor();
  return session;
}

export async function open(stage: Stage, tool: string): Promise<void> {
  await stage.page.getByTestId(`tool-${tool}`).click();
}

const ends: Scene[] = [
  { name: 'ended-operator', how: EndReason.OPERATOR, error: '' },
  { name: 'ended-family', how: EndReason.FAMILY, error: '' },
  { name: 'ended-not-resumed', how: EndReason.NOT_RESUMED, error: '' },
  { name: 'ended-machine-lost', how: EndReason.MACHINE_LOST, error: '' },
  { name: 'ended-roster-stale', how: EndReason.ROSTER_STALE, error: '' },
  { name: 'ended-person-changed', how: EndReason.PERSON_CHANGED, error: '' },
  { name: 'ended-operator-removed', how: EndReason.OPERATOR_REMOVED, error: '' },
  { name: 'ended-machine-off', how: EndReason.UNSPECIFIED, error: 'machine_off' },
  { name: 'ended-machine-busy', how: EndReason.UNSPECIFIED, error: 'machine_busy' },
].map(({ name, how, error }) => ({
  name,
  play: async (stage) => (await begin(stage)).ends(how, error),
}));

export const scenes: Scene[] = [
  { name: 'closed-no-token', address: '' },
  { name: 'closed-token-used', address: '#t=twice', loud: true },
  { name: 'sign-in', before: signedOut },
  {
    name: 'sign-in-wrong',
    before: signedOut,
    loud: true,
    play: async ({ page }) => {
      await tryPassphrase(page, 'lune');
      await page.getByTestId('sign-in-problem').getByText(/./).waitFor();
    },
  },
  {
    name: 'sign-in-wait',
    loud: true,
    before: (fake) => {
      fake.signedIn = false;
      fake.certificateEndsMs = Date.now() + 9 * 86_400_000;
    },
    play: async ({ page }) => {
      for (let turn = 0; turn < 6; turn++) {
        await tryPassphrase(page, 'lune');
        await page.waitForTimeout(120);
      }
    },
  },
  { name: 'machines', play: ({ page }) => page.getByText('PC-0112').waitFor() },
  {
    name: 'machines-english',
    english: true,
    play: ({ page }) => page.getByText('PC-0112').waitFor(),
  },
  {
    name: 'machines-empty',
    before: (fake) => {
      fake.machines = [];
    },
  },
  {
    name: 'machines-loading',
    before: (fake) => void fake.mute.add('Fleet/ListMachines'),
    play: ({ page }) => page.waitForTimeout(700),
  },
  {
    name: 'machines-failed',
    loud: true,
    before: (fake) => {
      fake.relay = RelayState.UNREACHABLE;
    },
  },
  {
    name: 'machines-search',
    play: async ({ page }) => {
      await page.getByText('PC-0112').waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('zèbre');
    },
  },
  {
    name: 'machines-offline',
    loud: true,
    play: async ({ page, fake }) => {
      await page.getByText('PC-0112').waitFor();
      fake.relay = RelayState.UNREACHABLE;
      fake.breakWatch();
      await page.getByTestId('line-broken').waitFor();
    },
  },
  {
    name: 'machines-refused',
    loud: true,
    before: (fake) => {
      fake.relay = RelayState.REFUSED;
    },
  },
  {
    name: 'console-gone',
    loud: true,
    play: async ({ page, fake }) => {
      await page.getByText('PC-0112').waitFor();
      fake.stop();
      await page.getByTestId('line-broken').waitFor();
    },
  },
  {
    name: 'key-help',
    play: async ({ page }) => {
      await page.getByText('PC-0112').waitFor();
      await page.keyboard.press('?');
    },
  },
  {
    name: 'arrivals',
    before: withArrivals,
    play: ({ page }) => page.getByTestId('arrival').first().waitFor(),
  },
  {
    name: 'arrivals-code',
    before: withArrivals,
    play: async ({ page }) => {
      await page.getByTestId('arrivals').getByRole('button').first().click();
      await page.getByTestId('code').waitFor();
    },
  },
  {
    name: 'twins',
    before: withTwins,
    play: async (stage) => {
      await openMachine(stage);
      await stage.page.getByTestId('holders').waitFor();
    },
  },
  {
    name: 'twins-list',
    before: withTwins,
    play: ({ page }) => page.getByText('PC-0112').waitFor(),
  },
  {
    name: 'twins-other',
    before: withTwins,
    play: async (stage) => {
      await openMachine(stage);
      await stage.page.getByTestId('holder-2').getByRole('button').last().click();
      await stage.page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'twins-repaired',
    before: (fake) => {
      fake.machines = fake.machines.map((one, at) => (at === 0 ? repaired(one, Date.now()) : one));
    },
    play: async (stage) => {
      await openMachine(stage);
      await stage.page.getByTestId('repairs').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'machine',
    play: async (stage) => {
      await openMachine(stage);
      await stage.page.getByRole('table').waitFor();
    },
  },
  {
    name: 'machine-more',
    play: async (stage) => {
      await openMachine(stage);
      await stage.page.getByRole('button', { name: 'Voir plus' }).click();
      await stage.page.getByTestId('session-1').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'machine-off',
    play: async (stage) => {
      await openMachine(stage, machineId.off);
      await stage.page.getByTestId('history-empty').waitFor();
    },
  },
  { name: 'machine-busy', play: (stage) => openMachine(stage, machineId.busy) },
  { name: 'machine-english', english: true, play: (stage) => openMachine(stage) },
  {
    name: 'assist-before',
    address: '#t=once',
    play: ({ page }) =>
      page.evaluate(
        (id) => void (location.hash = `#/machines/${id}/assist/setup`),
        machineId.ready,
      ),
  },
  { name: 'assist-calling', play: async (stage) => void (await begin(stage)) },
  { name: 'assist-securing', play: async (stage) => (await begin(stage)).securing() },
  { name: 'assist-asking', play: async (stage) => (await begin(stage)).asksToSee() },
  { name: 'assist-refused', play: async (stage) => (await begin(stage)).saysNo() },
  {
    name: 'assist-unanswered',
    play: async (stage) => (await begin(stage)).saysNo(ConsentAnswer.UNANSWERED),
  },
  { name: 'assist-viewing', play: async (stage) => void (await see(stage)) },
  { name: 'assist-viewing-english', english: true, play: async (stage) => void (await see(stage)) },
  { name: 'assist-asking-mouse', play: async (stage) => (await see(stage)).asksForMouse() },
  {
    name: 'assist-mouse-refused',
    play: async (stage) => (await see(stage)).viewing(ConsentAnswer.REFUSED, Scope.CONTROL),
  },
  { name: 'assist-controlling', play: async (stage) => void (await control(stage)) },
  { name: 'assist-suspended', play: async (stage) => (await control(stage)).handsOver(true) },
  {
    name: 'assist-taken-back',
    play: async (stage) => (await control(stage)).viewing(ConsentAnswer.GRANTED, Scope.CONTROL),
  },
  { name: 'assist-cut', play: async (stage) => (await control(stage)).cut() },
  { name: 'assist-cut-english', english: true, play: async (stage) => (await see(stage)).cut() },
  {
    name: 'assist-back',
    play: async (stage) => {
      const session = await control(stage);
      session.cut();
      await stage.page.getByTestId('cut-left').waitFor();
      session.comesBack();
      await stage.page.locator('[data-picture=here]').waitFor();
      if (!session.said.some((say) => say.case === 'pictureBegan' && say.value === 1)) {
        throw new Error('the page has not said that it shows the new picture');
      }
      session.desktop?.tick();
    },
  },
  {
    name: 'assist-back-at-once',
    play: async (stage) => {
      const session = await control(stage);
      session.cut();
      session.comesBack();
      await stage.page.waitForTimeout(300);
      await stage.page.locator('[data-picture=here]').waitFor();
      await stage.page.locator('[data-phase=controlling]').waitFor();
      session.desktop?.tick();
    },
  },
  { name: 'assist-restart-asked', play: async (stage) => (await see(stage)).asksForRestart() },
  { name: 'assist-restarting', play: async (stage) => (await see(stage)).restarts() },
  { name: 'assist-returning', play: async (stage) => (await begin(stage)).holds(Held.RETURN) },
  { name: 'assist-held-nobody', play: async (stage) => (await control(stage)).holds(Held.NOBODY) },
  {
    name: 'assist-held-other',
    play: async (stage) => {
      const session = await control(stage);
      session.holds(Held.OTHER_PERSON);
      session.tell({ phase: Phase.ASKING, asking: Scope.VIEW, held: Held.OTHER_PERSON });
    },
  },
  { name: 'assist-look-away', play: async (stage) => (await see(stage)).holds(Held.LOOKS_AWAY) },
  { name: 'assist-calls-back', play: async (stage) => (await see(stage)).holds(Held.CALLS_BACK) },
  { name: 'assist-hidden', play: async (stage) => (await see(stage)).holds(Held.HIDDEN) },
  { name: 'assist-paused', play: async (stage) => (await see(stage)).holds(Held.NO_ANSWER) },
  {
    name: 'assist-checking',
    play: async (stage) => {
      const session = await see(stage);
      session.tell({ phase: Phase.VIEWING, scope: Scope.VIEW, checking: true });
    },
  },
  {
    name: 'assist-number',
    play: async (stage) => {
      (await begin(stage)).showsNumber(Scope.VIEW, 2);
      await stage.page.getByLabel('Numéro').fill('123 45');
    },
  },
  {
    name: 'assist-number-mouse',
    play: async (stage) => {
      const session = await see(stage);
      session.holds(Held.NUMBER);
      session.showsNumber(Scope.CONTROL);
    },
  },
  {
    name: 'assist-number-english',
    english: true,
    play: async (stage) => (await begin(stage)).showsNumber(Scope.VIEW),
  },
  { name: 'assist-lease-ending', play: async (stage) => (await see(stage)).shows(4) },
  {
    name: 'assist-one-to-one',
    play: async (stage) => {
      await control(stage);
      await stage.page.getByRole('button', { name: 'Taille réelle' }).click();
    },
  },
  {
    name: 'assist-keys',
    play: async (stage) => {
      await control(stage);
      await open(stage, 'keys');
    },
  },
  {
    name: 'assist-characters',
    play: async (stage) => {
      await control(stage);
      await open(stage, 'characters');
    },
  },
  {
    name: 'assist-clipboard',
    play: async (stage) => {
      const session = await control(stage);
      await open(stage, 'clipboard');
      session.desktop?.copied('Rendez-vous mardi à 14 h');
      await stage.page.getByLabel('Texte à envoyer').fill('https://ecole.example/cantine');
    },
  },
  {
    name: 'assist-clipboard-viewing',
    play: async (stage) => {
      await see(stage);
      await open(stage, 'clipboard');
    },
  },
  ...ends,
  ...mediatorScenes,
  ...teamScenes,
  ...rosterEndScenes,
  ...teamKeyboardScenes,
];
