// A PC that says what it likes of itself, as the mediator's browser shows it. Started by
// tests/e2e/hostile_agent, which is that PC when a line `FAMILY [verb, ...]` asks it to be.
import { strict as assert } from 'node:assert';
import { Page } from './page.mjs';
import { askFamily } from './family.mjs';

const FOLLOW_UP_1 = '2';
const told = JSON.parse(process.env.MT_STORY);
const page = await Page.open(told);
const { browser, words } = page;
const row = browser.locator(`[data-testid="machine-${told.machine}"]`);
const onItsWay = ['not_yet', 'machine_missing', 'both_missing'].map((verdict) => words[`log.${verdict}`]);

// What must never happen, whatever is shown.
const happened = [];
browser.on('dialog', (dialog) => {
  happened.push(`a dialog: ${dialog.message()}`);
  void dialog.dismiss();
});
browser.on('request', (request) => {
  if (new URL(request.url()).origin !== new URL(told.address).origin) happened.push(`asked for ${request.url()}`);
});
await browser.addInitScript(() => {
  globalThis.violations = [];
  addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(event.violatedDirective));
});

async function nothingHappened(where) {
  const seen = await browser.evaluate(() => ({
    owned: 'owned' in globalThis,
    violations: globalThis.violations,
    foreign: document.querySelectorAll('iframe, object, embed, base, bdo, body script, body style, body link, img[src="x"]').length,
  }));
  assert.deepEqual(seen, { owned: false, violations: [], foreign: 0 }, where);
  assert.deepEqual(happened, [], where);
  const grave = page.complaints.filter((line) => /Content.Security.Policy|Refused to|Error/.test(line));
  assert.deepEqual(grave, [], where);
}

// Nothing stands out of the window or of what holds it; a name is one text that turns nobody else's direction.
async function layoutHolds(where, holder) {
  const broken = await browser.evaluate((selector) => {
    const faults = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth} wide`);
    for (const box of document.querySelectorAll(selector)) {
      const outer = box.getBoundingClientRect();
      if (outer.left < 0 || outer.right > clientWidth + 0.5) faults.push(`${selector} from ${outer.left} to ${outer.right}`);
      for (const one of box.querySelectorAll('*:not(svg *, .visually-hidden)')) {
        const inner = one.getBoundingClientRect();
        if (inner.width === 0 || inner.height === 0) continue;
        const out = inner.left < outer.left - 1 || inner.right > outer.right + 1
          || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
        if (out) faults.push(`${one.outerHTML.slice(0, 120)} stands out of ${selector}`);
        if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'visible' && one.clientWidth > 0) {
          faults.push(`${one.outerHTML.slice(0, 120)} runs over`);
        }
      }
    }
    if (document.querySelectorAll(selector).length === 0) faults.push(`no ${selector}`);
    return faults;
  }, holder);
  assert.deepEqual(broken, [], where);
}

async function isOneText(locator, begins, where) {
  const seen = await locator.evaluate((one) => ({
    text: one.textContent, children: one.childElementCount, bidi: getComputedStyle(one).unicodeBidi,
  }));
  assert.equal(seen.children, 0, where);
  assert.match(seen.bidi, /isolate|plaintext/, `${where}: its direction is everybody's`);
  assert(seen.text.includes(begins), where);
  assert(seen.text.length <= 140, `${where}: ${seen.text.length} long`);  // 64 characters, two units each, and a mark
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(seen.text, /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/, where);
}

async function signIn() {
  await browser.goto(told.address);
  await browser.getByLabel(words['sign_in.passphrase'], { exact: true }).fill(told.passphrase);
  await browser.getByRole('button', { name: words['sign_in.open'] }).click();
  await browser.locator('h1').first().waitFor();
}

// PCs that ask to be let in: each is one text beside its own digits, and the word that is said is about that one.
async function showArrivals() {
  const waiting = await askFamily('waiting');
  const arrivals = browser.getByTestId('arrival');
  await arrivals.nth(waiting.length - 1).waitFor();
  for (const [begins, digits] of waiting) {
    const arrival = arrivals.filter({ has: browser.getByText(digits, { exact: true }) });
    await isOneText(arrival.locator('strong').first(), begins, `${begins}, waiting`);
  }
  await layoutHolds('PCs that wait', '[data-testid="arrival"]');
  await nothingHappened('PCs that wait');
  for (const [at, [begins, digits]] of waiting.entries()) {
    const arrival = arrivals.filter({ has: browser.getByText(digits, { exact: true }) });
    await arrival.getByRole('button', { name: words['arrivals.turn_away'] }).click();
    await arrival.waitFor({ state: 'detached' });
    assert.equal(await arrivals.count(), waiting.length - at - 1, `${begins}: it alone was turned away`);
  }
  await nothingHappened('PCs that were turned away');
}

async function showText(number, name) {
  const begins = `P${String(number).padStart(2, '0')}`;
  assert.equal(await askFamily('says', number), true, `${name}: not welcomed`);
  await row.getByText(begins).first().waitFor();
  await row.getByText(words['machine.on'], { exact: true }).waitFor();
  await isOneText(row.locator('strong'), begins, `${name}, in the list`);
  await isOneText(row.locator('.machine-system'), begins, `${name}, its system in the list`);
  await layoutHolds(`${name}, in the list`, '.machine-row');
  await nothingHappened(`${name}, in the list`);
  await row.locator('a').click();
  await browser.locator('h1').getByText(begins).waitFor();
  await isOneText(browser.locator('h1'), begins, `${name}, on its page`);
  await isOneText(browser.locator('.page-head bdi'), begins, `${name}, its system on its page`);
  await layoutHolds(`${name}, on its page`, '.page-head');
  await nothingHappened(`${name}, on its page`);
  await browser.locator('a.back').click();
  await row.waitFor();
}

async function holdSession(number, name, phase) {
  assert.equal(await askFamily('is', number), true, `${name}: not welcomed`);
  await row.getByText(words['machine.on'], { exact: true }).waitFor();
  await row.locator('a').click();
  await browser.locator(`input[name="call"][value="${FOLLOW_UP_1}"]`).check({ force: true });
  await browser.getByRole('button', { name: words['follow_up.start'] }).and(browser.locator(':enabled')).click();
  await page.phase(phase);
  if (number === 0) await showClipboard();
  await layoutHolds(`${name}, in a session`, '.assist-bar');
  await nothingHappened(`${name}, in a session`);
  if (phase !== 'ended') {
    await browser.getByRole('button', { name: words['assist.finish'] }).first().click();
    await page.phase('ended');
  }
  await nothingHappened(`${name}, after the session`);
  await browser.getByRole('button', { name: words['assist.back'] }).click();
  await showHistory(`${name}, in the history`);
  await browser.locator('a.back').click();
  await row.waitFor();
}

// The page tells what the log that the PC has signed comes to, beside the console's, and nothing that stands in it.
async function showHistory(where) {
  const log = browser.locator('tbody tr').first().locator('.log');
  await log.waitFor();
  for (let looks = 0; onItsWay.includes((await log.innerText()).trim()); looks += 1) {
    assert(looks < 20, `${where}: its log does not come`);
    await browser.locator('a.back').click();
    await row.locator('a').click();
    await log.waitFor();
  }
  assert.equal((await log.innerText()).trim(), words['log.differ'].replace('{entry}', '0'), where);
  assert.doesNotMatch(await browser.content(), /L00/, `${where}: what stands in the log`);
  await layoutHolds(where, '.table-frame tbody tr');
  await nothingHappened(where);
}

async function showClipboard() {
  await browser.locator('[data-testid="picture"][data-picture="here"]').waitFor();
  await browser.getByTestId('tool-clipboard').click();
  const field = browser.locator('#clipboard-in');
  await field.waitFor();
  await browser.waitForFunction(() => document.querySelector('#clipboard-in').value.includes('__proto__'));
  await layoutHolds('the clipboard', '[data-testid="panel-clipboard"]');
}

let failed = 0;
async function step(sentence, act) {
  try {
    await act();
    console.log(`ok ${sentence}`);
  } catch (trouble) {
    failed += 1;
    console.log(`not ok ${sentence}\n${trouble.stack ?? trouble}`);
    await page.picture(`hostile-${failed}.png`);
    await browser.goto(new URL('/', told.address).href).catch(() => {});
  }
}

await step('she signs in', signIn);
await step('PCs that wait to be let in', showArrivals);
for (const [number, name] of (await askFamily('texts')).entries()) await step(name, () => showText(number, name));
for (const [number, [name, phase]] of (await askFamily('insides')).entries()) {
  await step(`inside the seal: ${name}`, () => holdSession(number, name, phase));
}
await page.close();
process.exit(failed === 0 ? 0 : 1);
