import { expect, reachVerdict, test, verdict } from './support/app.ts';

test('on paper the verdict stands without the controls, and what is folded is unfolded', async ({ page }) => {
  await reachVerdict(page);
  await page.emulateMedia({ media: 'print' });
  await expect(verdict(page)).toBeVisible();
  await expect(page.getByRole('region', { name: 'What was tested' })).toBeVisible();
  await expect(page.getByText('Introductions a year', { exact: true })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.getByRole('slider').first()).toBeHidden();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden();
});
