import { expect, type Page } from '@playwright/test';
import { field, goTo, open, saved } from './app.ts';

/** Opens the portfolio of five partnerships through a file, and goes to its page. */
export async function loadPortfolio(page: Page) {
  await open(page, '#/data');
  await page.getByLabel('Choose a file…').setInputFiles('checks/fixtures/portfolio.json');
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await saved(page);
  await goTo(page, 'Worth it');
  await expect(page.getByRole('region', { name: 'Your partnerships as a table' })).toBeVisible();
}

/** Adds a partnership with these fields, its hours a week. */
export async function addPartnership(page: Page, fields: { [label: string]: string }) {
  await page.getByRole('button', { name: 'Add a partnership' }).click();
  const form = page.getByRole('dialog', { name: 'Add a partnership' });
  for (const [label, text] of Object.entries(fields)) await field(form, label).first().fill(text);
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(form).toBeHidden();
}
