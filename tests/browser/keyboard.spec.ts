import type { Page } from '@playwright/test';
import { expect, field, introductions, open, projects, reachVerdict, test, value, verdict } from './support/app.ts';

/** Presses Tab until the focus is on what is asked for. */
async function tabTo(page: Page, target: ReturnType<Page['getByRole']>) {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

test('from the first visit to the verdict', async ({ page }) => {
  await open(page);
  for (const [label, text] of [[introductions, '12'], [projects, '5'], [value, '8000']] as const) {
    await tabTo(page, field(page, label));
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Tab');
  await expect(verdict(page)).toContainText('Offer');
});

test('an offer: into the dialog, through it, and back to where it was opened', async ({ page }) => {
  await reachVerdict(page);
  const add = page.getByRole('button', { name: 'add', exact: true });
  await tabTo(page, add);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  for (let presses = 0; presses < 25; presses += 1) {
    await page.keyboard.press('Tab');
    const outside = await page.evaluate(() => document.activeElement !== document.body && !document.activeElement!.closest('dialog'));
    expect(outside, 'the focus stays in the dialog').toBe(false);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(add).toBeFocused();

  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('combobox', { name: 'Model' }));
  await page.keyboard.type('A fee');
  await tabTo(page, field(dialog, 'Fee'));
  await page.keyboard.type('250');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: '$250 a project', exact: true })).toBeVisible();
});

test('a slider, undone by keys', async ({ page }) => {
  await reachVerdict(page);
  const slider = page.getByRole('slider', { name: 'Introductions a year' });
  await tabTo(page, slider);
  await page.keyboard.press('End');
  await expect(field(page, introductions)).toHaveValue('60');
  await page.keyboard.press('Control+z');
  await expect(field(page, introductions)).toHaveValue('12');
  await page.keyboard.press('Control+Shift+z');
  await expect(field(page, introductions)).toHaveValue('60');
});

test('the first key leads past the navigation', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});
