// The mediator's browser in browser_latency.py: types into the same desktop through our page and through the
// peer's, and looks at their canvas.
//
// drawn: until the canvas holds the new colour. shown: until the browser's next frame, 60 a second, which is what
// an eye can see.
import { Page } from '../browser/page.mjs';
import { askFamily } from '../browser/family.mjs';

const told = JSON.parse(process.env.MT_STORY);
const [keys, rounds] = process.env.MT_BENCH.split(' ').map(Number);
const MIDDLE = [660, 360]; // of the echoing window

const page = await Page.open(told);
const { browser, words } = page;

// In the page: [drawn, shown] in milliseconds from the next key press on.
function watchKey([selector, [x, y]]) {
  const canvas = document.querySelector(selector);
  const context = canvas.getContext('2d');
  const light = () => context.getImageData(x, y, 1, 1).data[0] > 127;
  const before = light();
  globalThis.measured = new Promise((resolve) => {
    let pressed;
    addEventListener('keydown', () => (pressed = performance.now()), { capture: true, once: true });
    // noVNC draws on a hidden canvas and then brings what changed to this one.
    context.drawImage = (...all) => {
      CanvasRenderingContext2D.prototype.drawImage.apply(context, all);
      if (pressed === undefined || light() === before) return;
      const drawn = performance.now() - pressed;
      delete context.drawImage;
      requestAnimationFrame(() => resolve([drawn, performance.now() - pressed]));
    };
  });
}

// Waits are no fixed beat, so that keys fall anywhere between two frames.
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 60 + Math.random() * 60));

async function type(where, selector) {
  const times = [];
  for (let i = 0; i < keys; i += 1) {
    await aWhile();
    await where.evaluate(watchKey, [selector, MIDDLE]);
    await where.keyboard.press('a');
    times.push(await where.evaluate(() => globalThis.measured));
  }
  return times;
}

const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

function tell(name, times) {
  const figures = [0, 1].map((which) => times.map((one) => one[which]).sort((a, b) => a - b));
  const [drawn, shown] = figures.map((sorted) => [quantile(sorted, 0.5), quantile(sorted, 0.95)].map((ms) => ms.toFixed(1)));
  console.log(`${name.padEnd(28)} drawn: median ${drawn[0]} ms, p95 ${drawn[1]} ms   shown: median ${shown[0]} ms, p95 ${shown[1]} ms`);
  return quantile(figures[1], 0.5);
}

async function ours() {
  await browser.getByRole('button', { name: words['follow_up.start'] }).and(browser.locator(':enabled')).click();
  await page.phase('asking');
  await askFamily('yes');
  await page.phase('viewing');
  await browser.locator('[data-testid="picture"][data-picture="here"]').waitFor();
  await browser.getByRole('button', { name: words['assist.ask_control'] }).click();
  await askFamily('yes');
  await page.phase('controlling');
  await askFamily('echo');
  await browser.getByTestId('keyboard-field').focus();
  const times = await type(browser, '[data-testid="picture"] canvas');
  await askFamily('stop');
  await page.phase('ended');
  await browser.getByRole('button', { name: words['assist.back'] }).click();
  return times;
}

async function peers() {
  const theirs = await page.context.newPage();
  await theirs.goto(await askFamily('peer'));
  const canvas = theirs.locator('#screen canvas');
  await canvas.waitFor();
  await theirs.waitForFunction(() => document.querySelector('#screen canvas').width > 1000);
  await askFamily('echo');
  await canvas.focus();
  const times = await type(theirs, '#screen canvas');
  await theirs.close();
  await askFamily('no peer');
  return times;
}

await browser.goto(told.address);
await browser.getByLabel(words['sign_in.passphrase'], { exact: true }).fill(told.passphrase);
await browser.getByRole('button', { name: words['sign_in.open'] }).click();
await browser.locator(`[data-testid="machine-${told.machine}"] a`).click();
await browser.locator('input[name="call"][value="2"]').check({ force: true });
for (let round = 0; round < rounds; round += 1) {
  const mine = tell('Main Tendue', await ours());
  const other = tell('x11vnc, websockify, noVNC', await peers());
  console.log(`ours takes ${(mine / other).toFixed(2)} of the peer's median, as shown`);
}
await page.close();
process.exit(0);
