// The mediator's browser: Debian's Chromium, French, with a US keyboard.
import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askFamily } from './family.mjs';

const web = new URL('../../console/web/', import.meta.url);
const require = createRequire(new URL('package.json', web));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const words = JSON.parse(readFileSync(new URL('src/words/fr.json', web), 'utf8'));

const SIZE = { width: 1366, height: 768 };
// The picture is compressed: a colour may be a little off, and where it is not, a window may have moved.
const NEAR = 40;
const ENOUGH = 0.95;

export class Page {
  // `more`: words to Chromium beside the usual ones.
  static async open({ pictures }, more = []) {
    const profile = mkdtempSync(join(tmpdir(), 'mediator-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: '/usr/bin/chromium',
      headless: true,
      locale: 'fr-FR',
      viewport: SIZE,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync', ...more],
    });
    context.setDefaultTimeout(15_000);
    return new Page(context, context.pages()[0] ?? (await context.newPage()), profile, pictures);
  }

  constructor(context, browser, profile, pictures) {
    Object.assign(this, { context, browser, profile, pictures, words, complaints: [] });
    browser.on('pageerror', (error) => this.complaints.push(String(error)));
    browser.on('console', (line) => line.type() === 'error' && this.complaints.push(line.text()));
  }

  phase(name) {
    return this.browser.locator(`[data-testid="assist"][data-phase="${name}"]`).waitFor();
  }

  // WCAG 2.1 AA, as far as a program can tell.
  async accessible() {
    await this.browser.evaluate(axe);
    const { violations } = await this.browser.evaluate(() =>
      globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
    const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
    assert.deepEqual(found, [], 'the page is not accessible');
  }

  // Colours of the shared picture as the page shows it, before it is fitted to the window.
  colours(places) {
    return this.browser.locator('[data-testid="picture"] canvas').evaluate((canvas, wanted) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
      return wanted.map(([x, y]) => [...data.slice((y * width + x) * 4, (y * width + x) * 4 + 3)]);
    }, places);
  }

  // How many of these points look the same on both sides, once nearly all of them do.
  async untilAlike(places, within = 10_000) {
    const end = Date.now() + within;
    for (;;) {
      await this.browser.locator('[data-testid="picture"][data-picture="here"]').waitFor();
      const [theirs, ours] = [await askFamily('colour', places), await this.colours(places)];
      const alike = places.filter((_, i) => theirs[i].every((value, c) => Math.abs(value - ours[i][c]) <= NEAR));
      if (alike.length >= places.length * ENOUGH) return alike.length;
      assert(Date.now() < end, `the picture is not the family's: ${alike.length} of ${places.length} points alike`);
    }
  }

  // Where a point of the family's screen is on the page.
  async placeOnPicture(x, y) {
    const canvas = this.browser.locator('[data-testid="picture"] canvas');
    const box = await canvas.boundingBox();
    const width = await canvas.evaluate((one) => one.width);
    const scale = box.width / width;
    return [box.x + x * scale, box.y + y * scale];
  }

  async clickOnPicture(x, y) {
    await this.browser.mouse.click(...(await this.placeOnPicture(x, y)));
  }

  // Through points of the family's screen, with the button held.
  async drawOnPicture(places) {
    const ways = await Promise.all(places.map((place) => this.placeOnPicture(...place)));
    await this.browser.mouse.move(...ways[0]);
    await this.browser.mouse.down();
    for (const way of ways.slice(1)) await this.browser.mouse.move(...way, { steps: 8 });
    await this.browser.mouse.up();
  }

  async picture(name) {
    await this.browser.screenshot({ path: join(this.pictures, name) });
  }

  async close() {
    await this.context.close();
    rmSync(this.profile, { recursive: true, force: true });
  }
}
