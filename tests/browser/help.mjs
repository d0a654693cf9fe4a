// A family's request in the mediator's browser, from its picture to its end. Started by tests/e2e/help, whose family
// presses and reads.
import { strict as assert } from 'node:assert';
import { askFamily } from './family.mjs';
import { Page } from './page.mjs';

const told = JSON.parse(process.env.MT_STORY);
let page, browser;

const word = (id) => page.words[id];
const press = (id) => browser.getByRole('button', { name: word(id), exact: true }).click();
const row = () => browser.getByTestId(`help-${told.machine}`);

async function well(picture) {
  await browser.evaluate(() => Promise.all(
    document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)));
  await page.accessible();
  assert.ok(await browser.evaluate(() =>
    document.documentElement.scrollWidth <= document.documentElement.clientWidth), 'the page is too wide');
  await page.picture(`help-${picture}.png`);
}

async function step(sentence, act) {
  await act();
  console.log(`ok ${sentence}`);
}

try {
  page = await Page.open(told);
  browser = page.browser;
  await browser.goto(told.address);
  await browser.getByLabel(word('sign_in.passphrase'), { exact: true }).fill(told.passphrase);
  await browser.getByRole('button', { name: word('sign_in.open') }).click();

  await step('nobody waits', async () => {
    await browser.getByRole('link', { name: word('shell.help') }).click();
    await browser.getByTestId('help-empty').waitFor();
    await well('empty');
  });
  await step('a picture pressed at home is a line here, by itself', async () => {
    await askFamily('press', 4);
    await row().getByText(word('help.topic.school')).waitFor();
    await browser.getByText(word('help.waiting.one').replace('{count}', '1')).first().waitFor();
    await askFamily('picture', 'help-family-asked.png');
    await well('waits');
  });
  await step('she sees to it, and the family reads her name', async () => {
    await press('help.take');
    await row().getByText(word('help.taken.you')).waitFor();
    await askFamily('reads', 'Nadia');
    await askFamily('picture', 'help-family-taken.png');
    await well('taken');
  });
  await step('a call is planned', async () => {
    await press('help.plan');
    await browser.getByRole('dialog').getByText(word('help.plan.question')).waitFor();
    await browser.getByRole('dialog').getByRole('group').getByRole('button').first().click();
    await well('plan');
    await press('help.plan.yes');
    await browser.getByRole('dialog').waitFor({ state: 'detached' });
    await askFamily('reads', 'vous appelle');
    await askFamily('picture', 'help-family-planned.png');
    await well('planned');
  });
  await step('it ends, and the family reads how', async () => {
    await press('help.close');
    await browser.getByLabel(word('help.outcome.solved')).check();
    await press('help.close.yes');
    await browser.getByTestId('help-empty').waitFor();
    await browser.getByTestId('help-ended').locator('summary').click();
    await well('ended');
    await askFamily('reads', 'le problème est réglé');
    await askFamily('picture', 'help-family-ended.png');
  });
  assert.deepEqual(page.complaints, []);
} catch (trouble) {
  console.log(`not ok ${trouble.stack ?? trouble}`);
  await page?.picture('help-failed.png').catch(() => {});
  process.exitCode = 1;
} finally {
  await page?.close();
}
process.exit();  // the family's answers would be waited for
