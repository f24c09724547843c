import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { answer, expect, field, goTo, head, open, saved, test, verdict } from './support/app.ts';
import { choose, exported, program } from './support/data.ts';
import { kept } from './support/store.ts';
import { addPartnership, loadPortfolio } from './support/worth.ts';

const hour = 'What an hour of yours is worth';

function row(page: Page, name: string): Locator {
  return page.getByRole('region', { name: 'Your partnerships as a table' }).getByRole('row', { name });
}

function figure(within: Locator, code: string): Locator {
  return within.locator(`[data-figure=${code}]`);
}

test('from an empty page to the verdict of a portfolio', async ({ page }) => {
  await open(page, '#/worth');
  await expect(verdict(page)).toHaveText('Which partnerships are worth their upkeep?');
  const add = page.getByRole('button', { name: 'Add a partnership' });
  await expect(add).toBeDisabled();
  await answer(page, hour, '100');
  await expect(add).toBeEnabled();
  await answer(page, 'Last day', '2024-02-29');
  await addPartnership(page, {
    'Name': 'Harbor Copy', 'Revenue through it': '74,000', 'Strategic value, usually': '8000', 'at least': '6000',
    'at most': '10000', 'Hours of keeping it': '2', 'Money spent on it': '1600', 'Paid to the partner': '3200',
  });
  await expect(verdict(page)).toHaveText('Invest in Harbor Copy.');
  await addPartnership(page, { 'Name': 'Palmgren & Daughters', 'Revenue through it': '9000', 'Hours of keeping it': '6' });
  await expect(verdict(page)).toHaveText('Invest in Harbor Copy, end Palmgren & Daughters: that frees 6 hours a week.');
  // 82,000 for 52 hours at 100, 1,600 and 3,200.
  await expect(figure(row(page, 'Harbor Copy'), 'ratio')).toHaveAttribute('data-value', '8200000');
  await expect(row(page, 'Palmgren & Daughters')).toContainText('costs more than it brings');

  await figure(row(page, 'Harbor Copy'), 'investment').click();
  const computed = page.getByRole('heading', { name: 'How this is computed: what it takes of Harbor Copy' }).locator('..');
  await expect(computed).toContainText('52 h × $100 = $5,200 of time');
  await expect(computed).toContainText('$1,600 of money + $3,200 paid to the partner = $4,800');
  await page.getByLabel('What is paid to partners counts as money invested').uncheck();
  await expect(figure(row(page, 'Harbor Copy'), 'investment')).toHaveAttribute('data-value', '680000');
  await expect(computed).toContainText('what was paid to the partner does not count');

  await saved(page);
  const sentence = await verdict(page).innerText();
  await page.reload();
  await expect(verdict(page)).toHaveText(sentence);
  await expect(field(page, hour)).toHaveValue('100');
  await expect(page.getByLabel('What is paid to partners counts as money invested')).not.toBeChecked();
});

test('a threshold that moves changes a decision while it is typed, and undo brings it back', async ({ page }) => {
  await loadPortfolio(page);
  const before = await verdict(page).innerText();
  const lindqvist = row(page, 'Lindqvist Design');
  await expect(lindqvist).toContainText('Renegotiate');
  await field(page, 'Invest from').fill('3');
  await expect(verdict(page)).toContainText('Invest in Harbor Copy and Lindqvist Design');
  await expect(head(page, 'Undo')).toBeEnabled();
  await field(page, 'Invest from').press('Tab');
  await expect(lindqvist.locator('.decision')).toHaveText('Invest');
  await head(page, 'Undo').click();
  await expect(verdict(page)).toHaveText(before);
  await expect(field(page, 'Invest from')).toHaveValue('5');
  await head(page, 'Redo').click();
  await expect(verdict(page)).toContainText('Invest in Harbor Copy and Lindqvist Design');
});

test('a partnership is changed, removed and brought back', async ({ page }) => {
  await loadPortfolio(page);
  await page.getByRole('button', { name: 'Change Harbor Copy' }).click();
  const form = page.getByRole('dialog', { name: 'Change a partnership' });
  await expect(field(form, 'Revenue through it').first()).toHaveValue('74000');
  await expect(form.getByLabel('What the strategic value consists of')).toHaveValue('Their newsletter names us twice a year.');
  await field(form, 'Name').fill('Harbor & Copy');
  await field(form, 'Revenue through it').first().fill('2000');
  await form.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(form).toBeHidden();
  await expect(row(page, 'Harbor & Copy').locator('.decision')).toHaveText('Phase out');
  await expect(figure(row(page, 'Harbor & Copy'), 'before')).toHaveText('down from 6.2');

  await page.getByRole('button', { name: 'Remove Harbor & Copy' }).click();
  await expect(row(page, 'Harbor & Copy')).toBeHidden();
  await page.getByRole('status').filter({ hasText: 'Partnership removed.' }).getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Harbor & Copy')).toBeVisible();
});

for (const [label, text, problem] of [
  [hour, '0', /more than nothing/],
  [hour, '', /Nothing is filled in/],
  ['Months', '61', /1 to 60 months/],
  ['Months', '70000', /1 to 60 months/],
  ['Last day', 'soon', /not a date/],
  ['Renegotiate from', '0', /above zero/],
  ['Renegotiate from', '6', /above where renegotiating does/],
  ['Invest from', 'five', /not a number/],
  ['Too little to judge below', '-1', /below zero/],
] as const) {
  test(`"${label}" refuses "${text}" in words and keeps it`, async ({ page }) => {
    await loadPortfolio(page);
    const before = await verdict(page).innerText();
    await answer(page, label, text);
    await expect(field(page, label)).toHaveAccessibleDescription(problem);
    await expect(field(page, label)).toHaveAttribute('aria-invalid', 'true');
    await expect(field(page, label)).toHaveValue(text);
    await expect(verdict(page)).toHaveText(before);
  });
}

test('every field of a partnership keeps what was typed and says what is wrong', async ({ page }) => {
  await open(page, '#/worth');
  await answer(page, hour, '100');
  await page.getByRole('button', { name: 'Add a partnership' }).click();
  const form = page.getByRole('dialog', { name: 'Add a partnership' });
  await form.getByText('The same in the months before').click();
  const wrong: [string, number, string, RegExp][] = [
    ['Name', 0, ' ', /at least one letter/],
    ['Revenue through it', 0, 'much', /not a number/],
    ['Strategic value, usually', 0, '', /usual value first/],
    ['Hours of keeping it', 0, '999999', /larger than can be kept exact/],
    ['Money spent on it', 0, '-1', /below zero/],
    ['Paid to the partner', 0, '1.234', /2 decimals/],
    ['Revenue through it', 1, '', /Nothing is filled in/],
    ['at most', 1, '4', /above the high end/],
    ['Hours of keeping it', 1, '1:75', /not a number/],
    ['Money spent on it', 1, 'x', /not a number/],
    ['Paid to the partner', 1, '1e9', /not a number/],
  ];
  await field(form, 'at least').nth(0).fill('3');
  await field(form, 'Strategic value, usually').nth(1).fill('5');
  for (const [label, at, text] of wrong) await field(form, label).nth(at).fill(text);
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  for (const [label, at, text, problem] of wrong) {
    await expect(field(form, label).nth(at)).toHaveAccessibleDescription(problem);
    await expect(field(form, label).nth(at)).toHaveAttribute('aria-invalid', 'true');
    await expect(field(form, label).nth(at)).toHaveValue(text);
  }
  await expect(field(form, 'Name')).toBeFocused();
  await form.getByLabel('What the strategic value consists of').fill('x'.repeat(1_001));
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(form.getByLabel('What the strategic value consists of')).toHaveAccessibleDescription(/at most 1000 characters/);
  await form.getByRole('button', { name: 'Cancel' }).click();
  await expect(verdict(page)).toHaveText('Which partnerships are worth their upkeep?');
});

test('figures too large to compare are said to be so, and can be mended', async ({ page }) => {
  await open(page, '#/worth');
  await answer(page, hour, '90,000,000,000');
  await addPartnership(page, { 'Name': 'Ana', 'Revenue through it': '1', 'Hours of keeping it': '100' });
  await expect(verdict(page)).toHaveText('These numbers are larger than can be kept exact.');
  await expect(page.getByText('Check the figures of Ana')).toBeVisible();
  await page.getByRole('button', { name: 'Ana', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Change a partnership' });
  await field(form, 'Hours of keeping it').first().fill('0.1');
  await form.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(verdict(page)).toContainText('Too early to say');
});

test('an exported portfolio comes back after erasing', async ({ page }) => {
  await loadPortfolio(page);
  const sentence = await verdict(page).innerText();
  await goTo(page, 'Share & data');
  const file = await exported(page);
  expect(file).toBe(await readFile('checks/fixtures/portfolio.json', 'utf8'));
  await page.getByRole('button', { name: 'Erase everything…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase everything?' });
  await dialog.getByRole('button', { name: 'Erase without a copy' }).click();
  await expect(dialog).toBeHidden();
  expect(await kept(page)).toEqual({});
  await goTo(page, 'Worth it');
  await expect(verdict(page)).toHaveText('Which partnerships are worth their upkeep?');

  await goTo(page, 'Share & data');
  await choose(page, file);
  const change = page.getByRole('region', { name: 'What the file would change' }).getByRole('row', { name: /^Partnerships under review/ });
  await expect(change.getByRole('cell')).toHaveText(['5', '1', '–']);
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await goTo(page, 'Worth it');
  await expect(verdict(page)).toHaveText(sentence);
});

test('every figure of the page is that of the report', async ({ page }) => {
  await loadPortfolio(page);
  const input = await readFile('checks/fixtures/portfolio.json');
  const { reviewed } = JSON.parse(execFileSync(program, { input, encoding: 'utf8' })).portfolio;
  const shown = (within: Locator) => within.locator('[data-figure]').evaluateAll((figures) =>
    figures.map((figure) => [figure.getAttribute('data-figure')!, figure.getAttribute('data-value')!] as const));
  const rows = page.getByRole('region', { name: 'Your partnerships as a table' }).locator('tbody tr');
  await expect(rows).toHaveCount(reviewed.partnerships.length);
  for (const [place, { id, figures, judgement }] of reviewed.partnerships.entries()) {
    const row = rows.nth(place);
    await expect(row).toHaveAttribute('data-partnership', id);
    await expect(row.locator('.decision')).toHaveText({ invest: 'Invest', renegotiate: 'Renegotiate', 'phase-out': 'Phase out' }[judgement as string]!);
    const found = await shown(row);
    expect(found.length).toBeGreaterThan(9);
    for (const [code, value] of found) expect(value, `${code} of ${id}`).toBe(String(figures[code]));
  }
  const groups = page.getByRole('region', { name: 'What each decision frees and forgoes' }).locator('tbody tr');
  const endings = [...reviewed.groups.map((group: { ending: object }) => group.ending), reviewed.total];
  await expect(groups).toHaveCount(endings.length);
  for (const [place, ending] of endings.entries()) {
    const found = await shown(groups.nth(place));
    expect(found.length).toBe(5);
    for (const [code, value] of found) expect(value, `${code} of group ${place}`).toBe(String(ending[code]));
  }
});
