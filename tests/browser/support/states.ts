import type { Page } from '@playwright/test';
import { answer, expect, field, goTo, open, reachVerdict, saved, value } from './app.ts';
import { addCandidate, imported, manyCandidates, openCandidate, settled, twoCandidates } from './partners.ts';
import { paste } from './work.ts';
import { addPartnership, loadPortfolio } from './worth.ts';

/** Ways to the states in which every screen is looked at. */
export const states: [string, (page: Page) => Promise<void>][] = [
  ['first visit', (page) => open(page)],
  ['verdict with everything unfolded', async (page) => {
    await reachVerdict(page);
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    await page.getByRole('button', { name: '$4,000', exact: true }).first().click();
  }],
  ['a field with something wrong', async (page) => {
    await reachVerdict(page);
    await answer(page, value, 'many');
    await expect(field(page, value)).toHaveAttribute('aria-invalid', 'true');
  }],
  ['offer dialog', async (page) => {
    await open(page);
    await page.getByRole('button', { name: 'add', exact: true }).click();
    await page.getByLabel('Model').selectOption('hybrid');
    await page.getByRole('button', { name: 'Put on the table' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  }],
  ['joint work', async (page) => {
    await open(page);
    await page.getByLabel('We do projects together').check();
    await answer(page, 'What there is to divide', '10000');
    await page.getByRole('button', { name: '50 / 50' }).click();
    await page.getByLabel('How much').fill('70');
    await page.getByLabel('Worth an hour').fill('100');
    await page.getByRole('button', { name: 'Add to the log' }).click();
    await expect(page.getByRole('region', { name: 'Log of contributions' })).toBeVisible();
  }],
  ['Partners, empty', (page) => open(page, '#/partners')],
  ['Partners compared, with everything unfolded', async (page) => {
    await open(page, '#/partners');
    await twoCandidates(page);
    await addCandidate(page, 'Verzekeringsmaatschappijenoverleg-Noordzeekustgemeenschap & Partners of Nowhere in Particular');
    await settled(page);
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    await page.getByRole('row', { name: /^Score/ }).getByRole('button').first().click();
  }],
  ['One partner, unfolded, with something wrong', async (page) => {
    await open(page, '#/partners');
    await twoCandidates(page);
    await openCandidate(page, 'Harbor Copy');
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    await answer(page, 'Your clients', '40');
    await answer(page, 'Their clients', '34');
    await answer(page, 'Shared clients', '22');
    await field(page, 'Began on').fill('2024-01-01');
    await page.getByRole('button', { name: 'Add this partnership' }).click();
    await field(page, 'Began on').fill('soon');
    await page.getByRole('button', { name: 'Add this partnership' }).click();
    await expect(field(page, 'Began on')).toHaveAttribute('aria-invalid', 'true');
  }],
  ['One partner who is not there', (page) => open(page, '#/partners/nobody')],
  ['Forty partners', async (page) => {
    await open(page, '#/data');
    await imported(page, await manyCandidates(40));
    await goTo(page, 'Partners');
    await settled(page);
  }],
  ['Worth it, empty', async (page) => {
    await open(page, '#/worth');
    await expect(field(page, 'What an hour of yours is worth')).toBeVisible();
  }],
  ['Worth it with everything unfolded', async (page) => {
    await loadPortfolio(page);
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    for (const figure of ['ratio', 'money']) await page.locator(`[data-figure=${figure}]`).last().click();
  }],
  ['Worth it, a partnership with something wrong', async (page) => {
    await open(page, '#/worth');
    await answer(page, 'What an hour of yours is worth', '100');
    await page.getByRole('button', { name: 'Add a partnership' }).click();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(field(page, 'Name')).toHaveAttribute('aria-invalid', 'true');
    await page.getByText('The same in the months before').click();
  }],
  ['Worth it with a long name and huge numbers', async (page) => {
    await open(page, '#/worth');
    await answer(page, 'What an hour of yours is worth', '100');
    await addPartnership(page, { 'Name': 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3), 'Revenue through it': '9007199254740', 'Hours of keeping it': '1' });
    await addPartnership(page, { 'Name': 'Nothing', 'Revenue through it': '0', 'Hours of keeping it': '0' });
  }],
  ['My work, empty', (page) => open(page, '#/work')],
  ['My work with a pasted text', async (page) => {
    await open(page, '#/work');
    await page.getByLabel('Rows from Excel, Google Sheets or LibreOffice').fill(paste);
    await expect(page.getByRole('heading', { name: 'Is this how it is meant?' })).toBeVisible();
  }],
  ['My work with rows', async (page) => {
    await open(page, '#/work');
    await page.getByLabel('Rows from Excel, Google Sheets or LibreOffice').fill(paste);
    await page.getByRole('button', { name: /^Add these/ }).click();
    await expect(page.getByRole('heading', { name: 'Your rows' })).toBeVisible();
  }],
  ['Share & data', async (page) => {
    await reachVerdict(page);
    await saved(page);
    await goTo(page, 'Share & data');
  }],
  ['a store that cannot be read', async (page) => {
    await open(page);
    await page.evaluate(() => localStorage.setItem('concord/a', 'torn'));
    await page.reload();
    await page.getByRole('link', { name: 'What to do' }).click();
    await expect(page.getByRole('button', { name: 'Download the text' })).toBeVisible();
  }],
  ['a file that is refused', async (page) => {
    await open(page, '#/data');
    await page.getByLabel('Choose a file…').setInputFiles({ name: 'no.json', mimeType: 'application/json', buffer: Buffer.from('{"a":') });
    await expect(page.getByText('was not opened')).toBeVisible();
  }],
];
