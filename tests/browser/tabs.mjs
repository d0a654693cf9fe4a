// Eight tabs of one browser, which has six connections for all of them: every one shows what changes, and goes on
// showing it when those that were opened first are closed. Started by tests/e2e/bad_days/test_many_tabs.py.
import { strict as assert } from 'node:assert';
import { Page } from './page.mjs';
import { askFamily } from './family.mjs';

const TABS = 8;
const told = JSON.parse(process.env.MT_STORY);
const page = await Page.open(told);
const { browser, context, words } = page;

const everyTab = (word) => Promise.all(context.pages().map((tab) =>
  tab.locator(`[data-testid="machine-${told.machine}"]`).getByText(words[word], { exact: true }).waitFor()));

async function readers() {
  const { held, pending } = await context.pages().at(-1).evaluate(() => navigator.locks.query());
  return [held.length, held.length + pending.length];
}

try {
  await browser.goto(told.address);
  await browser.getByLabel(words['sign_in.passphrase'], { exact: true }).fill(told.passphrase);
  await browser.getByRole('button', { name: words['sign_in.open'] }).click();
  await everyTab('machine.on');
  for (let tab = 1; tab < TABS; tab += 1) {
    const opened = context.waitForEvent('page');
    await browser.evaluate(() => void window.open('/'));  // knows the way in, as a tab that is duplicated does
    await opened;
    await everyTab('machine.on');
  }
  assert.deepEqual(await readers(), [1, TABS]);
  await askFamily('off');
  await everyTab('machine.off');
  for (const tab of context.pages().slice(0, 3)) await tab.close();
  await askFamily('on');
  await everyTab('machine.on');
  assert.deepEqual(await readers(), [1, TABS - 3]);
  assert.deepEqual(page.complaints, []);
  console.log('ok');
} finally {
  await page.close();
}
process.exit(0);
