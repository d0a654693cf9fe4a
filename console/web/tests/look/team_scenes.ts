// The page of the team in each of its states, and what changed in it over the other pages.
import type { Page } from 'playwright-core';
import {
  RelayState,
  RosterChange_Kind as Kind,
} from '../../src/gen/maintendue/local/v1/console_pb';
import { Role } from '../../src/gen/maintendue/v1/options_pb';
import type { FakeConsole } from '../fake/console';
import { month, operatorId } from '../fake/roster';
import type { Scene } from './scene';

const day = 86_400_000;

export const asAdmin = ({ roster }: FakeConsole) => {
  roster.be(operatorId.camille);
  roster.canChange = true;
};

const suspendedLea = ({ roster }: FakeConsole) => {
  roster.of(operatorId.lea).suspended = true;
  roster.of(operatorId.lea).suspensions = 2;
  roster.of(operatorId.samir).suspensions = 1;
};

export async function team(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^(Équipe|Team)/ }).click();
  await page.getByRole('heading', { level: 1, name: /^(Équipe|Team)$/ }).waitFor();
}

export const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).click();

export async function manage(page: Page, who: RegExp, what: RegExp): Promise<void> {
  await team(page);
  await press(page, who);
  await press(page, what);
  await page.getByRole('dialog').waitFor();
}

async function adding(page: Page): Promise<void> {
  await team(page);
  await press(page, /^(Ajouter une personne|Add a person)$/);
  await page.getByLabel(/^(Son nom|Name)$/).fill('Inès M.');
}

const sign = (page: Page, words = 'soleil') =>
  page.getByLabel(/^(Votre phrase de passe à vous|Your own passphrase)/).fill(words);

async function added(page: Page): Promise<void> {
  await adding(page);
  await press(page, /^(Proposer quatre mots|Suggest four words)$/);
  await sign(page);
  await press(page, /^(Ajouter à l’équipe|Add to the team)$/);
  await page.getByTestId('hand-over').waitFor();
}

const many = ({ roster }: FakeConsole) => {
  roster.tell(Kind.ADDED, roster.of(operatorId.lea));
  roster.tell(Kind.SUSPENDED, roster.of(operatorId.samir));
  roster.tell(Kind.ROLES, roster.of(operatorId.camille));
  roster.tell(Kind.NEW_KEY, roster.of(operatorId.nadia));
  roster.tell(Kind.ROSTER_KEY);
};

export const inBoth = (name: string, scene: Omit<Scene, 'name'>): Scene[] => [
  { name, ...scene },
  { name: `${name}-english`, english: true, ...scene },
];

export const teamScenes: Scene[] = [
  ...inBoth('team', { before: suspendedLea, play: ({ page }) => team(page) }),
  ...inBoth('team-admin', {
    before: (fake) => {
      asAdmin(fake);
      suspendedLea(fake);
    },
    play: ({ page }) => team(page),
  }),
  ...inBoth('team-manage', {
    before: asAdmin,
    play: async ({ page }) => {
      await team(page);
      await press(page, /(Modifier|Change) ?: Léa/);
    },
  }),
  {
    name: 'team-manage-last-admin',
    before: asAdmin,
    play: async ({ page }) => {
      await team(page);
      await press(page, /Modifier ?: Camille/);
    },
  },
  {
    name: 'team-admin-without-key',
    before: ({ roster }) => roster.be(operatorId.camille),
    play: ({ page }) => team(page),
  },
  {
    name: 'team-alone',
    before: (fake) => {
      asAdmin(fake);
      fake.roster.colleagues = [fake.roster.self()];
    },
    play: ({ page }) => team(page),
  },
  {
    name: 'team-loading',
    before: (fake) => void fake.mute.add('Console/GetRoster'),
    play: async ({ page }) => {
      await team(page);
      await page.waitForTimeout(700);
    },
  },
  {
    name: 'team-failed',
    loud: true,
    before: (fake) => {
      fake.broken.add('Console/GetRoster');
    },
    play: async ({ page }) => {
      await team(page);
      await page.getByTestId('team-failed').waitFor();
    },
  },
  ...inBoth('team-ending', {
    before: (fake) => {
      asAdmin(fake);
      fake.roster.endsMs = Date.now() + 50 * day;
    },
    play: ({ page }) => team(page),
  }),
  {
    name: 'team-over',
    before: ({ roster }) => {
      roster.endsMs = Date.now() - 2 * day;
      roster.madeMs = roster.endsMs - 13 * month;
    },
    play: ({ page }) => team(page),
  },
  {
    name: 'team-unconfirmed',
    before: ({ roster }) => {
      for (const one of roster.colleagues) {
        if (!one.self && one.confirmedMs) one.confirmedMs = BigInt(Date.now() - 31 * day);
      }
    },
    play: ({ page }) => team(page),
  },
  ...inBoth('team-news', { before: many, play: ({ page }) => page.getByText('PC-0112').waitFor() }),
  {
    name: 'team-news-one',
    before: ({ roster }) => roster.tell(Kind.ADDED, roster.of(operatorId.lea)),
    play: ({ page }) => page.getByText('PC-0112').waitFor(),
  },
  { name: 'team-news-all', before: many, play: ({ page }) => team(page) },
  ...inBoth('team-suspend-self', {
    play: async ({ page }) => {
      await team(page);
      await press(page, /^(Suspendre mon accès|Suspend my access)$/);
    },
  }),
  {
    name: 'team-suspended-self',
    loud: true,
    play: async ({ page }) => {
      await team(page);
      await press(page, /^Suspendre mon accès$/);
      await page.getByRole('dialog').getByRole('button', { name: 'Suspendre mon accès' }).click();
      await page.getByText('Votre accès est suspendu').first().waitFor();
    },
  },
  ...inBoth('team-suspend-other', {
    play: async ({ page }) => {
      await team(page);
      await press(page, /^(Suspendre l’accès de|Suspend the access of) Samir/);
    },
  }),
  {
    name: 'team-suspend-asked',
    play: async ({ page }) => {
      await team(page);
      await press(page, /^Suspendre l’accès de Samir/);
      await press(page, /^Demander la suspension$/);
      await page.getByTestId('team-outcome').waitFor();
    },
  },
  {
    name: 'team-suspend-second',
    before: suspendedLea,
    play: async ({ page }) => {
      await team(page);
      await press(page, /^Suspendre l’accès de Samir/);
    },
  },
  {
    name: 'team-suspend-last-admin',
    play: async ({ page }) => {
      await team(page);
      await press(page, /^Suspendre l’accès de Camille/);
    },
  },
  {
    name: 'team-suspend-kept',
    loud: true,
    before: (fake) => {
      fake.relay = RelayState.UNREACHABLE;
    },
    play: async ({ page }) => {
      await team(page);
      await press(page, /^Suspendre l’accès de Samir/);
      await press(page, /^Demander la suspension$/);
      await page.getByTestId('team-outcome').waitFor();
    },
  },
  ...inBoth('team-add', {
    before: asAdmin,
    play: async ({ page }) => {
      await adding(page);
      await press(page, /^(Proposer quatre mots|Suggest four words)$/);
    },
  }),
  {
    name: 'team-add-problems',
    before: asAdmin,
    play: async ({ page }) => {
      await adding(page);
      await page.getByLabel(/^Son nom$/).fill('');
      await page.getByRole('checkbox', { checked: true }).uncheck();
      await page.getByLabel('Sa phrase de passe', { exact: true }).fill('court');
      await press(page, /^Ajouter à l’équipe$/);
    },
  },
  {
    name: 'team-add-wrong-passphrase',
    loud: true,
    before: asAdmin,
    play: async ({ page }) => {
      await adding(page);
      await press(page, /^Proposer quatre mots$/);
      await sign(page, 'lune');
      await press(page, /^Ajouter à l’équipe$/);
      await page.getByTestId('order-problem').getByText(/./).waitFor();
    },
  },
  {
    name: 'team-add-signing',
    before: (fake) => {
      asAdmin(fake);
      fake.mute.add('Console/ChangeRoster');
    },
    play: async ({ page }) => {
      await adding(page);
      await press(page, /^Proposer quatre mots$/);
      await sign(page);
      await press(page, /^Ajouter à l’équipe$/);
      await page.waitForTimeout(700);
    },
  },
  ...inBoth('team-added', { before: asAdmin, play: ({ page }) => added(page) }),
  {
    name: 'team-added-shown',
    before: asAdmin,
    play: async ({ page }) => {
      await added(page);
      await press(page, /^Afficher/);
    },
  },
  ...inBoth('team-roles', {
    before: asAdmin,
    play: ({ page }) =>
      manage(page, /(Modifier|Change) ?: Léa/, /^(Changer les rôles|Change the roles)$/),
  }),
  {
    name: 'team-roles-last-admin',
    before: asAdmin,
    play: ({ page }) => manage(page, /Modifier ?: Camille/, /^Changer les rôles$/),
  },
  {
    name: 'team-roles-self',
    before: (fake) => {
      asAdmin(fake);
      fake.roster.of(operatorId.samir).roles.push(Role.ADMIN);
    },
    play: async ({ page }) => {
      await manage(page, /Modifier ?: Camille/, /^Changer les rôles$/);
      await page.getByRole('checkbox', { name: /^administration/ }).uncheck();
    },
  },
  {
    name: 'team-new-key',
    before: asAdmin,
    play: ({ page }) => manage(page, /Modifier ?: Léa/, /^Donner une nouvelle clé$/),
  },
  ...inBoth('team-remove', {
    before: asAdmin,
    play: ({ page }) =>
      manage(page, /(Modifier|Change) ?: Léa/, /^(Retirer de l’équipe|Remove from the team)$/),
  }),
  {
    name: 'team-removed',
    before: asAdmin,
    play: async ({ page }) => {
      await manage(page, /Modifier ?: Léa/, /^Retirer de l’équipe$/);
      await sign(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Retirer de l’équipe' }).click();
      await page.getByTestId('team-outcome').waitFor();
    },
  },
  {
    name: 'team-lift',
    before: (fake) => {
      asAdmin(fake);
      suspendedLea(fake);
    },
    play: ({ page }) => manage(page, /Modifier ?: Léa/, /^Lever la suspension$/),
  },
  {
    name: 'team-drop',
    before: (fake) => {
      asAdmin(fake);
      suspendedLea(fake);
    },
    play: ({ page }) => manage(page, /Modifier ?: Samir/, /^Écarter la demande$/),
  },
  {
    name: 'team-renew-wait',
    loud: true,
    before: asAdmin,
    play: async ({ page }) => {
      await team(page);
      await press(page, /^Renouveler$/);
      for (let turn = 0; turn < 6; turn++) {
        await sign(page, 'lune');
        await press(page, /^Renouveler pour 13 mois$/);
        await page.waitForTimeout(150);
      }
    },
  },
  {
    name: 'team-renew-unreachable',
    loud: true,
    before: (fake) => {
      asAdmin(fake);
      fake.relay = RelayState.UNREACHABLE;
    },
    play: async ({ page }) => {
      await team(page);
      await press(page, /^Renouveler$/);
      await sign(page);
      await press(page, /^Renouveler pour 13 mois$/);
      await page.getByTestId('order-problem').getByText(/./).waitFor();
    },
  },
  {
    name: 'team-out-of-date',
    loud: true,
    before: (fake) => {
      asAdmin(fake);
      fake.roster.elsewhere = () => fake.roster.tell(Kind.ADDED, fake.roster.of(operatorId.lea));
    },
    play: async ({ page }) => {
      await team(page);
      await press(page, /^Renouveler$/);
      await sign(page);
      await press(page, /^Renouveler pour 13 mois$/);
      await page.getByTestId('team-outcome').waitFor();
    },
  },
  {
    name: 'team-rtl',
    before: (fake) => {
      asAdmin(fake);
      suspendedLea(fake);
      many(fake);
    },
    play: async ({ page }) => {
      await team(page);
      await press(page, /Modifier ?: Samir/);
      await page.evaluate(() => void (document.documentElement.dir = 'rtl'));
    },
  },
];
