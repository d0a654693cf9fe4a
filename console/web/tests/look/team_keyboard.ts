// The page of the team without a mouse: a scene fails when a key does not lead where it should.
import type { Page } from 'playwright-core';
import type { FakeConsole } from '../fake/console';
import { operatorId } from '../fake/roster';
import type { Scene } from './scene';

// Presses Tab until what has the focus is called so.
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    await page.keyboard.press('Tab');
    if (name.test(await focused(page))) return;
  }
  throw new Error(`no Tab leads to ${name}`);
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const here = document.activeElement;
    const labels = here instanceof HTMLInputElement ? [...(here.labels ?? [])] : [];
    return here?.getAttribute('aria-label') ?? labels[0]?.textContent ?? here?.textContent ?? '';
  });

async function standsAt(page: Page, name: RegExp): Promise<void> {
  await page.waitForTimeout(80);
  const here = await focused(page);
  if (!name.test(here)) throw new Error(`the focus is at "${here.slice(0, 60)}", not at ${name}`);
}

const asAdmin = ({ roster }: FakeConsole) => {
  roster.be(operatorId.camille);
  roster.canChange = true;
};

async function toTeam(page: Page): Promise<void> {
  await page.getByText('PC-0112').waitFor();
  await tabTo(page, /^Équipe$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Équipe' }).waitFor();
}

export const teamKeyboardScenes: Scene[] = [
  {
    name: 'team-keyboard-add',
    before: asAdmin,
    play: async ({ page }) => {
      await toTeam(page);
      await tabTo(page, /^Ajouter une personne$/);
      await page.keyboard.press('Enter');
      await standsAt(page, /^Son nom$/);
      // Escape gives up, and one is where one was.
      await page.keyboard.press('Escape');
      await standsAt(page, /^Ajouter une personne$/);
      await page.keyboard.press('Enter');
      await page.keyboard.type('Inès M.');
      await tabTo(page, /^atelier/);
      await page.keyboard.press('Space');
      await tabTo(page, /^Proposer quatre mots$/);
      await page.keyboard.press('Space');
      await tabTo(page, /^Votre phrase de passe à vous/);
      await page.keyboard.type('soleil');
      await page.keyboard.press('Enter');
      await page.getByTestId('hand-over').waitFor();
      await standsAt(page, /^C’est noté$/);
      await page.keyboard.press('Enter');
      await standsAt(page, /^Ajouter une personne$/);
    },
  },
  {
    name: 'team-keyboard-remove',
    before: asAdmin,
    play: async ({ page }) => {
      await toTeam(page);
      await tabTo(page, /^Modifier.*Samir/);
      await page.keyboard.press('Enter');
      await tabTo(page, /^Retirer de l’équipe$/);
      await page.keyboard.press('Enter');
      await standsAt(page, /^Votre phrase de passe à vous/);
      await page.keyboard.type('soleil');
      await page.keyboard.press('Enter');
      await page.getByTestId('team-outcome').waitFor();
      // The row is gone with its button: one is at the page, not nowhere.
      await page.waitForTimeout(80);
      const at = await page.evaluate(() => document.activeElement?.id);
      if (at !== 'content') throw new Error(`the focus is at "${at}"`);
    },
  },
  {
    name: 'team-keyboard-suspend',
    play: async ({ page }) => {
      await toTeam(page);
      await tabTo(page, /^Suspendre l’accès de Samir/);
      await page.keyboard.press('Enter');
      await standsAt(page, /^Annuler$/);
      // The first Enter does nothing that cannot be undone.
      await page.keyboard.press('Enter');
      await standsAt(page, /^Suspendre l’accès de Samir/);
      await page.keyboard.press('Enter');
      await tabTo(page, /^Demander la suspension$/);
      // No second window comes over this one.
      await page.keyboard.press('?');
      if ((await page.getByRole('dialog').count()) !== 1) throw new Error('two windows at once');
      await page.keyboard.press('Enter');
      await page.getByTestId('team-outcome').waitFor();
    },
  },
];
