import { expect, open, saved, test, verdict, field, introductions, projects } from './support/app.ts';
import { paste } from './support/work.ts';
import type { Locator, Page } from '@playwright/test';

const box = 'Rows from Excel, Google Sheets or LibreOffice';

async function addRows(page: Page) {
  await open(page, '#/work');
  await page.getByLabel(box).fill(paste);
  await page.getByRole('button', { name: 'Add these 4 rows' }).click();
  await expect(page.getByRole('heading', { name: 'Your rows' })).toBeVisible();
}

function rows(page: Page): Locator {
  return page.getByRole('button', { name: /^Change the row of/ }).locator('xpath=ancestor::tr');
}

/** The row "In all" of the replay, in minor units: what clients paid, then what each offer would have paid. */
function totals(page: Page): Promise<(string | null)[]> {
  const row = page.getByRole('region', { name: 'What each offer would have paid' }).getByRole('row', { name: /^In all/ });
  return row.getByRole('cell').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-value')));
}

test('a pasted text is shown as it will be read, before it is added', async ({ page }) => {
  await open(page, '#/work');
  await page.getByLabel(box).fill(paste);
  const preview = page.getByRole('region', { name: 'The first rows as they will be read' });
  await expect(preview.getByText('Acme, Jan 15, 2026, $4,000')).toBeVisible();
  await expect(preview.getByText('Bolt "and" Sons, Feb 3, 2026, $1,250.40')).toBeVisible();
  await expect(preview.getByText('Paid on: this is not a date in the chosen order')).toBeVisible();
  await expect(page.getByText('1 of them cannot be read yet.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Your rows' })).toBeHidden();
});

test('a bad row is named and kept, can be mended, removed and brought back', async ({ page }) => {
  await addRows(page);
  await expect(rows(page)).toHaveCount(4);
  const bad = rows(page).filter({ hasText: 'Cedar' });
  await expect(bad).toContainText('Paid on: this is not a date in the chosen order.');
  await expect(bad).toContainText('2026-02-30');
  await page.getByLabel('Only the 1 that does not count yet').check();
  await expect(rows(page)).toHaveCount(1);

  await page.getByRole('button', { name: 'Change the row of Cedar' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change a row' });
  await field(dialog, 'Paid on').fill('2026-02-31');
  await dialog.getByRole('button', { name: 'Change' }).click();
  await expect(field(dialog, 'Paid on')).toHaveAccessibleDescription(/This is not a date/);
  await field(dialog, 'Paid on').fill('2026-02-27');
  await dialog.getByRole('button', { name: 'Change' }).click();
  await expect(dialog).toBeHidden();
  await expect(rows(page)).toHaveCount(4);
  await expect(page.getByText('this is not a date')).toBeHidden();

  await page.getByRole('button', { name: 'Remove the row of Acme' }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('status').filter({ hasText: 'Row removed.' }).getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page)).toHaveCount(4);
  await saved(page);
  await page.reload();
  await expect(rows(page)).toHaveCount(4);
});

test('the replay is exact to the cent', async ({ page }) => {
  await addRows(page);
  // 4,000.00 + 1,250.40 + 333.40; one fee, three months of 300, 10% and 15% of it all.
  expect(await totals(page)).toEqual(['558380', '30000', '90000', '55838', '83757']);
  await page.getByRole('button', { name: 'Change the row of Cedar' }).click();
  const dialog = page.getByRole('dialog');
  await field(dialog, 'Paid on').fill('2026-02-27');
  await dialog.getByRole('button', { name: 'Change' }).click();
  await expect(dialog).toBeHidden();
  expect(await totals(page)).toEqual(['568380', '30000', '90000', '56838', '85257']);
  // Months add up to the total, column by column.
  const columns = await page.getByRole('region', { name: 'What each offer would have paid' }).getByRole('row').evaluateAll((rows) =>
    rows.slice(2).map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.dataset.value))));
  expect(columns).toHaveLength(3);
  const sums = columns.reduce((sum, month) => sum.map((total, place) => total + month[place]!));
  expect(sums.map(String)).toEqual(await totals(page));
});

test('amounts and dates that could be meant either way are asked about', async ({ page }) => {
  await open(page, '#/work');
  await page.getByLabel(box).fill('Client\tPaid on\tAmount\nAcme\t01/02/2026\t1,250\nBolt\t03/04/2026\t4,000\n');
  const add = page.getByRole('button', { name: 'Add these 2 rows' });
  await expect(page.getByText('Amounts and dates could be meant either way: choose both.')).toBeVisible();
  await expect(add).toBeDisabled();
  await page.getByLabel('Amounts', { exact: true }).selectOption('1.234,50');
  await expect(page.getByText('The dates could be meant either way: choose their order.')).toBeVisible();
  await page.getByLabel('Dates', { exact: true }).selectOption({ label: 'day first: 31/12/2026' });
  await expect(page.getByText('Acme, Feb 1, 2026, $1.25')).toBeVisible();
  await page.getByLabel('Amounts', { exact: true }).selectOption('1,234.50');
  await expect(page.getByText('Acme, Feb 1, 2026, $1,250')).toBeVisible();
  await add.click();
  expect((await totals(page))[0]).toBe('525000');
});

test('a verdict can rest on the rows', async ({ page }) => {
  await addRows(page);
  await expect(page.getByText('Your rows hold 3 introductions, of which 3 became paid work.')).toBeVisible();
  await page.getByRole('button', { name: 'Base the verdict on these rows' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Terms' })).toBeVisible();
  await expect(verdict(page)).toContainText('3 of 3 introductions became projects');
  await expect(field(page, introductions)).not.toHaveValue('');
  await expect(field(page, projects)).not.toHaveValue('');
  await page.getByText('We assumed', { exact: true }).click();
  await expect(page.locator('dl.assumed')).toContainText('From your 3 rows.');
});
