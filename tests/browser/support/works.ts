import { expect, type Locator, type Page } from '@playwright/test';
import { open, saved } from './app.ts';

/** The referrer of the fixture with the longest name. */
export const longReferrer = 'Verzekeringsmaatschappijenoverleg-Noordzeekustgemeenschap & Partners';

/** Opens a ledger of thirty-two referrals through a file, and goes to what they say about their sources. */
export async function loadReferrals(page: Page) {
  await open(page, '#/data');
  await page.getByLabel('Choose a file…').setInputFiles('checks/fixtures/referrals.json');
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await saved(page);
  await page.evaluate(() => { location.hash = '#/referrals/works'; });
  await expect(sources(page)).toBeVisible();
}

/** The table of sources. */
export function sources(page: Page): Locator {
  return page.getByRole('region', { name: 'What each source came to as a table' });
}

/** The row of a source. */
export function source(page: Page, name: string): Locator {
  return sources(page).locator('tbody tr').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
}

/** Puts the referrals together in another way. */
export async function putTogether(page: Page, way: 'By kind of source' | 'By source' | 'By referrer') {
  await page.getByRole('radio', { name: way, exact: true }).check();
}
