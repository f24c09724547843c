import { expect, field, open } from './app.ts';
import type { Locator, Page } from '@playwright/test';

/** What is typed for a referral; the rest stays as it is. */
export interface Entered {
  client: string;
  by?: string;
  kind?: string;
  day?: string;
  expected?: string;
  direction?: string;
}

/** Types a referral into the line of the ledger, and adds it with the Enter key. */
export async function enter(page: Page, { client, by = '', kind, day, expected = '', direction }: Entered) {
  const line = page.getByRole('region', { name: 'Enter a referral' });
  await field(line, 'Client').fill(client);
  await line.getByLabel('By whom, or to whom').fill(by);
  if (direction) await line.getByLabel('Direction').selectOption(direction);
  if (kind) await line.getByLabel('Kind of source').selectOption(kind);
  if (day) await field(line, 'Introduced on').fill(day);
  await field(line, 'Expected value').fill(expected);
  await field(line, 'Expected value').press('Enter');
}

/** The row of a client in the ledger. */
export function row(page: Page, client: string): Locator {
  return page.locator('.referral').filter({ has: page.getByRole('button', { name: client, exact: true }) });
}

/** The clients in the ledger, from the top. */
export function clients(page: Page): Promise<string[]> {
  return page.locator('.referral .at-client > bdi').allInnerTexts();
}

/** A ledger with three referrals by two contacts, and one the other way round. */
export async function fewReferrals(page: Page) {
  await open(page, '#/referrals');
  await enter(page, { client: 'Acme', by: 'Harbor Copy', kind: 'Complementary provider', day: '2026-03-04', expected: '8000' });
  await enter(page, { client: 'Birch', by: 'Harbor Copy', day: '2026-04-11', expected: '5200.50' });
  await enter(page, { client: 'Cobalt', by: 'Ana Ruiz', kind: 'Former client', day: '2026-05-02' });
  await enter(page, { client: 'Elm', by: 'Harbor Copy', day: '2026-06-01', direction: 'Referred by you' });
  await expect(page.locator('.referral')).toHaveCount(4);
}

/** Opens all of a referral. */
export async function openReferral(page: Page, client: string): Promise<Locator> {
  await row(page, client).getByRole('button', { name: client, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: client });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Adds a line of money to the referral in the dialog. */
export async function addLine(dialog: Locator, kind: string, cells: Record<string, string>) {
  await dialog.getByRole('button', { name: kind, exact: true }).click();
  const line = dialog.locator('.money-line').last();
  for (const [label, text] of Object.entries(cells)) await field(line, label).fill(text);
}

/** Acme was billed 8,400, of which 400 are costs passed on, paid all of it, and got 1,000 back. */
export async function billAcme(page: Page) {
  const dialog = await openReferral(page, 'Acme');
  await addLine(dialog, 'Invoice', { 'Date': '2026-04-01', 'Amount': '8,400', 'Costs passed on': '400' });
  await addLine(dialog, 'Payment of it', { Date: '2026-04-20', Amount: '8400' });
  await addLine(dialog, 'Refund of it', { Date: '2026-05-03', Amount: '1000' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

/** Agrees an offer with a contact, from the account of the contact. */
export async function agree(page: Page, whose: 'them' | 'you', offer: string, from: string) {
  await page.locator(`[data-earns=${whose}]`).getByRole('button', { name: 'Agree terms' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Which of the offers on the table').selectOption({ label: offer });
  await field(dialog, 'In force from').fill(from);
  await dialog.getByRole('button', { name: 'Agree', exact: true }).click();
  await expect(dialog).toBeHidden();
}

const kinds = ['Former client', 'Colleague', 'Complementary provider', 'Other'];

/** A table of referrals as a spreadsheet has it: so many rows, twelve of which cannot be taken. */
export function tableOf(rows: number): { text: string; bad: number[] } {
  const lines = ['Client;Referred by;Kind of source;Introduced;Expected value;Won;Invoice date;Invoiced;Payment date;Paid'];
  const bad: number[] = [];
  const two = (number: number) => String(number).padStart(2, '0');
  for (let row = 1; row <= rows; row += 1) {
    const day = `${two(1 + row % 28)}.${two(1 + row % 12)}.${2020 + row % 6}`;
    const won = row % 2 === 0;
    const cells = [
      `Client ${row}`, `Contact ${row % 40}`, kinds[row % 4]!, day, `${1000 + row},50`,
      won ? day : '', won ? day : '', won ? `${1000 + row},50` : '', won ? day : '', won ? `${1000 + row},50` : '',
    ];
    // Every so often something is wrong: no date, no amount, no client, or a payment before its invoice.
    if (row % Math.floor(rows / 12) === 0 && bad.length < 12) {
      const wrong = bad.length % 4;
      bad.push(row + 1);
      if (wrong === 0) cells[3] = '31.02.2024';
      if (wrong === 1) cells[4] = 'a lot';
      if (wrong === 2) cells[0] = '';
      if (wrong === 3) [cells[5], cells[6], cells[7], cells[8], cells[9]] = [day, day, '10,00', '01.01.2019', '10,00'];
    }
    lines.push(cells.join(';'));
  }
  return { text: `${lines.join('\n')}\n`, bad };
}
