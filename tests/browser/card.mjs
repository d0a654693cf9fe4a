// A PC's card before the mediator's camera. Started by tests/e2e/identity, which has filmed the family's screen;
// each film is a browser of its own.
import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { Page } from './page.mjs';
import { askFamily } from './family.mjs';

const told = JSON.parse(process.env.MT_STORY);
const film = (name) => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${join(told.pictures, `${name}.mjpeg`)}`,
];

let page, browser;

// Her page on this PC's card, in a browser with these words.
async function arrive(words) {
  page = await Page.open(told, words);
  browser = page.browser;
  await browser.addInitScript(() => {
    globalThis.violations = [];
    addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(event.violatedDirective));
    globalThis.tracks = [];
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wish) => {
      const stream = await ask(wish);
      globalThis.tracks.push(...stream.getTracks());
      return stream;
    };
  });
  await browser.goto(await askFamily('address'));  // good once, and this is another browser
  const row = browser.locator(`[data-testid="machine-${told.machine}"]`);
  await browser.getByLabel(page.words['sign_in.passphrase'], { exact: true }).fill(told.passphrase);
  await browser.getByRole('button', { name: page.words['sign_in.open'] }).click();
  await row.locator('a').click();
  await browser.getByTestId('unverified').getByRole('link', { name: page.words['recognition.in_person'] }).click();
  await sight('off');
}

const sight = (word) => browser.locator(`[data-testid="looking"][data-sight="${word}"]`).waitFor();
const step = (word) => browser.locator(`[data-testid="card"][data-step="${word}"]`).waitFor();
const press = (word) => browser.getByRole('button', { name: page.words[word] }).click();
const light = () => browser.evaluate(() => globalThis.tracks.map((track) => track.readyState));

async function well(where, picture) {
  // A colour half way to another is not one that anybody reads.
  await browser.evaluate(() => Promise.all(
    document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)));
  await page.accessible();
  const seen = await browser.evaluate(() => ({
    owned: 'owned' in globalThis,
    violations: globalThis.violations,
    foreign: document.querySelectorAll('img[src="x"]').length,
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  }));
  assert.deepEqual(seen, { owned: false, violations: [], foreign: 0, wide: false }, where);
  await page.picture(`card-${picture}.png`);
}

let failed = 0;
async function scene(sentence, words, act) {
  try {
    await arrive(words);
    await act();
    console.log(`ok ${sentence}`);
  } catch (trouble) {
    failed += 1;
    console.log(`not ok ${sentence}\n${trouble.stack ?? trouble}`);
    await page?.picture(`card-failed-${failed}.png`).catch(() => {});
  }
  await page?.close();
}

await scene('a PC without a camera says what else can be done', [], async () => {
  await well('before', 'before');
  await press('card.open');
  await sight('none');
  await well('none', 'none');
});

await scene('a camera that is refused leaves the text', [...film('own').slice(0, 1), '--deny-permission-prompts'], async () => {
  await press('card.open');
  await sight('refused');
  await well('refused', 'refused');
  // By the keyboard alone.
  const field = browser.getByLabel(page.words['card.by_hand']);
  await field.focus();
  await browser.keyboard.type('https://example.org');
  await browser.keyboard.press('Enter');
  await step('no_card');
  await well('no card', 'no-card');
  await browser.keyboard.press('Control+a');
  await browser.keyboard.type(await askFamily('card'));
  await browser.keyboard.press('Tab');
  await browser.keyboard.press('Space');
  await step('this');
});

await scene('a code of something else does nothing, and one may go on', film('hostile'), async () => {
  await press('card.open');
  await step('no_card');
  await sight('looking');
  await well('hostile', 'hostile');
  assert.deepEqual(await light(), ['live']);
  await press('assist.back');
  await browser.getByTestId('unverified').waitFor();
  assert.deepEqual(await light(), ['ended'], 'the camera is on though the page was left');
});

await scene('another association’s card is named as one', film('foreign'), async () => {
  await press('card.open');
  await step('foreign');
  await well('foreign', 'foreign');
  await press('card.close');
  await sight('off');
  assert.deepEqual(await light(), ['ended']);
});

await scene('another PC’s card is signed by nobody', film('other'), async () => {
  await press('card.open');
  await step('other');
  await browser.getByText('0011 2233aa bbccdd').waitFor();
  assert.equal(await browser.getByRole('button', { name: page.words['card.sign'] }).count(), 0);
  assert.deepEqual(await light(), ['ended']);
  await well('other', 'other');
});

await scene('the card on the family’s screen is read and signed', film('own'), async () => {
  await press('card.open');
  await sight('looking');
  await page.picture('card-looking.png');
  await step('this');
  assert.deepEqual(await light(), ['ended'], 'it has seen what it was opened for');
  await browser.getByText(told.machine.slice(-6)).waitFor();
  await well('this PC', 'this');
  await press('card.sign');
  await step('done');
  await well('done', 'done');
  await press('assist.back');
  await browser.getByTestId('recognised').getByText('sur place par Nadia').waitFor();
  await well('its page', 'recognised');
});

process.exit(failed === 0 ? 0 : 1);
