// `npm run look -- FOLDER`: pictures of every page and state at 1366x768, light and dark, French and a few
// in English, each examined by axe. Ends with 1 when axe or the page's console has something to say.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { FakeConsole } from '../fake/console';
import type { FakeSession } from '../fake/session';
import { findings, startBrowser } from './browser';
import type { Scene, Stage } from './scene';
import { farewellScenes } from './farewell_scenes';
import { helpScenes } from './help_scenes';
import { recognitionScenes } from './recognition_scenes';
import { scenes } from './scenes';
import { slipScenes } from './slip_scenes';

const folder = process.argv.slice(2).find((word) => !word.startsWith('-')) ?? 'look';
const only = process.env['SCENE'];
mkdirSync(folder, { recursive: true });
const browser = await startBrowser();
let trouble = 0;
let played = 0;

for (const theme of ['light', 'dark'] as const) {
  for (const scene of [...scenes, ...recognitionScenes, ...helpScenes, ...slipScenes, ...farewellScenes]) {
    if (!only || scene.name.includes(only)) await play(scene, theme);
  }
}
await browser.close();
console.log(`scenes=${played} trouble=${trouble}`);
process.exit(trouble === 0 ? 0 : 1);

async function play(scene: Scene, theme: 'light' | 'dark'): Promise<void> {
  played++;
  const fake = new FakeConsole(fileURLToPath(new URL('../../dist', import.meta.url)));
  const sessions: FakeSession[] = [];
  fake.onSession = (session) => sessions.push(session);
  fake.signedIn = true;
  scene.before?.(fake);
  const address = await fake.start();
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    colorScheme: theme,
    locale: scene.english ? 'en-GB' : 'fr-FR',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (scene.english)
    await page.addInitScript(() => localStorage.setItem('maintendue.language', 'en'));
  page.on('pageerror', (error) => report(scene.name, theme, `page error: ${error.message}`));
  page.on('console', (message) => {
    const expected = scene.loud && /Failed to load resource|ERR_/.test(message.text());
    if (message.type() === 'error' && !expected)
      report(scene.name, theme, `console: ${message.text()}`);
  });
  try {
    await page.goto(scene.address !== undefined ? address.replace(/#.*/, scene.address) : address);
    await scene.play?.(stage(page, fake, sessions));
    await page.waitForTimeout(350);
    await page.screenshot({ path: `${folder}/${scene.name}-${theme}.png` });
    for (const finding of await findings(page)) {
      report(scene.name, theme, `${finding.rule}\n    ${finding.where}`);
    }
  } catch (error) {
    await page.screenshot({ path: `${folder}/${scene.name}-${theme}-failed.png` });
    report(scene.name, theme, String(error));
  }
  await context.close();
  fake.stop();
}

function stage(page: Page, fake: FakeConsole, sessions: FakeSession[]): Stage {
  return {
    page,
    fake,
    async session() {
      for (let tries = 0; sessions.length === 0 && tries < 100; tries++)
        await page.waitForTimeout(20);
      return sessions[sessions.length - 1]!;
    },
  };
}

function report(name: string, theme: string, words: string): void {
  trouble++;
  console.log(`${name} (${theme}) ${words}`);
}
