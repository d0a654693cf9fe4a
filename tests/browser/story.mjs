// The five-minute story, played: a mediator in Chromium, a family at its desktop, the real programs between
// them. Started by `deploy/demo --check`, which acts as the family when a line `FAMILY [verb, ...]` asks it to.
import { strict as assert } from 'node:assert';
import { Page } from './page.mjs';
import { askFamily } from './family.mjs';

const told = JSON.parse(process.env.MT_STORY);
const SENTENCE = `Été à la plage : ça coûte 3 € @ l'œuvre {[|]} ~ #`;
const FOLLOW_UP_1 = '2';
// Points all over the screen, but for the strip at the top that belongs to the family.
const PLACES = Array.from({ length: 240 }, (_, i) => [20 + (i % 20) * 70, 110 + Math.floor(i / 20) * 52]);

const SHOWN = [683, 500];

const page = await Page.open(told);
const { browser, words } = page;
const machine = `[data-testid="machine-${told.machine}"]`;

const steps = [
  ['Nadia opens her page and signs in', async () => {
    await browser.goto(told.address);
    const field = browser.getByLabel(words['sign_in.passphrase'], { exact: true });
    await field.waitFor();
    assert.equal(new URL(browser.url()).hash.includes('t='), false, 'the token is still in the address');
    await page.accessible();
    await field.fill(told.passphrase);
  }],
  ['she sees that the PC is on', async () => {
    await browser.getByRole('button', { name: words['sign_in.open'] }).click();
    await browser.locator(machine).getByText(words['machine.on'], { exact: true }).waitFor();
    await page.accessible();
  }],
  ['she opens it and picks follow-up 1', async () => {
    await browser.locator(`${machine} a`).click();
    await browser.locator(`input[name="call"][value="${FOLLOW_UP_1}"]`).check({ force: true });
    await browser.getByRole('button', { name: words['follow_up.start'] }).and(browser.locator(':enabled')).waitFor();
    await page.accessible();
  }],
  ['she asks; the question is on the family\'s screen', async () => {
    await browser.getByRole('button', { name: words['follow_up.start'] }).click();
    await page.phase('asking');
    await askFamily('asked');
    await page.accessible();
  }],
  ['the family says yes, and the picture is there', async () => {
    await askFamily('yes');
    const said = Date.now();
    await page.phase('viewing');
    const alike = await page.untilAlike(PLACES);
    console.log(`   the picture was whole ${Date.now() - said} ms after the yes; ${alike} of ${PLACES.length} points alike`);
    await page.accessible();
  }],
  ['she shows where to look, and the family keeps its mouse', async () => {
    await page.drawOnPicture([[420, 330], [560, 420], SHOWN]);
    await askFamily('shown', SHOWN);
    await askFamily('drawn', [490, 375]);
    await page.picture('showing-mediator.png');
    await askFamily('picture', 'showing-family.png');
    const pressed = browser.getByRole('button', { name: words['assist.point'], pressed: true });
    await pressed.waitFor();
    await page.accessible();
    await browser.getByRole('button', { name: words['assist.see'], exact: true }).click();
    await askFamily('not shown', SHOWN);
  }],
  ['she shows a sentence, and the family answers it with a picture', async () => {
    await browser.getByTestId('tool-slips').click();
    await browser.getByRole('searchbox', { name: words['slip.search'] }).fill('chargeur');
    await browser.getByRole('button', { name: words['phrase.charger'] }).click();
    await askFamily('reads');
    await browser.getByTestId('slip').getByText(words['slip.shown']).waitFor();
    await page.picture('reading-mediator.png');
    await askFamily('picture', 'reading-family.png');
    await page.accessible();
    await askFamily('agrees');
    const yes = words['slip.answered'].replace('{answer}', words['slip_answer.yes']);
    await browser.getByTestId('slip').getByText(yes).waitFor();
    await browser.getByTestId('tool-slips').click();
  }],
  ['she asks for the mouse', async () => {
    await browser.getByRole('button', { name: words['assist.ask_control'] }).click();
    await page.phase('asking');
    await askFamily('asked');
  }],
  ['the family lends it', async () => {
    await askFamily('yes');
    await page.phase('controlling');
    await browser.locator('[data-testid="keyboard-field"]:enabled').waitFor({ state: 'attached' });
    await page.accessible();
  }],
  ['she writes a line with accents on the AZERTY desktop', async () => {
    await page.clickOnPicture(320, 330);
    await browser.keyboard.type(SENTENCE);
    await browser.keyboard.press('Control+s');
    assert.equal((await askFamily('letter', SENTENCE)).trim(), SENTENCE);
    await page.untilAlike(PLACES);
  }],
  ['the family takes its mouse back', async () => {
    await askFamily('take back');
    await page.phase('viewing');
    await browser.getByTestId('state').getByText(words['phase.taken_back.title']).waitFor();
  }],
  ['the family stops', async () => {
    await askFamily('stop');
    await page.phase('ended');
    await browser.getByTestId('stage').getByText(words['ended.family.title']).waitFor();
    await page.accessible();
  }],
  ['the session is in the history under follow-up 1', async () => {
    await browser.getByRole('button', { name: words['assist.back'] }).click();
    const row = browser.locator('tbody tr').first();
    await row.getByText(words['end.family']).waitFor();
    const cells = await row.locator('td').allInnerTexts();
    assert.deepEqual([cells[1], cells[2], cells[4]], ['Nadia', words['call.follow_up_1'], words['scope.control']]);
    await page.accessible();
  }],
];

let passed = 0;
let failed = 0;
for (const [index, [sentence, act]] of steps.entries()) {
  const number = String(index + 1).padStart(2, '0');
  try {
    await act();
    passed += 1;
    console.log(`ok ${number} ${sentence}`);
  } catch (trouble) {
    failed += 1;
    console.log(`not ok ${number} ${sentence}\n${trouble.stack ?? trouble}`);
  }
  await page.picture(`${number}-mediator.png`);
  await askFamily('picture', `${number}-family.png`);
  if (failed > 0) break;
}
for (const complaint of page.complaints) {
  failed += 1;
  console.log(`not ok the page complained: ${complaint}`);
}
await page.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
