import type { Page } from '@playwright/test';
import { answer, expect, field, head, open, saved, test, verdict } from './support/app.ts';

async function log(page: Page, who: 'You' | 'They', hours: string) {
  await page.getByLabel('Who', { exact: true }).selectOption(who);
  await field(page, 'How much').fill(hours);
  await field(page, 'Worth an hour').fill('100');
  await page.getByRole('button', { name: 'Add to the log' }).click();
}

async function seventyThirty(page: Page) {
  await open(page);
  await page.getByLabel('We do projects together').check();
  await answer(page, 'What there is to divide', '10,000');
  await log(page, 'You', '70');
  await log(page, 'They', '30');
  await page.getByRole('button', { name: '50 / 50', exact: true }).click();
}

test('half and half of 70 and 30 hours is unfair, and another split is suggested', async ({ page }) => {
  await seventyThirty(page);
  await expect(verdict(page)).toContainText('None of these is fair to both');
  await expect(verdict(page)).toContainText('70% of the work for 50% of the revenue, 20 points apart');
  await expect(verdict(page)).toContainText('70% for you and 30% for your partner');
  const row = page.getByRole('region', { name: 'Splits on the table' }).getByRole('row', { name: /^50/ });
  await expect(row.getByRole('cell').nth(0)).toHaveAttribute('data-value', '500000');
  await expect(row).toContainText('20.0 points');
});

test('by contribution it fits, to the cent', async ({ page }) => {
  await seventyThirty(page);
  await page.getByRole('button', { name: 'By contribution', exact: true }).click();
  await expect(verdict(page)).toContainText(/^Split by .*contribution/);
  const row = page.getByRole('region', { name: 'Splits on the table' }).getByRole('row', { name: /^by logged contributions/i });
  await expect(row.getByRole('cell').nth(0)).toHaveAttribute('data-value', '700000');
  await expect(row.getByRole('cell').nth(1)).toHaveAttribute('data-value', '300000');
  await saved(page);
  await page.reload();
  await expect(verdict(page)).toContainText(/^Split by .*contribution/);
});

test('a split by its stakes, and what is wrong with one', async ({ page }) => {
  await seventyThirty(page);
  const stakes = 'Or your share, in whole percent';
  const put = page.getByRole('button', { name: 'Put this split on the table' });
  await field(page, stakes).fill('120');
  await put.click();
  await expect(field(page, stakes)).toHaveAccessibleDescription(/from 0 to 100/);
  await field(page, stakes).fill('65');
  await put.click();
  await expect(verdict(page)).toContainText('Split 65/35');
  await page.getByRole('button', { name: 'Take 65/35 off the table' }).click();
  await expect(verdict(page)).toContainText('None of these is fair to both');
  await head(page, 'Undo').click();
  await expect(verdict(page)).toContainText('Split 65/35');
});

test('hours that cannot be are named beside their field', async ({ page }) => {
  await open(page);
  await page.getByLabel('We do projects together').check();
  await log(page, 'You', '-3');
  await expect(field(page, 'How much')).toHaveAccessibleDescription(/This cannot be below zero\./);
  await expect(field(page, 'How much')).toHaveValue('-3');
  await expect(page.getByRole('region', { name: 'Log of contributions' })).toBeHidden();
});
