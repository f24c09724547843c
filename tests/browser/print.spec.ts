import { expect, reachVerdict, test, verdict } from './support/app.ts';
import { billAcme, fewReferrals } from './support/referrals.ts';

test('on paper the verdict stands without the controls, and what is folded is unfolded', async ({ page }) => {
  await reachVerdict(page);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(verdict(page)).toBeVisible();
  await expect(page.getByRole('region', { name: 'What was tested' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Month by month as a table' })).toBeVisible();
  await expect(page.getByText('Introductions a year', { exact: true })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.getByRole('slider').first()).toBeHidden();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(page.getByRole('region', { name: 'What was tested' })).toHaveCount(0);
});

test('the ledger of referrals on paper: every referral, without what one types', async ({ page }) => {
  await fewReferrals(page);
  await billAcme(page);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  for (const client of ['Acme', 'Birch', 'Cobalt', 'Elm']) await expect(page.getByRole('button', { name: client, exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Enter a referral' })).toBeHidden();
  await expect(page.getByLabel('Choose all')).toBeHidden();
  await expect(page.getByRole('link', { name: 'What is owed' })).toBeHidden();
});
