import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { answer, comparison, expect, field, foreign, goTo, head, open, reachVerdict, record, saved, test, usualYear, verdict } from './support/app.ts';
import { choose, exported, program } from './support/data.ts';
import { frozen, openProposal, openSending, partner, proposalOfIntroducer, receive, saveProposal } from './support/proposal.ts';
import { kept } from './support/store.ts';
import { loadPortfolio } from './support/worth.ts';

/** The exact values of a row of the comparison, by offer; no deal is the empty id. */
async function row(page: Page, name: string): Promise<{ [offer: string]: string }> {
  const cells = comparison(page).locator(`td[data-row=${name}]`);
  await expect(cells.first()).toBeVisible();
  return Object.fromEntries(await cells.evaluateAll((cells) =>
    cells.map((cell) => [cell.getAttribute('data-offer') ?? '', cell.getAttribute('data-value')!] as const)));
}

/** Goes to the terms and through every private field that there is. */
async function keepSecrets(page: Page) {
  await loadPortfolio(page);
  await goTo(page, 'My work');
  await page.getByLabel('Rows from Excel, Google Sheets or LibreOffice').fill('Client\tPaid on\tAmount\nZebra Holdings\t2026-01-15\t4,000.00');
  await page.getByRole('button', { name: /^Add this|^Add these|^Add / }).first().click();
  await goTo(page, 'Terms');
  await answer(page, 'Introductions a year, about', '12');
  await answer(page, 'Of these, how many become paid work', '5');
  await answer(page, 'What a typical project is worth', '8000');
  await answer(page, 'Of every 100 billed, left after delivering', '37');
  await page.getByText('More you can say').click();
  await answer(page, 'Your hour is worth', '143');
  await answer(page, 'Their hour', '77');
  await answer(page, 'Clients who would have come anyway', '23');
}

test('there is something to send once there is a verdict', async ({ page }) => {
  await open(page);
  await expect(page.getByRole('link', { name: 'Send to partner…' })).toBeHidden();
  await reachVerdict(page);
  await expect(page.getByRole('link', { name: 'Send to partner…' })).toBeVisible();
  await page.getByLabel('We do projects together').check();
  await expect(page.getByRole('link', { name: 'Send to partner…' })).toBeHidden();
});

test('exactly what is shown leaves, and nothing private', async ({ page }) => {
  await keepSecrets(page);
  const before = await (async () => { await saved(page); return kept(page); })();
  await page.getByRole('link', { name: 'Send to partner…' }).click();
  await answer(page, 'Your name, as your partner knows you (may stay empty)', 'Mara Lind');
  await page.getByLabel('A word to go with it (may stay empty)').fill('Shall we talk on Friday?');
  await page.getByRole('checkbox', { name: '15%, 3 months' }).uncheck();
  await page.getByRole('radio', { name: '10%' }).check();

  const shown = await page.locator('[data-field]').evaluateAll((fields) => fields.map((field) => field.getAttribute('data-field')!));
  await page.getByText('The file as text').click();
  const text = await page.getByRole('region', { name: 'The file as text' }).innerText();
  const file = await saveProposal(page);
  expect(file).toBe(text);
  const { proposal } = JSON.parse(file);
  expect([...new Set(shown)].sort()).toEqual(Object.keys(proposal).sort());
  expect(shown.filter((field) => field === 'offers')).toHaveLength(proposal.offers.length);
  const at = (name: string) => page.locator(`[data-field=${name}]`);
  await expect(at('sender')).toContainText(proposal.sender);
  await expect(at('message')).toContainText(proposal.message);
  await expect(at('currency')).toContainText(proposal.currency);
  await expect(at('id')).toContainText(proposal.id);
  await expect(at('introductions')).toContainText(String(proposal.introductions.likely / 1e6));
  await expect(at('projects')).toContainText(String(proposal.projects.likely / 1e6));
  await expect(at('value')).toContainText('$8,000');
  await expect(at('proposed')).toContainText('10%');
  await expect(at('offers').nth(2)).toContainText('You pay $4,000 in a usual year.');
  expect(proposal.offers[2].paid).toBe(400_000);

  for (const secret of ['370000', '37%', '14300', '7700', '230000', 'margin"', 'hour', 'came_anyway', 'Zebra', 'Holdings', 'rows', '"list"']) {
    expect(file).not.toContain(secret);
  }
  const portfolio = JSON.parse(await readFile('checks/fixtures/portfolio.json', 'utf8')).workspace.partnerships.entries;
  for (const { name, figures } of portfolio) {
    expect(file).not.toContain(name);
    if (figures.note) expect(file).not.toContain(figures.note);
  }
  const notIncluded = page.getByRole('list').filter({ hasText: 'Your margin' });
  await expect(notIncluded).toContainText('The offer that you did not tick');
  await expect(notIncluded).toContainText('How many of these clients would have come anyway');
  // Ticked, it leaves and is no longer listed as staying; the changed proposal is another one.
  await page.getByLabel('Say how many of these clients would have come anyway').check();
  await expect(notIncluded).not.toContainText('How many of these clients would have come anyway');
  await expect(at('came_anyway')).toContainText('23%');
  const second = JSON.parse(await saveProposal(page));
  expect(second.proposal.came_anyway.likely).toBe(230_000);
  expect(second.proposal.id).not.toBe(proposal.id);
  expect(await kept(page)).toEqual(before);
});

test('whether offers work for the sender is only said if the sender wants', async ({ page }) => {
  await openSending(page);
  await page.getByLabel(/^Say which of these offers work for you/).uncheck();
  await expect(page.getByRole('list').filter({ hasText: 'Your margin' })).toContainText('Which of the offers work for you');
  const file = await saveProposal(page);
  expect(file).not.toContain('"works"');
  await openProposal(page, file);
  await expect(comparison(page).getByText('they do not say').first()).toBeVisible();
});

test('the partner sees the same pay from the other side', async ({ page, browser, baseURL }) => {
  await openSending(page);
  await answer(page, 'Your name, as your partner knows you (may stay empty)', 'Mara Lind');
  const file = await saveProposal(page);
  await goTo(page, 'Terms');
  await usualYear(page);
  const [paid, theirGain] = [await row(page, 'payout'), await row(page, 'gain-them')];

  const other = await partner(browser, baseURL!);
  const seen = await record(other);
  await openProposal(other, file);
  expect(other.url()).toContain('#/proposal');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Proposal from Mara Lind');
  await expect(verdict(other)).toHaveText('Mara Lind offers you 10% of what each client pays: it works for you and, they say, for them.');
  expect(await row(other, 'payout')).toEqual(paid);
  // With the usual hour on both pages the gain is the same too.
  expect(await row(other, 'gain-you')).toEqual(theirGain);
  await expect(comparison(other).getByRole('row', { name: /^They pay/ })).toBeVisible();
  await expect(field(other, 'Of every 100 billed, left after delivering')).toBeHidden();

  // Nine hours of record keeping at 1,500 are more than 4,000.
  await answer(other, 'Your hour is worth', '1500');
  await expect(verdict(other)).toContainText('it leaves you');
  // Going elsewhere and back keeps what was said; closing the page forgets all of it.
  await goTo(other, 'Terms');
  await other.getByRole('navigation').getByRole('link', { name: 'Proposal' }).click();
  await expect(field(other, 'Your hour is worth')).toHaveValue('1500');
  expect(await kept(other)).toEqual({});
  await other.reload();
  await expect(other.getByRole('heading', { name: 'No proposal is open' })).toBeVisible();
  await expect(other.getByRole('navigation').getByRole('link', { name: 'Proposal' })).toBeHidden();
  expect(seen.complaints).toEqual([]);
  expect(foreign(seen.requests, baseURL!)).toEqual([]);
  await other.context().close();
});

test('the reader’s own margin changes the verdict where the work is theirs', async ({ page }) => {
  const file = await proposalOfIntroducer(page);
  await usualYear(page);
  const theirs = await row(page, 'payout');
  await page.evaluate(() => localStorage.clear());
  await openProposal(page, file);
  expect(await row(page, 'payout')).toEqual(theirs);
  await expect(verdict(page)).toHaveText('Mara Lind asks you for 10% of what each client pays: it works for you and, they say, for them.');
  const margin = field(page, 'Of every 100 billed, left after delivering');
  await margin.fill('5');
  await expect(verdict(page)).toContainText('but it leaves you');
  await expect(comparison(page).locator('tr[data-row=works-you] td[data-works=fails]').first()).toBeVisible();
  await margin.fill('lots');
  await expect(margin).toHaveAttribute('aria-invalid', 'true');
  await margin.fill('60');
  await expect(verdict(page)).toContainText('it works for you');
  await page.getByRole('slider').press('Home');
  await expect(verdict(page)).toContainText('but it leaves you');
});

test('every figure of an opened proposal is that of its report', async ({ page }) => {
  const input = await readFile(frozen);
  await openProposal(page, input);
  const report = JSON.parse(execFileSync(program, { input, encoding: 'utf8' })).proposal.terms;
  const cells = comparison(page).locator('td[data-value]');
  await expect(cells).toHaveCount(5 * (report.offers.length + 1));
  for (const cell of await cells.all()) {
    const [name, id, value] = [await cell.getAttribute('data-row'), await cell.getAttribute('data-offer'), await cell.getAttribute('data-value')];
    const figures = id ? report.offers.find((offer: { id: string }) => offer.id === id).cases.likely : report.no_deal.likely;
    const reported: { [row: string]: number | null } = {
      payout: figures.payout,
      'keep-you': figures.keep.you,
      'gain-you': figures.gain.you,
      share: id && figures.share !== null ? Math.round(figures.share * 1e6) : null,
      hours: figures.hours * 2,
    };
    expect(value, `${name} of ${id ?? 'no deal'}`).toBe(String(reported[name!] ?? ''));
  }
  expect(await page.locator('[data-verdict]').getAttribute('data-verdict')).toBe(report.verdict.code);
  for (const row of ['works-you', 'works-them'] as const) {
    const shown = await comparison(page).locator(`tr[data-row=${row}] td[data-works]`).evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-works')));
    const code = (standing: string | null) => ({ works: 'works', 'works-usually': 'usually', fails: 'fails' })[standing ?? ''] ?? 'unsaid';
    expect(shown).toEqual(report.offers.map((offer: { tested: string; declared: string }) => code(row === 'works-you' ? offer.tested : offer.declared)));
  }
});

test('a page of one’s own starts from a proposal, and one undo brings the old one back', async ({ page }) => {
  const file = await proposalOfIntroducer(page);
  await page.getByLabel('They introduce clients to me').check();
  await goTo(page, 'My work');
  await page.getByLabel('Rows from Excel, Google Sheets or LibreOffice').fill('Client\tPaid on\tAmount\nAcme\t2026-01-15\t4,000.00');
  await page.getByRole('button', { name: /^Add / }).first().click();
  await goTo(page, 'Share & data');
  const mine = await exported(page);
  await saved(page);
  const before = await kept(page);

  await openProposal(page, file);
  await answer(page, 'Of every 100 billed, left after delivering', '45');
  await answer(page, 'Your hour is worth', '85');
  const paid = await row(page, 'payout');
  const gain = await row(page, 'gain-you');
  expect(await kept(page)).toEqual(before);
  await page.getByRole('button', { name: 'Start my own page from this…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start your own page from this?' });
  await expect(dialog.getByRole('row', { name: /^Answers about your work/ })).toBeVisible();
  await expect(dialog.getByRole('row', { name: /^Rows of your own list/ })).toBeHidden();
  await dialog.getByRole('button', { name: 'Leave it' }).click();
  expect(await kept(page)).toEqual(before);
  await page.getByRole('button', { name: 'Start my own page from this…' }).click();
  await dialog.getByRole('button', { name: 'Start from this' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Terms with Mara Lind');
  await usualYear(page);
  expect(await row(page, 'payout')).toEqual(paid);
  expect(await row(page, 'gain-you')).toEqual(gain);
  await expect(field(page, 'Of every 100 billed, left after delivering')).toHaveValue('45');
  await goTo(page, 'My work');
  await expect(page.getByText('Acme').first()).toBeVisible();
  await head(page, 'Undo').click();
  await goTo(page, 'Share & data');
  expect(await exported(page)).toBe(mine);
});

test('a proposal in another currency is not mixed with amounts that are here', async ({ page }) => {
  await loadPortfolio(page);
  await openProposal(page, await readFile(frozen));
  await page.getByRole('button', { name: 'Start my own page from this…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start your own page from this?' });
  await expect(dialog).toContainText('the proposal is in EUR, and your rows, joint work or partnerships are in USD');
  await expect(dialog.getByRole('button', { name: 'Start from this' })).toBeHidden();
});

const hostile: [string, (file: string) => string | Buffer, RegExp][] = [
  ['cut off', (file) => file.slice(0, -30), /ends too early/],
  ['of a newer version', (file) => file.replace('"version":1', '"version":2'), /this file is of version 2; this Concord reads up to version 1/],
  ['with one key twice', (file) => file.replace('"version":1', '"version":1,"version":1'), /the key "version" is there twice/],
  ['of 41 MB', (file) => file + ' '.repeat(41_000_000), /at most 40 MB can be read/],
  ['with a rate in words', (file) => file.replace('"rate":100000', '"rate":"10%"'), /the file has 1 value that cannot be/],
  ['with an amount past what is exact', (file) => file.replace(/"value":\{[^}]*\}/, '"value":{"likely":9007199254740991}'), /the file has 1 value that cannot be/],
  ['that proposes what it does not hold', (file) => file.replace(/"proposed":"[^"]*"/, '"proposed":"01920000-0000-7000-8000-00000000ffff"'), /the file has 1 value that cannot be/],
];

for (const [what, harm, message] of hostile) {
  test(`a proposal ${what} is refused in one message and changes nothing`, async ({ page }) => {
    await reachVerdict(page);
    await saved(page);
    const before = await kept(page);
    await goTo(page, 'Share & data');
    await choose(page, harm(await readFile(frozen, 'utf8')));
    await expect(page.getByText('was not opened')).toHaveText(message);
    await expect(page.getByText('was not opened')).toContainText('Nothing here has changed.');
    expect(page.url()).toContain('#/data');
    expect(await kept(page)).toEqual(before);
  });
}

test('a proposal that was changed by hand says so, and which pay it does not come to', async ({ page }) => {
  await openProposal(page, (await readFile(frozen, 'utf8')).replace('"paid":360000', '"paid":460000'));
  await expect(page.getByText('This file was changed after Concord wrote it')).toBeVisible();
  await expect(page.getByText(/^The file says that .* pays €4,600 a year; .* €3,600/)).toBeVisible();
});

test('a workspace where a proposal is expected says what it is, and the other way round it is opened', async ({ page }) => {
  await open(page, '#/proposal');
  await page.getByLabel('Choose a proposal…').setInputFiles('checks/fixtures/verdict.json');
  await expect(page.getByText('was not opened')).toHaveText(/a copy of a whole workspace, not a proposal; open it under “Share & data”/);
  await page.getByLabel('Choose a proposal…').setInputFiles(frozen);
  await expect(page.getByRole('heading', { name: 'Yours alone' })).toBeVisible();
  await page.getByRole('button', { name: 'Close the proposal' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Share & data');
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Proposal' })).toBeHidden();
  expect(await kept(page)).toEqual({});
});

test('a proposal in place of what was saved is not read as one’s work, and stays as it is', async ({ page }) => {
  await open(page);
  const file = await readFile(frozen, 'utf8');
  await page.evaluate((file) => localStorage.setItem('concord/a', file), file);
  await page.reload();
  await page.getByRole('link', { name: 'What to do' }).click();
  await expect(page.getByRole('button', { name: 'Download the text' })).toBeVisible();
  expect((await kept(page))['concord/a']).toBe(file);
});

test('a file that is dropped on the page is opened', async ({ page }) => {
  await open(page, '#/data');
  await expect(page.getByRole('heading', { name: 'Open a file' })).toBeVisible();
  const text = await readFile(frozen, 'utf8');
  await page.evaluate((text) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([text], 'proposal.json', { type: 'application/json' }));
    const target = document.querySelector('main')!;
    target.dispatchEvent(new DragEvent('dragover', { dataTransfer: dropped, bubbles: true, cancelable: true }));
    target.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  }, text);
  await expect(page.getByRole('heading', { name: 'Yours alone' })).toBeVisible();
});

test('a copy is exported first, then everything is erased', async ({ page }) => {
  await reachVerdict(page);
  await saved(page);
  const sentence = await verdict(page).innerText();
  await goTo(page, 'Share & data');
  const file = await exported(page);
  await page.getByRole('button', { name: 'Erase everything…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase everything?' });
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export a copy, then erase' }).click();
  const copy = await readFile(await (await download).path(), 'utf8');
  expect(copy).toBe(file);
  await expect(dialog).toBeHidden();
  expect(await kept(page)).toEqual({});
  await choose(page, copy);
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await goTo(page, 'Terms');
  await expect(verdict(page)).toHaveText(sentence);
});

test('on paper a proposal and what is sent stand without the controls', async ({ page }) => {
  await openSending(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Every field of the file, and nothing else')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save the file' })).toBeHidden();
  await expect(page.getByLabel('A word to go with it (may stay empty)')).toBeHidden();
  await page.emulateMedia({ media: null });
  await receive(page, await readFile(frozen));
  await expect(verdict(page)).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(verdict(page)).toBeVisible();
  await expect(comparison(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Close the proposal' })).toBeHidden();
});
