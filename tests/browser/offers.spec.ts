import type { Page } from '@playwright/test';
import { chips, comparison, expect, field, open, reachVerdict, saved, test } from './support/app.ts';

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
