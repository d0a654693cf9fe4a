// The mediator's browser in help_press.py: her page of requests, and when its line is about another picture.
import { Page } from '../browser/page.mjs';
import { askFamily } from '../browser/family.mjs';

const told = JSON.parse(process.env.MT_STORY);
const presses = Number(process.env.MT_BENCH);
const TOPICS = ['school', 'slow'];
const KEYS = [4, 5];

const page = await Page.open(told);
const { browser, words } = page;
const line = `help-${told.machine}`;

// In the page: when the line has that word, and a frame has shown it, in milliseconds since 1970.
function watchLine([id, word]) {
  const there = () => document.querySelector(`[data-testid="${id}"]`)?.textContent.includes(word);
  globalThis.shown = new Promise((resolve) => {
    const looking = new MutationObserver(() => {
      if (!there()) return;
      looking.disconnect();
      requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
    });
    looking.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

// Further apart than the relay's second, and no fixed beat.
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 1100 + Math.random() * 200));

await browser.goto(told.address);
await browser.getByLabel(words['sign_in.passphrase'], { exact: true }).fill(told.passphrase);
await browser.getByRole('button', { name: words['sign_in.open'] }).click();
await browser.getByRole('link', { name: words['shell.help'] }).click();
await browser.getByTestId('help-empty').waitFor();
await askFamily('window');

const times = [];
for (let i = 0; i < presses; i += 1) {
  await aWhile();
  await browser.evaluate(watchLine, [line, words[`help.topic.${TOPICS[i % 2]}`]]);
  const pressed = await askFamily('press', KEYS[i % 2]);
  times.push((await browser.evaluate(() => globalThis.shown)) - pressed);
}
times.sort((a, b) => a - b);
const quantile = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))].toFixed(0);
console.log(`from the press to the page, ${presses} times: median ${quantile(0.5)} ms, p95 ${quantile(0.95)} ms, longest ${quantile(1)} ms`);
await page.close();
process.exit();
