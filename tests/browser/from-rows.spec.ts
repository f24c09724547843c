import type { Page } from '@playwright/test';
import { answer, expect, field, introductions, open, projects, simulated, test, value, verdict } from './support/app.ts';
import { exported } from './support/data.ts';
import { paste } from './support/work.ts';

// Single assumptions taken from the user's own rows: 4,000.00, 1,250.40 and 333.40 from January to March, and a row that
// cannot be read.

const told = ['Introductions a year', 'Become paid work', 'A project is worth', 'Billed over', 'Costs passed on'];

async function withRows(page: Page) {
  await open(page, '#/work');
  await page.getByLabel('Rows from Excel, Google Sheets or LibreOffice').fill(paste);
  await page.getByRole('button', { name: 'Add these 4 rows' }).click();
  await expect(page.getByRole('heading', { name: 'Your rows' })).toBeVisible();
  await page.goto('/#/terms');
  await answer(page, introductions, '20');
  await answer(page, projects, '15');
  await answer(page, value, '8000');
  await simulated(page);
  await page.getByText('We assumed', { exact: true }).click();
}

function take(page: Page, label: string) {
  return page.getByRole('button', { name: `From your list: ${label}`, exact: true });
}

/** The answers as they are exported; the data page is left again. */
async function answers(page: Page) {
  await page.goto('/#/data');
  const file = JSON.parse(await exported(page));
  await page.goto('/#/terms');
  return file.workspace.answers;
}

test('without rows nothing is offered from them, with rows every quantity that they can tell', async ({ page }) => {
  await open(page);
  await answer(page, introductions, '20');
  await answer(page, projects, '15');
  await answer(page, value, '8000');
  await page.getByText('We assumed', { exact: true }).click();
  await expect(page.getByText('10 · 20 · 40', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'From your list' })).toHaveCount(0);
  await withRows(page);
  await expect(page.getByRole('button', { name: 'From your list' })).toHaveCount(told.length);
  for (const label of told) await expect(take(page, label)).toBeVisible();
  await expect(page.getByText('from 3 rows', { exact: true })).toHaveCount(told.length);
});

test('one quantity is taken, the others stay, and one step brings it back', async ({ page }) => {
  await withRows(page);
  const assumed = page.locator('dl.assumed');
  await take(page, 'A project is worth').click();
  // The mean; three are few, so half of the lowest and double the highest.
  await expect(assumed).toContainText('$166.70 · $1,861.27 · $8,000');
  await expect(assumed.getByText('From your 3 rows.')).toHaveCount(1);
  await expect(take(page, 'A project is worth')).toBeHidden();
  await expect(page.getByText('How your list is counted').nth(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The mean of what 3 projects brought, refunds taken off: $1,861.27.')).toBeVisible();
  await expect(field(page, introductions)).toHaveValue('20');
  await expect(field(page, projects)).toHaveValue('15');
  await page.keyboard.press('Control+z');
  await expect(assumed).toContainText('$4,000 · $8,000 · $16,000');
  await expect(take(page, 'A project is worth')).toBeVisible();
  await expect(field(page, value)).toHaveValue('8000');
});

test('a share that was counted is the evidence, and typed numbers are no count', async ({ page }) => {
  await withRows(page);
  const assumed = page.locator('dl.assumed');
  // Twelve a year are fewer than the fifteen projects that were typed.
  await take(page, 'Introductions a year').click();
  await expect(assumed.getByText('More projects than introductions.')).toBeVisible();
  await expect(field(page, introductions)).toHaveValue('20');
  await take(page, 'Become paid work').click();
  // Wilson's interval of 3 in 3 begins at 43.85%, here of the twenty that were typed.
  await expect(assumed).toContainText('8.77 · 20 · 20 of 20');
  await expect(verdict(page)).toContainText('3 of 3 introductions became projects');
  await take(page, 'Introductions a year').click();
  // Three in three months; a mean of 1.02 to 8.82 is plausible.
  await expect(assumed).toContainText('4.08 · 12 · 35.29');
  await expect(assumed).toContainText('5.26 · 12 · 12 of 12');
  await answer(page, projects, '11');
  await expect(assumed).toContainText('· 11 ·');
  await expect(verdict(page)).not.toContainText('3 of 3 introductions');
});

test('one by one comes to the same as all at once', async ({ page }) => {
  await withRows(page);
  for (const label of ['Become paid work', 'Introductions a year', ...told.slice(2)]) await take(page, label).click();
  await expect(page.getByRole('button', { name: 'From your list' })).toHaveCount(0);
  const oneByOne = await answers(page);
  for (let step = 0; step < told.length; step += 1) await page.keyboard.press('Control+z');
  await expect(field(page, introductions)).toHaveValue('20');
  await page.goto('/#/work');
  await page.getByRole('button', { name: 'Base the verdict on these rows' }).click();
  await expect(field(page, introductions)).toHaveValue('12');
  expect(await answers(page)).toEqual(oneByOne);
});
