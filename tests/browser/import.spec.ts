import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, field, open, saved, test } from './support/app.ts';
import { agree, fewReferrals, billAcme, row, tableOf } from './support/referrals.ts';

const count = (page: Page, code: string) => page.locator(`[data-import=${code}]`);
const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true }).first();

async function choose(page: Page, text: string | Buffer, name = 'referrals.csv') {
  await page.getByLabel('Choose a table…').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

async function download(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()]);
  return { name: file.suggestedFilename(), text: await readFile((await file.path())!, 'utf8') };
}

test('five thousand rows with twelve bad ones: imported, two mended, undone, filtered, a statement, printed', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, '#/referrals/import');
  const { text, bad } = tableOf(5000);
  expect(bad).toHaveLength(12);
  await choose(page, text);
  await expect(page.locator('[data-table]')).toContainText('5000 rows');
  // Nothing is open: 31. in a date, and a comma before two digits.
  await expect(page.getByLabel('Dates')).toHaveValue('day-first');
  await expect(page.getByLabel('Amounts')).toHaveValue('comma');
  await expect(count(page, 'added')).toHaveAttribute('data-value', '4988', { timeout: 60_000 });
  await expect(count(page, 'contacts')).toHaveAttribute('data-value', '40');
  await expect(count(page, 'bad')).toHaveAttribute('data-value', '12');
  for (const line of bad) await expect(page.locator('[data-bad]').getByText(`Line ${line}`, { exact: true })).toBeVisible();
  await expect(page.locator('[data-bad]')).toContainText('the payment comes before its invoice');
  const mend = await download(page, 'Save these rows as a file');
  expect(mend.name).toMatch(/^concord-rows-to-mend-\d{4}-\d\d-\d\d\.csv$/);
  expect(mend.text.trim().split('\r\n')).toHaveLength(13);
  await page.getByRole('button', { name: 'Import 4988 referrals' }).click();
  await expect(page.locator('[data-found]')).toContainText('4,988 · ');
  // Only what is in sight is in the document, and twenty rows more.
  expect(await page.locator('.referral').count()).toBeLessThanOrEqual(30);

  // Two of the bad rows are mended in the file, and come in alone.
  const rows = mend.text.replace('\ufeff', '').trim().split('\r\n');
  const mended = [rows[0]!, rows[1]!.replace('31.02.2024', '28.02.2022'), rows[2]!.replace('a lot', '1.234,50')].join('\r\n');
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await choose(page, mended);
  await expect(count(page, 'added')).toHaveAttribute('data-value', '2');
  await page.getByRole('button', { name: 'Import 2 referrals' }).click();
  await expect(page.locator('[data-found]')).toContainText('4,990 · ');
  await undo(page).click();
  await expect(page.locator('[data-found]')).toContainText('4,988 · ');
  await undo(page).click();
  await expect(page.locator('.referral')).toHaveCount(0);
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect(page.locator('[data-found]')).toContainText('4,988 · ');

  await field(page, 'Find').fill('Contact 7');
  await expect(page.locator('[data-found]')).toContainText('125 of 4,988');
  await field(page, 'Find').fill('');
  await page.getByRole('link', { name: 'What is owed' }).click();
  await page.getByRole('link', { name: 'Contact 8', exact: true }).click();
  await agree(page, 'them', '10%', '2020-01-01');
  await page.getByLabel('Period').selectOption('Other days');
  await field(page, 'First day').fill('2020-01-01');
  await field(page, 'First day').press('Tab');
  await field(page, 'Last day').fill('2025-12-31');
  await field(page, 'Last day').press('Tab');
  const statement = page.getByRole('region', { name: 'Statement as a table' });
  const amounts = await statement.locator('[data-figure=amount]').evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
  const closing = Number(await statement.locator('[data-figure=closing]').getAttribute('data-value'));
  expect(amounts.length).toBeGreaterThan(100);
  expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(closing);
  await page.emulateMedia({ media: 'print' });
  await expect(statement).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add the payment' })).toBeHidden();
});

test('what is exported comes in again as the same, and nothing of it is a formula', async ({ page }) => {
  await fewReferrals(page);
  await billAcme(page);
  await field(page, 'Client').fill('=HYPERLINK("http://x")');
  await field(page, 'Client').press('Enter');
  await expect(page.locator('.referral')).toHaveCount(5);
  const { name, text } = await download(page, 'Export as a table');
  expect(name).toMatch(/^concord-referrals-\d{4}-\d\d-\d\d\.csv$/);
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await choose(page, text);
  await expect(count(page, 'same')).toHaveAttribute('data-value', '5');
  await expect(page.getByRole('button', { name: 'Import 0 referrals' })).toBeDisabled();
  // Into an empty ledger.
  await page.getByRole('link', { name: 'Ledger', exact: true }).click();
  await page.getByLabel('Choose all').check();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await choose(page, text);
  await expect(count(page, 'added')).toHaveAttribute('data-value', '5');
  await page.getByRole('button', { name: 'Import 5 referrals' }).click();
  await expect(page.locator('.referral')).toHaveCount(5);
  await expect(row(page, 'Acme').locator('.at-received')).toHaveAttribute('data-value', '740000');
  await expect(row(page, '=HYPERLINK("http://x")')).toBeVisible();
  await saved(page);
});

test('another program is recognised, columns are meant anew, and that is remembered', async ({ page }) => {
  await open(page, '#/referrals/import');
  const text = 'Name;Seen on;Owner;Sum\nAcme;03/04/2026;Ana;1200\nBirch;05/06/2026;Bo;900\n';
  await choose(page, text);
  await expect(page.getByText('Say whether dates start with the day or with the month.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
  await page.getByLabel('Dates').selectOption('day-first');
  await page.getByLabel('Sum').selectOption('Expected value');
  await expect(count(page, 'added')).toHaveAttribute('data-value', '2');
  await expect(page.getByRole('region', { name: 'The first referrals as they will be' })).toContainText('Apr 3, 2026');
  await page.getByRole('button', { name: 'Import 2 referrals' }).click();
  await expect(page.locator('.referral')).toHaveCount(2);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await choose(page, text.replace('Acme', 'Cedar'));
  await expect(page.getByLabel('Dates')).toHaveValue('day-first');
  await expect(page.getByLabel('Sum')).toHaveValue('Expected value');
  await expect(count(page, 'same')).toHaveAttribute('data-value', '1');
  await expect(count(page, 'added')).toHaveAttribute('data-value', '1');
});

test('what is no table is refused with its reason, and nothing is lost', async ({ page }) => {
  await open(page, '#/referrals/import');
  for (const [name, content, reason] of [
    ['picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3]), /./],
    ['wide.csv', Buffer.from(`${'a,'.repeat(600)}\n${'1,'.repeat(600)}\n`), /columns/],
    ['cell.csv', Buffer.from(`Client,Introduced\n${'x'.repeat(200_000)},2026-01-01\n`), /./],
    ['empty.csv', Buffer.from(''), /./],
  ] as const) {
    await choose(page, content, name);
    const problem = page.getByRole('alert').filter({ hasText: `“${name}” was not read.` });
    await expect(problem).toHaveText(reason);
    await expect(page.getByRole('heading', { name: 'Is this how it is meant?' })).toHaveCount(0);
  }
  await choose(page, 'Client,Introduced\nAcme,2026-01-05\n');
  await expect(count(page, 'added')).toHaveAttribute('data-value', '1');
});

test('an import that is stopped in the middle leaves the ledger as it was', async ({ page }) => {
  await fewReferrals(page);
  // The worker rests between its slices, so that there is time to stop it.
  await page.route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    const slow = 'const later = setTimeout; globalThis.setTimeout = (act) => later(act, 300);';
    await route.fulfill({ response, body: slow + (await response.text()) });
  });
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  const { text } = tableOf(10_000);
  await choose(page, text);
  const progress = page.getByRole('progressbar', { name: 'Rows read' });
  await expect(page.locator('[data-table]')).toContainText('10000 rows');
  await expect(progress).toBeVisible();
  const done = () => progress.evaluate((bar: HTMLProgressElement) => bar.position);
  const before = await done();
  await expect.poll(done).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(progress).toHaveCount(0);
  await expect(page.locator('[data-table]')).toHaveCount(0);
  await page.waitForTimeout(1_000);
  await expect(count(page, 'added')).toHaveCount(0);
  await page.getByRole('link', { name: 'Ledger', exact: true }).click();
  await expect(page.locator('.referral')).toHaveCount(4);
  // Another one can be brought in at once.
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await choose(page, 'Client,Introduced\nAlder,2026-01-05\n');
  await expect(count(page, 'added')).toHaveAttribute('data-value', '1');
});

test('columns of several tables are remembered, in whatever order they stand', async ({ page }) => {
  await open(page, '#/referrals/import');
  const bring = async (text: string, columns: [string, string][]) => {
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await choose(page, text);
    await expect(page.locator('[data-table]')).toBeVisible();
    for (const [column, meaning] of columns) await page.getByLabel(column, { exact: true }).selectOption(meaning);
    await page.getByRole('button', { name: 'Import 1 referral', exact: true }).click();
    await expect(page.locator('[data-found]')).toBeVisible();
  };
  await bring('Name;Seen on;Sum\nAcme;31/12/2025;1200\n', [['Sum', 'Expected value']]);
  await bring('Who|When|What\nBirch|2026-01-02|Roof\n', [['Who', 'Client'], ['When', 'Introduced'], ['What', 'Project']]);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await choose(page, 'Sum;Name;Seen on\n900;Cedar;30/12/2025\n');
  await expect(page.getByLabel('Sum', { exact: true })).toHaveValue('Expected value');
  await choose(page, 'Who|When|What\nElm|2026-01-03|Door\n');
  await expect(page.getByLabel('What', { exact: true })).toHaveValue('Project');
});
