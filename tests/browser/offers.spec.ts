import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { chips, comparison, expect, field, goTo, head, open, reachVerdict, saved, simulated, test, verdict } from './support/app.ts';
import { choose, exported, program } from './support/data.ts';

const models: [string, string, (form: ReturnType<Page['getByRole']>) => Promise<void>, RegExp][] = [
  ['a fee', 'A fee for each project or referral', async (form) => {
    await field(form, 'Fee').fill('250');
  }, /^\$250 a project$/],
  ['a fee for each qualified introduction', 'A fee for each project or referral', async (form) => {
    await form.getByLabel('Due for').selectOption('each qualified introduction, won or not');
    await field(form, 'Fee').fill('80');
  }, /^\$80 a qualified introduction$/],
  ['a retainer', 'An amount a month', async (form) => {
    await field(form, 'Amount a month').fill('450');
    await form.getByLabel('Who pays it').selectOption('both, each their own amount');
    await field(form, 'The introducer pays back').fill('100');
  }, /^\$450 a month, \$100 back$/],
  ['a percentage', 'A percentage of what clients pay', async (form) => {
    await field(form, 'Rate').fill('12.5');
    await field(form, 'For how many months').fill('6');
  }, /^12\.5%, 6 months$/],
  ['a percentage in tiers', 'A percentage of what clients pay', async (form) => {
    await form.getByLabel('The rate', { exact: true }).selectOption('changes for the part above each step');
    const steps = form.getByRole('group', { name: 'Steps' });
    while (await field(steps, 'Rate').count() < 2) await steps.getByRole('button', { name: 'Add a step' }).click();
    await field(steps, 'From').nth(0).fill('0');
    await field(steps, 'Rate').nth(0).fill('15');
    await field(steps, 'From').nth(1).fill('20,000');
    await field(steps, 'Rate').nth(1).fill('10');
  }, /^10–15% in tiers$/],
  ['a hybrid', 'An amount a month and a percentage', async (form) => {
    await field(form, 'Amount a month').fill('100');
    await field(form, 'Rate').fill('5');
    await field(form, 'At most, in a year').fill('10,000');
  }, /^\$100 a month \+ 5%/],
];

for (const [what, model, fill, chip] of models) {
  test(`${what} can be put on the table, changed, removed and brought back`, async ({ page }) => {
    await reachVerdict(page);
    const columns = comparison(page).getByRole('columnheader');
    await expect(columns).toHaveCount(6);
    await page.getByRole('button', { name: 'add', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Put an offer on the table' });
    await form.getByLabel('Model').selectOption(model);
    await fill(form);
    await form.getByRole('button', { name: 'Put on the table' }).click();
    await expect(form).toBeHidden();
    await expect(columns).toHaveCount(7);
    await expect(columns.nth(5)).toHaveText(chip);

    await chips(page).filter({ hasText: chip }).click();
    const change = page.getByRole('dialog', { name: 'Change the offer' });
    await expect(change.getByLabel('Model')).toHaveValue(/.+/);
    await change.getByText('Name and record keeping').click();
    await field(change, 'What you call it (may stay empty)').fill('The one we like');
    await change.getByRole('button', { name: 'Change' }).click();
    await expect(columns.nth(5)).toContainText('The one we like');

    await chips(page).filter({ hasText: 'The one we like' }).click();
    await change.getByRole('button', { name: 'Take off the table' }).click();
    await expect(columns).toHaveCount(6);
    await page.getByRole('status').filter({ hasText: 'Offer taken off the table.' }).getByRole('button', { name: 'Undo' }).click();
    await expect(columns).toHaveCount(7);
    await saved(page);
    await page.reload();
    await expect(columns.nth(5)).toContainText('The one we like');
  });
}

for (const [model, label, text, problem] of [
  ['A fee for each project or referral', 'Fee', '-5', /below zero/],
  ['A fee for each project or referral', 'Fee', '', /filled in/],
  ['An amount a month', 'Amount a month', 'three hundred', /not a number/],
  ['A percentage of what clients pay', 'Rate', '120', /over 100%/],
  ['A percentage of what clients pay', 'Rate', '10.12345', /4 decimals/],
  ['A percentage of what clients pay', 'For how many months', '0', /1 to 600 months/],
  ['A percentage of what clients pay', 'For how many months', '1.5', /whole number/],
  ['An amount a month', 'For at least this many introductions a month', '0', /1 to 1,000/],
  ['A fee for each project or referral', 'Fee', '99999999999999999', /larger than can be kept exact/],
] as const) {
  test(`"${label}" refuses "${text}" in words and keeps it`, async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'add', exact: true }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Model').selectOption(model);
    if (label === 'For how many months') await field(form, 'Rate').fill('10');
    if (label.startsWith('For at least')) await field(form, 'Amount a month').fill('300');
    await field(form, label).fill(text);
    await form.getByRole('button', { name: 'Put on the table' }).click();
    await expect(field(form, label)).toHaveAccessibleDescription(problem);
    await expect(field(form, label)).toHaveAttribute('aria-invalid', 'true');
    await expect(field(form, label)).toHaveValue(text);
    await form.getByRole('button', { name: 'Cancel' }).click();
    await expect(chips(page)).toHaveCount(5);
  });
}

test('a usual offer fills the form in one press', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'add', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: '30%' }).click();
  await expect(field(form, 'Rate')).toHaveValue('30');
  await form.getByRole('button', { name: 'Put on the table' }).click();
  await expect(chips(page).filter({ hasText: '30%' })).toHaveCount(1);
});

/** The button of an offer among the questions. */
const chip = (page: Page, offer: string) => page.locator('.chips').getByRole('button', { name: offer, exact: true });

/** Opens the dialog of an offer. */
async function change(page: Page, offer: string) {
  await chip(page, offer).click();
  const dialog = page.getByRole('dialog', { name: 'Change the offer' });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function setAside(page: Page, offer: string) {
  await (await change(page, offer)).getByRole('button', { name: 'Set aside' }).click();
  await expect(chip(page, `${offer} (set aside)`)).toBeVisible();
}

/** The offers as columns of the comparison. */
const columns = (page: Page) => comparison(page).locator('thead .offer-name').allInnerTexts();

test('an offer that is set aside counts for nothing, is not sent, and is back in one press', async ({ page }) => {
  await reachVerdict(page);
  const all = await columns(page);
  expect(all).toEqual(['$300 a project over $2,000', '$300 a month', '10%', '15%, 3 months']);
  await setAside(page, '10%');
  await expect.poll(() => columns(page)).toEqual(all.filter((offer) => offer !== '10%'));
  await simulated(page);
  await expect(page.locator('.answer')).not.toContainText(/\b10% of what/);
  await page.getByRole('link', { name: 'Send to partner…' }).click();
  await expect(page.getByRole('group', { name: 'Offers to send' }).getByRole('checkbox')).toHaveCount(3);
  await expect(page.getByRole('main')).not.toContainText('set aside');
  await goTo(page, 'Terms');
  await saved(page);
  await page.reload();
  await page.getByRole('button', { name: 'Put back 10%' }).click();
  await expect(chip(page, '10%')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Put back 10%' })).toBeHidden();
  await expect.poll(() => columns(page)).toEqual(all);
  await head(page, 'Undo').click();
  await expect(chip(page, '10% (set aside)')).toBeVisible();
});

test('when every offer is set aside the page says what to do', async ({ page }) => {
  await reachVerdict(page);
  for (const offer of await columns(page)) await setAside(page, offer);
  await expect(verdict(page)).toHaveText('Put at least one offer on the table, a new one or one that is set aside.');
  await expect(page.getByRole('link', { name: 'Send to partner…' })).toBeHidden();
  await (await change(page, '$300 a month (set aside)')).getByRole('button', { name: 'Put back' }).click();
  await expect.poll(() => columns(page)).toEqual(['$300 a month']);
});

test('offers change places in the dialog and by keys, and no figure changes with them', async ({ page }) => {
  await reachVerdict(page);
  const sentence = await verdict(page).textContent();
  const dialog = await change(page, '10%');
  const [earlier, later] = ['Earlier', 'Later'].map((name) => dialog.getByRole('button', { name }));
  await expect(dialog.getByRole('status').filter({ hasText: ' of ' })).toHaveText('Place 3 of 4');
  await earlier!.press('Enter');
  await earlier!.press('Enter');
  await expect(earlier!).toHaveAttribute('aria-disabled', 'true');
  await earlier!.press('Enter');
  await expect(earlier!).toBeFocused();
  await later!.press('Enter');
  await expect(dialog.getByRole('status').filter({ hasText: ' of ' })).toHaveText('Place 2 of 4');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => columns(page)).toEqual(['$300 a project over $2,000', '10%', '$300 a month', '15%, 3 months']);

  const moved = chip(page, '10%');
  await moved.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(moved).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => columns(page)).toEqual(['$300 a project over $2,000', '$300 a month', '15%, 3 months', '10%']);
  await expect(moved).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => columns(page)).toEqual(['$300 a project over $2,000', '$300 a month', '10%', '15%, 3 months']);
  await expect(moved).toBeFocused();
  await simulated(page);
  await expect(verdict(page)).toHaveText(sentence!);
  await expect(page.getByText('Changes of the terms')).toBeHidden();
});

test('a copy of an offer is a draft of its own', async ({ page }) => {
  await reachVerdict(page);
  let dialog = await change(page, '10%');
  await dialog.getByText('Name and record keeping').click();
  await field(dialog, 'What you call it (may stay empty)').fill('Usual');
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  dialog = await change(page, 'Usual');
  await dialog.getByRole('button', { name: 'Duplicate' }).click();
  const copy = page.getByRole('dialog', { name: 'Put an offer on the table' });
  await expect(copy.getByLabel('Model')).toBeFocused();
  await expect(copy.getByRole('button', { name: 'Set aside' })).toBeHidden();
  await expect(copy.getByRole('button', { name: 'Take off the table' })).toBeHidden();
  await copy.getByRole('button', { name: 'Cancel' }).click();
  await expect(chips(page)).toHaveCount(5);

  dialog = await change(page, 'Usual');
  await dialog.getByRole('button', { name: 'Duplicate' }).click();
  await field(copy, 'Rate').fill('11');
  await copy.getByRole('button', { name: 'Put on the table' }).click();
  await expect.poll(() => columns(page)).toEqual(
    ['$300 a project over $2,000', '$300 a month', 'Usual', '15%, 3 months', 'Usual copy']);
  await expect(field(await change(page, 'Usual'), 'Rate')).toHaveValue('10');
});

/** The lines of the changes, without their buttons. */
const changes = (page: Page) => page.getByRole('region', { name: 'Changes of the terms' }).getByRole('row').filter({ has: page.getByRole('cell') });

async function setRate(page: Page, offer: string, rate: string) {
  const dialog = await change(page, offer);
  await field(dialog, 'Rate').fill(rate);
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
}

test('the changes of terms are kept by day, can be put back, and are undone with what they tell of', async ({ page }) => {
  await page.clock.setFixedTime('2026-11-23T12:00:00');
  await reachVerdict(page);
  await expect(page.getByText('Changes of the terms')).toBeHidden();
  await setRate(page, '10%', '11');
  await setRate(page, '11%', '12');
  await page.getByText('Changes of the terms').click();
  const became = (old: string, rate: string) => `${old}% of what each client pays became ${rate}% of what each client pays.`;
  await expect(changes(page).getByText(became('10', '12'))).toBeVisible();
  await expect(changes(page)).toHaveCount(1);
  await setRate(page, '12%', '10');
  await expect(page.getByText('Changes of the terms')).toBeHidden();
  await head(page, 'Undo').click();
  await page.getByText('Changes of the terms').click();

  await page.clock.setFixedTime('2026-11-24T12:00:00');
  await (await change(page, '12%')).getByRole('button', { name: 'Take off the table' }).click();
  await expect(changes(page)).toHaveCount(2);
  await expect(changes(page).first()).toContainText('12% of what each client pays was taken off the table.');
  await expect(changes(page).first().getByRole('rowheader')).toHaveText('Nov 24, 2026');
  await head(page, 'Undo').click();
  await expect(changes(page)).toHaveCount(1);
  await head(page, 'Redo').click();

  await page.clock.setFixedTime('2026-11-25T12:00:00');
  await changes(page).last().getByRole('button', { name: 'Put back 10%, as before Nov 23, 2026' }).click();
  await expect(page.getByText('Changes of the terms')).toBeFocused();
  await expect(chip(page, '10%')).toBeVisible();
  await expect(changes(page)).toHaveCount(3);
  await expect(changes(page).first()).toContainText('10% of what each client pays was added.');
  await saved(page);
  await page.reload();
  await page.getByText('Changes of the terms').click();
  await expect(changes(page)).toHaveCount(3);
  await page.getByRole('link', { name: 'Send to partner…' }).click();
  await expect(page.getByRole('main')).not.toContainText('12%');
});

test('the changes of a file are those of the report', async ({ page }) => {
  await open(page, '#/data');
  await choose(page, await readFile('checks/fixtures/offers.json'));
  await expect(page.getByRole('row', { name: 'Changes of the terms 7 – –' })).toBeVisible();
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await page.goto('/#/terms');
  await page.getByText('Changes of the terms').click();
  const shown = await changes(page).evaluateAll((rows) =>
    rows.map((row) => [row.getAttribute('data-offer'), row.querySelector('.words > span')!.textContent, row.querySelector('button') !== null]));
  await page.goto('/#/data');
  const report = JSON.parse(execFileSync(program, { input: await exported(page), encoding: 'utf8' }));
  expect(shown).toEqual(report.changes.map((line: { offer: string; text: string; before: string | null }) => [line.offer, line.text, line.before !== null]));
  expect(shown).toHaveLength(7);
});
