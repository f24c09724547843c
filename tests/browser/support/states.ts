import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import {
  answer, comparison, expect, field, goTo, introductions, open, projects, reachVerdict, saved, simulated, unfold, usualYear, value, verdict,
} from './app.ts';
import { addCandidate, imported, manyCandidates, openCandidate, settled, twoCandidates } from './partners.ts';
import { frozen, openProposal, openSending } from './proposal.ts';
import { loadProgram, unfoldOne } from './program.ts';
import { addLine, agree, billAcme, enter, fewReferrals, openReferral, tableOf } from './referrals.ts';
import { paste } from './work.ts';
import { loadReferrals, longReferrer, putTogether, source } from './works.ts';
import { addPartnership, loadPortfolio } from './worth.ts';

type State = [string, (page: Page) => Promise<void>];

/** Ways to the states in which every screen is looked at. */
export const states: State[] = [
  ['first visit', (page) => open(page)],
  ['verdict with everything unfolded', async (page) => {
    await reachVerdict(page);
    await unfold(page);
    await comparison(page).locator('td.pick[data-row=payout] button').click();
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0, { timeout: 60_000 });
  }],
  ['verdict of a usual year', async (page) => {
    await reachVerdict(page);
    await usualYear(page);
    await comparison(page).locator('td.pick[data-row=payout] button').click();
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
  ['offers set aside, and what they were before', async (page) => {
    await open(page, '#/data');
    await imported(page, await readFile('checks/fixtures/offers.json'));
    await goTo(page, 'Terms');
    await simulated(page);
    await page.getByText('Changes of the terms').click();
    await expect(page.getByRole('button', { name: /^Put back/ }).first()).toBeVisible();
  }],
  ['dialog of an offer that is there', async (page) => {
    await reachVerdict(page);
    await page.locator('.chips').getByRole('button', { name: '10%', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Duplicate' })).toBeVisible();
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
    await unfold(page);
    await page.getByRole('row', { name: /^Score/ }).getByRole('button').first().click();
  }],
  ['One partner, unfolded, with something wrong', async (page) => {
    await open(page, '#/partners');
    await twoCandidates(page);
    await openCandidate(page, 'Harbor Copy');
    await unfold(page);
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
  ['Overview, empty', (page) => open(page, '#/overview')],
  ['Overview of the example', async (page) => {
    await open(page, '#/example');
    await expect(page.locator('.trio [data-verdict]')).toHaveCount(3);
  }],
  ...(['Ledger', 'What is owed', 'Program', 'What works', 'Under other terms'] as const).map((part): State => [`${part} of the example`, async (page) => {
    await open(page, '#/example');
    await expect(page.locator('.trio [data-verdict]')).toHaveCount(3);
    await goTo(page, 'Referrals');
    await page.getByRole('navigation', { name: 'Referrals' }).getByRole('link', { name: part, exact: true }).click();
    await expect(page.locator('.verdict h2')).toBeVisible();
    await expect(page.locator('.panel')).not.toHaveCount(0);
  }]),
  ['Overview with long names of workspaces', async (page) => {
    await open(page, '#/overview');
    for (const name of ['Wolfeschlegelsteinhausenbergerdorff'.repeat(3), 'A second line of work, with all its partners and terms']) {
      await page.getByRole('button', { name: 'New workspace…' }).click();
      await field(page.getByRole('dialog'), 'Name').fill(name);
      await page.getByRole('button', { name: 'Add and open' }).click();
    }
    await page.getByRole('button', { name: 'Copy this one…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  }],
  ['Worth it, empty', async (page) => {
    await open(page, '#/worth');
    await expect(field(page, 'What an hour of yours is worth')).toBeVisible();
  }],
  ['Worth it with everything unfolded', async (page) => {
    await loadPortfolio(page);
    await unfold(page);
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
  ['Worth it, paid by terms, with everything unfolded', async (page) => {
    await loadPortfolio(page, 'portfolio-terms');
    await unfold(page);
    await page.locator('[data-figure=payouts]').first().click();
  }],
  ['Worth it, a partnership paid by terms, with something wrong', async (page) => {
    await loadPortfolio(page, 'portfolio-terms');
    await page.getByRole('button', { name: 'Change Lindqvist Design' }).click();
    await answer(page, 'Projects won in these months', '0');
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await expect(field(page, 'Projects won in these months')).toHaveAttribute('aria-invalid', 'true');
  }],
  ['Worth it with one huge ratio and a loss', async (page) => {
    await open(page, '#/worth');
    await answer(page, 'What an hour of yours is worth', '100');
    for (const [name, revenue] of [['Small', '100'], ['Low', '1800'], ['Fair', '8200'], ['Huge', '400000'], ['Loss', '-4000']] as const) {
      await addPartnership(page, { 'Name': name, 'Revenue through it': revenue, 'Hours of keeping it': '0', 'Money spent on it': '1000' });
    }
  }],
  ['Worth it with a long name and huge numbers', async (page) => {
    await open(page, '#/worth');
    await answer(page, 'What an hour of yours is worth', '100');
    await addPartnership(page, { 'Name': 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3), 'Revenue through it': '9007199254740', 'Hours of keeping it': '1' });
    await addPartnership(page, { 'Name': 'Nothing', 'Revenue through it': '0', 'Hours of keeping it': '0' });
  }],
  ['Referrals, empty', (page) => open(page, '#/referrals')],
  ['Referrals with a line that cannot be read', async (page) => {
    await open(page, '#/referrals');
    await enter(page, { client: '', by: 'Ana', day: 'soon', expected: 'much' });
    await expect(field(page, 'Introduced on')).toHaveAttribute('aria-invalid', 'true');
  }],
  ['Referrals, some of them chosen', async (page) => {
    await fewReferrals(page);
    await enter(page, { client: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(3), by: 'Verzekeringsmaatschappijenoverleg-Noordzeekustgemeenschap', expected: '90071992547409' });
    await billAcme(page);
    await page.getByLabel('Choose all').check();
  }],
  ['One referral with something wrong', async (page) => {
    await fewReferrals(page);
    const dialog = await openReferral(page, 'Acme');
    await addLine(dialog, 'Refund of it', { Date: '2026-04-20', Amount: '100' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(field(dialog, 'Date')).toHaveAttribute('aria-invalid', 'true');
  }],
  ['What is owed, and an account with a statement', async (page) => {
    await fewReferrals(page);
    await billAcme(page);
    await page.getByRole('link', { name: 'What is owed' }).click();
    await page.getByRole('link', { name: 'Harbor Copy' }).click();
    await agree(page, 'them', '10%', '2026-01-01');
    await page.getByLabel('Period').selectOption('This year');
  }],
  ['What is owed by all', async (page) => {
    await fewReferrals(page);
    await billAcme(page);
    await page.getByRole('link', { name: 'What is owed' }).click();
    await page.getByRole('link', { name: 'Harbor Copy' }).click();
    await agree(page, 'them', '10%', '2026-01-01');
    await page.getByRole('link', { name: 'All accounts' }).click();
    await expect(page.getByRole('region', { name: 'Accounts as a table' })).toBeVisible();
  }],
  ['Referrals under other terms', async (page) => {
    await fewReferrals(page);
    await billAcme(page);
    await page.getByRole('link', { name: 'Under other terms' }).click();
  }],
  ['A table of referrals with rows that cannot be taken', async (page) => {
    await open(page, '#/referrals/import');
    await page.getByLabel('Choose a table…').setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(tableOf(40).text) });
    await expect(page.getByRole('heading', { name: 'Rows that cannot be taken' })).toBeVisible();
  }],
  ['A table that cannot be read', async (page) => {
    await open(page, '#/referrals/import');
    await page.getByLabel('Choose a table…').setInputFiles({ name: 'no.csv', mimeType: 'text/csv', buffer: Buffer.from([0, 1, 2]) });
    await expect(page.getByText('was not read.')).toBeVisible();
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
  ['assumptions that rows speak of, unfolded', async (page) => {
    await open(page, '#/work');
    await page.getByLabel('Rows from Excel, Google Sheets or LibreOffice').fill(paste);
    await page.getByRole('button', { name: /^Add these/ }).click();
    await expect(page.getByRole('heading', { name: 'Your rows' })).toBeVisible();
    await goTo(page, 'Terms');
    for (const [label, text] of [[introductions, '12'], [projects, '12'], [value, '8000']] as const) await answer(page, label, text);
    await simulated(page);
    await unfold(page);
    await expect(page.getByRole('button', { name: /^From your list/ })).not.toHaveCount(0);
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
  ['Send to partner', async (page) => {
    await openSending(page);
    await unfold(page);
  }],
  ['Send to partner with nothing to send', async (page) => {
    await open(page, '#/send');
    await expect(page.getByText('There is nothing to send yet')).toBeVisible();
  }],
  ['a proposal with everything in it', async (page) => {
    await openProposal(page, await readFile(frozen));
    await page.locator('td[data-row=payout] button').first().click();
  }],
  ['a proposal that was changed by hand, with a figure that cannot be taken', async (page) => {
    await openProposal(page, (await readFile(frozen, 'utf8')).replace('"paid":360000', '"paid":460000').replace('"tax":', '"taste":1,"tax":'));
    await answer(page, 'Your hour is worth', 'much');
    await expect(verdict(page)).toBeVisible();
  }],
  ['a page about to start from a proposal', async (page) => {
    await openProposal(page, await readFile(frozen));
    await page.getByRole('button', { name: 'Start my own page from this…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  }],
  ['no proposal is open, and a workspace was chosen', async (page) => {
    await open(page, '#/proposal');
    await page.getByLabel('Choose a proposal…').setInputFiles('checks/fixtures/verdict.json');
    await expect(page.getByText('was not opened')).toBeVisible();
  }],
  ['What works, empty', async (page) => {
    await open(page, '#/referrals/works');
    await expect(page.getByRole('link', { name: 'Go to the ledger' })).toBeVisible();
  }],
  ['What works by referrer, with a long name and everything unfolded', async (page) => {
    await loadReferrals(page);
    await putTogether(page, 'By referrer');
    await unfold(page);
    await source(page, longReferrer).locator('[data-figure=value] button').click();
  }],
  ['everything about to be erased', async (page) => {
    await open(page, '#/data');
    await page.getByRole('button', { name: 'Erase everything…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  }],
  ['Program, empty', (page) => open(page, '#/referrals/program')],
  ['Program with everything unfolded, and a message with something wrong', async (page) => {
    await loadProgram(page);
    await unfold(page);
    const message = await unfoldOne(page, 'Thanks for an introduction');
    await answer(message, 'Subject', 'Dear {name}');
    await expect(field(message, 'Subject')).toHaveAttribute('aria-invalid', 'true');
  }],
  ['A message that is written', async (page) => {
    await loadProgram(page);
    await page.getByRole('button', { name: 'Write about the reward for Client 7' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  }],
  ['Page for referrers', async (page) => {
    await loadProgram(page, '#/referrals/handout');
    await expect(page.getByRole('region', { name: 'Page for referrers' })).toBeVisible();
  }],
  ['Experiments, one of them counted from the ledger', async (page) => {
    await loadProgram(page, '#/referrals/works');
    await expect(page.locator('[data-experiment]')).toHaveCount(2);
    await page.getByText('Count from the ledger').first().click();
    await answer(page.getByRole('group', { name: 'Gift card' }), 'Until', 'soon');
    await expect(page.getByText('for more than one way')).toBeVisible();
  }],
];
