import { answer, expect, field, goTo, open, saved, test } from './support/app.ts';
import { addLine, agree, billAcme, clients, enter, fewReferrals, openReferral, row } from './support/referrals.ts';
import { choose } from './support/data.ts';
import { largeWorkspace } from './support/large.ts';
import type { Page } from '@playwright/test';

const found = (page: Page) => page.locator('[data-found]');
const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true }).first();

test('referrals are entered from the keyboard, one after the other, and are there after a reload', async ({ page }) => {
  await open(page, '#/referrals');
  await enter(page, { client: 'Acme', by: 'Harbor Copy', kind: 'Former client', day: '2026-03-04', expected: '8000' });
  await expect(field(page, 'Client')).toBeFocused();
  await expect(field(page, 'Client')).toHaveValue('');
  // The day and the kind stay for the next.
  await expect(field(page, 'Introduced on')).toHaveValue('2026-03-04');
  await page.keyboard.type('Birch');
  await page.keyboard.press('Enter');
  await expect(page.locator('.referral')).toHaveCount(2);
  await expect(page.getByText('2 referrals · 1 contact', { exact: true })).toBeVisible();
  await expect(row(page, 'Birch').locator('.at-introduced')).toHaveText('Mar 4, 2026');
  await saved(page);
  await page.reload();
  await expect(page.locator('.referral')).toHaveCount(2);
  await expect(row(page, 'Acme')).toContainText('Harbor Copy');
  await expect(row(page, 'Acme').locator('.at-worth')).toHaveAttribute('data-value', '800000');
});

test('what cannot be read is named at its field, and nothing is lost', async ({ page }) => {
  await open(page, '#/referrals');
  await enter(page, { client: '', by: 'Ana', day: 'soon', expected: 'much' });
  await expect(field(page, 'Client')).toHaveAccessibleDescription(/./);
  await expect(field(page, 'Introduced on')).toHaveAccessibleDescription(/This is not a date/);
  await expect(field(page, 'Expected value')).toHaveAccessibleDescription(/This is not a number/);
  await expect(page.getByLabel('By whom, or to whom')).toHaveValue('Ana');
  await expect(page.locator('.referral')).toHaveCount(0);
});

test('status and expected value are changed where they stand, and undone', async ({ page }) => {
  await fewReferrals(page);
  await expect(page.getByRole('heading', { name: '3 referrals are open and not decided yet.' })).toBeVisible();
  await row(page, 'Acme').getByLabel('Status of Acme').selectOption('Won');
  await row(page, 'Birch').getByLabel('Status of Birch').selectOption('Lost');
  await expect(page.getByRole('heading', { name: '1 of your 2 decided referrals became work.' })).toBeVisible();
  const expected = row(page, 'Cobalt').getByLabel('Expected from Cobalt');
  await expected.fill('1,234.56');
  await expected.press('Enter');
  await expect(row(page, 'Cobalt').locator('.at-worth')).toHaveAttribute('data-value', '123456');
  await expected.fill('soon');
  await expected.press('Tab');
  await expect(page.getByText('This is not a number', { exact: false })).toBeVisible();
  await expect(row(page, 'Cobalt').locator('.at-worth')).toHaveAttribute('data-value', '123456');
  await expect(expected).toHaveAttribute('aria-invalid', 'true');
  await expect(expected).toHaveValue('soon');
  await expected.fill('1234.56');
  await expected.press('Tab');
  await expect(expected).toHaveAttribute('aria-invalid', 'false');
  await expect(expected).toHaveValue('$1,234.56');
  // Reached by its key, the value is chosen as a whole and typed over.
  await row(page, 'Cobalt').getByLabel('Status of Cobalt').focus();
  await page.keyboard.press('Tab');
  await expect(expected).toHaveValue('1234.56');
  await page.keyboard.type('77');
  await page.keyboard.press('Tab');
  await expect(expected).toHaveValue('$77');
  await undo(page).click();
  const status = row(page, 'Cobalt').getByLabel('Status of Cobalt');
  await status.press('ArrowDown');
  await expect(row(page, 'Cobalt')).toHaveAttribute('data-stage', 'qualified');
  await expect(status).toBeFocused();
  await undo(page).click();
  await undo(page).click();
  await expect(row(page, 'Cobalt').locator('.at-worth')).not.toHaveAttribute('data-value', /./);
  await undo(page).click();
  await expect(row(page, 'Birch')).toHaveAttribute('data-stage', 'introduced');
});

test('in a long ledger what is being typed stays when its row leaves the view for a moment', async ({ page }) => {
  await open(page, '#/data');
  await choose(page, await largeWorkspace(200));
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await saved(page);
  await goTo(page, 'Referrals');
  const worth = page.getByLabel(/^Expected from/).first();
  const label = (await worth.getAttribute('aria-label'))!;
  await worth.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('43');
  const list = page.locator('.windowed');
  await list.evaluate((frame) => { frame.scrollTop = 640; });
  await page.waitForTimeout(400);
  await list.evaluate((frame) => { frame.scrollTop = 0; });
  await expect(page.getByLabel(label, { exact: true }).first()).toHaveValue('43');
  await expect(worth).toBeFocused();
  await page.keyboard.type('21');
  await page.keyboard.press('Enter');
  await expect(page.locator('.referral').filter({ has: worth }).first().locator('.at-worth')).toHaveAttribute('data-value', '432100');
  // A jump to the end and back shows the same rows again, and no more of them than there is room for.
  await list.evaluate((frame) => { frame.scrollTop = 200 * 64; });
  await expect(page.locator('[data-place="199"]')).toBeVisible();
  await expect(page.locator('.referral')).toHaveCount(18);
  await list.evaluate((frame) => { frame.scrollTop = 0; });
  await expect(page.getByLabel(label, { exact: true }).first()).toHaveValue('$4,321');
});

test('invoices, payments and refunds are kept, and what contradicts itself is named', async ({ page }) => {
  await fewReferrals(page);
  const dialog = await openReferral(page, 'Acme');
  await addLine(dialog, 'Payment of it', { Date: '2026-04-20', Amount: '100' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(field(dialog, 'Date')).toHaveAccessibleDescription(/There is no invoice above; choose a payment without invoice/);
  await dialog.getByRole('button', { name: 'Remove line 1' }).click();
  await addLine(dialog, 'Invoice', { Date: '2026-04-01', Amount: '500' });
  await addLine(dialog, 'Payment of it', { Date: '2026-03-20', Amount: '500' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('The payment comes before its invoice.')).toBeVisible();
  await field(dialog.locator('.money-line').last(), 'Date').fill('2026-04-02');
  await addLine(dialog, 'Refund of it', { Date: '2026-04-03', Amount: '500.01' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('More is refunded than was paid.')).toBeVisible();
  await field(dialog.locator('.money-line').last(), 'Amount').fill('499.99');
  await field(dialog, 'Won on').fill('2026-01-01');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(field(dialog, 'Won on')).toHaveAccessibleDescription(/It cannot be won before the introduction/);
  await field(dialog, 'Won on').fill('');
  await dialog.getByLabel('Note').fill('Met at the fair.\nWants a quote.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, 'Acme').locator('.at-worth')).toHaveAttribute('data-value', '1');
  await expect(row(page, 'Acme').locator('.at-received')).toHaveAttribute('data-value', '1');
  // Who got an invoice was won on its day.
  await expect(row(page, 'Acme')).toContainText('on Apr 1, 2026');
  // What was billed cannot become open again, and shows as it is.
  await row(page, 'Acme').getByLabel('Status of Acme').selectOption('Qualified');
  await expect(page.getByText('There is an invoice or a payment, but no day on which it was won.')).toBeVisible();
  await expect(row(page, 'Acme').getByLabel('Status of Acme')).toHaveValue('won');
  await openReferral(page, 'Acme');
  await expect(page.getByLabel('Note')).toHaveValue('Met at the fair.\nWants a quote.');
});

test('filters and orders change what is seen, and no sum of it', async ({ page }) => {
  await fewReferrals(page);
  await billAcme(page);
  expect(await clients(page)).toEqual(['Elm', 'Cobalt', 'Birch', 'Acme']);
  await expect(found(page)).toHaveText('4 · worth $12,600.50 · received $7,400');
  await page.getByRole('button', { name: 'Sort by client' }).click();
  expect(await clients(page)).toEqual(['Acme', 'Birch', 'Cobalt', 'Elm']);
  await page.getByRole('button', { name: 'Client, rising: sort falling' }).click();
  expect(await clients(page)).toEqual(['Elm', 'Cobalt', 'Birch', 'Acme']);
  await expect(found(page)).toHaveText('4 · worth $12,600.50 · received $7,400');
  const ledger = page.getByRole('region', { name: 'Ledger', exact: true });
  await field(ledger, 'Find').fill('harbor');
  await expect(found(page)).toHaveText('3 of 4 · worth $12,600.50 · received $7,400');
  await ledger.getByLabel('Direction').selectOption('Referred to you');
  await expect(found(page)).toHaveText('2 of 4 · worth $12,600.50 · received $7,400');
  await ledger.getByLabel('Status', { exact: true }).selectOption('Introduced');
  await expect(found(page)).toHaveText('1 of 4 · worth $5,200.50 · received $0');
  await ledger.getByLabel('Status', { exact: true }).selectOption('Lost');
  await expect(page.getByText('No referral is like this.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.locator('.referral')).toHaveCount(4);
});

test('several referrals are changed and removed in one step that can be undone', async ({ page }) => {
  await fewReferrals(page);
  await billAcme(page);
  await page.getByLabel('Choose all').check();
  await expect(page.getByText('4 chosen')).toBeVisible();
  await page.getByLabel('Mark as').selectOption('Introduced');
  await page.getByRole('button', { name: 'Apply, dated today' }).click();
  // Acme has an invoice, the others are so already.
  await expect(page.getByText('0 referrals changed. 1 stayed as before.', { exact: false })).toBeVisible();
  await page.getByLabel('Choose Acme').uncheck();
  await page.getByLabel('Mark as').selectOption('Lost');
  await page.getByRole('button', { name: 'Apply, dated today' }).click();
  await expect(page.locator('.referral[data-stage=lost]')).toHaveCount(3);
  await undo(page).click();
  await expect(page.locator('.referral[data-stage=lost]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.locator('.referral')).toHaveCount(1);
  await page.getByRole('status').filter({ hasText: '3 referrals removed.' }).getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.referral')).toHaveCount(4);
});

test('by the terms in force, what each side owes the other, what is overdue, and a statement', async ({ page }) => {
  await fewReferrals(page);
  await billAcme(page);
  await page.getByRole('link', { name: 'What is owed' }).click();
  await expect(page.getByRole('heading', { name: 'Nobody earns by terms yet, so nobody owes anything.' })).toBeVisible();
  await page.getByRole('link', { name: 'Harbor Copy' }).click();
  await expect(page.getByRole('heading', { name: 'You and Harbor Copy are even.' })).toBeVisible();
  await agree(page, 'them', '10%', '2026-01-01');
  // 10% of 8,400; 100 taken back with the refund.
  await expect(page.getByRole('heading', { name: 'You owe Harbor Copy $740.' })).toBeVisible();
  await expect(page.getByText('$740 of what Harbor Copy earned was due by May 20, 2026.')).toBeVisible();
  const figure = (code: string) => page.locator(`[data-figure=them-${code}]`);
  await expect(figure('accrued')).toHaveAttribute('data-value', '84000');
  await expect(figure('reversed')).toHaveAttribute('data-value', '10000');
  await expect(figure('payable')).toHaveAttribute('data-value', '74000');
  await field(page, 'Date').fill('2026-06-01');
  await field(page, 'Amount').fill('500');
  await field(page, 'Amount').press('Enter');
  await expect(page.getByRole('heading', { name: 'You owe Harbor Copy $240.' })).toBeVisible();
  await page.getByLabel('Period').selectOption('Other days');
  await field(page, 'First day').fill('2026-04-21');
  await field(page, 'First day').press('Tab');
  await field(page, 'Last day').fill('2026-06-01');
  await field(page, 'Last day').press('Tab');
  const statement = page.getByRole('region', { name: 'Statement as a table' });
  await expect(statement.locator('[data-figure=opening]')).toHaveAttribute('data-value', '-84000');
  const amounts = statement.locator('[data-figure=amount]');
  await expect(amounts).toHaveCount(2);
  expect(await amounts.evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-value')))).toEqual(['10000', '50000']);
  await expect(statement.locator('[data-figure=closing]')).toHaveAttribute('data-value', '-24000');
  // New terms change nothing of the days before them.
  await agree(page, 'them', '15%, 3 months', '2026-04-01');
  await expect(page.getByRole('heading', { name: 'You owe Harbor Copy $240.' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove: You paid $500 on Jun 1, 2026' }).click();
  await expect(page.getByRole('heading', { name: 'You owe Harbor Copy $740.' })).toBeVisible();
  await page.getByRole('link', { name: 'All accounts' }).click();
  await expect(page.getByRole('heading', { name: 'You owe $740 to Harbor Copy.' })).toBeVisible();
  await expect(page.locator('[data-figure=net]')).toHaveAttribute('data-value', '-74000');
});

test('a contact is renamed, has other days to pay, and goes only when nothing names it', async ({ page }) => {
  await fewReferrals(page);
  await page.getByRole('link', { name: 'What is owed' }).click();
  await page.getByRole('link', { name: 'Ana Ruiz' }).click();
  await field(page, 'Name').fill('harbor copy');
  await field(page, 'Name').press('Tab');
  await expect(field(page, 'Name')).toHaveAccessibleDescription(/There is a contact of this name already/);
  await field(page, 'Name').fill('Ana Maria Ruiz');
  await field(page, 'Name').press('Tab');
  await page.getByRole('button', { name: 'Remove the contact' }).click();
  await expect(page.getByText('Referrals or payments name this contact; change or remove them first.')).toBeVisible();
  await page.getByRole('link', { name: 'Ledger', exact: true }).click();
  await expect(row(page, 'Cobalt')).toContainText('Ana Maria Ruiz');
  await row(page, 'Cobalt').getByLabel('Choose Cobalt').check();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('link', { name: 'What is owed' }).click();
  await page.getByRole('link', { name: 'Ana Maria Ruiz' }).click();
  await page.getByRole('button', { name: 'Remove the contact' }).click();
  await expect(page.getByText('2 referrals', { exact: false }).or(page.getByText('3 referrals · 1 contact'))).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ana Maria Ruiz' })).toHaveCount(0);
});

test('every offer is replayed on the ledger, and the verdict can rest on it', async ({ page }) => {
  await fewReferrals(page);
  await billAcme(page);
  await page.getByRole('link', { name: 'Under other terms' }).click();
  const replay = page.getByRole('region', { name: 'What each offer would have paid' });
  // What stayed of 8,400 paid in April; the fee of 300 for a project above 2,000, six months of 300, 10% and 5% of it.
  const total = replay.getByRole('row', { name: /^In all/ }).getByRole('cell');
  const values = await total.evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-value')));
  expect(values[0]).toBe('740000');
  expect(values).toContain('30000');
  expect(values).toContain('74000');
  await expect(page.getByText('Your referrals hold 3 introductions, of which 1 became paid work.')).toBeVisible();
  await page.getByRole('button', { name: 'Base the verdict on these referrals' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Terms' })).toBeVisible();
  await expect(field(page, 'What a typical project is worth')).toHaveValue('7400');
});

test('an address of nobody says so', async ({ page }) => {
  await open(page, '#/referrals/nobody');
  await expect(page.getByRole('heading', { name: 'There is no contact at this address.' })).toBeVisible();
});

test('the revenue of a partnership is taken from the ledger', async ({ page }) => {
  await fewReferrals(page);
  await billAcme(page);
  await goTo(page, 'Worth it');
  await answer(page, 'What an hour of yours is worth', '100');
  await answer(page, 'Last day', '2026-06-30');
  await page.getByRole('button', { name: 'Add a partnership' }).click();
  const form = page.getByRole('dialog', { name: 'Add a partnership' });
  await field(form, 'Name').fill('harbor copy');
  await form.getByRole('button', { name: 'Take $7,400 from 1 referral in the ledger' }).click();
  await expect(field(form, 'Revenue through it')).toHaveValue('7400');
  await expect(form.getByRole('button', { name: /^Take/ })).toHaveCount(0);
  await field(form, 'Name').fill('Ana Ruiz');
  // Nobody whom Ana introduced has paid.
  await expect(form.getByRole('button', { name: /^Take/ })).toHaveCount(0);
});

test('contacts and parts of the ledger are found by name', async ({ page }) => {
  await fewReferrals(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('harbor');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'You and Harbor Copy are even.' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('what works');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'What works' })).toHaveAttribute('aria-current', 'page');
});
