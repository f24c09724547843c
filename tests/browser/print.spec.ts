import { expect, reachVerdict, test, verdict } from './support/app.ts';

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
