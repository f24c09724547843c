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

test('what a partner was paid comes from the terms, says how, and can be typed again', async ({ page }) => {
  await loadPortfolio(page);
  const harbor = row(page, 'Harbor Copy');
  await expect(figure(harbor, 'payouts')).toHaveCount(0);
  await page.getByRole('button', { name: 'Change Harbor Copy' }).click();
  const form = page.getByRole('dialog', { name: 'Change a partnership' });
  const paid = form.getByLabel('What the partner was paid is');
  await expect(field(form, 'Paid to the partner').first()).toHaveValue('2400');
  await paid.selectOption('by terms, on this revenue');
  await form.getByLabel('The terms').selectOption('10%');
  await expect(form.getByText('10% of $74,000 = $7,400')).toBeVisible();
  await expect(form.getByText('Assumed: $74,000 of revenue paid evenly over 6 months, under terms agreed on')).toBeVisible();
  // A fee asks for the projects that were won.
  await form.getByLabel('The terms').selectOption('$300 a project over $2,000');
  await form.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(field(form, 'Projects won in these months')).toHaveAccessibleDescription(/Nothing is filled in/);
  await expect(field(form, 'Projects won in these months')).toBeFocused();
  await field(form, 'Projects won in these months').fill('5');
  await expect(form.getByText('5 projects × $300 = $1,500')).toBeVisible();
  await form.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(form).toBeHidden();
  await expect(figure(harbor, 'payouts')).toHaveAttribute('data-value', '150000');
  // 60 hours at 100, 1,600 and 1,500.
  await expect(figure(harbor, 'investment')).toHaveAttribute('data-value', '910000');
  await figure(harbor, 'payouts').click();
  const computed = page.getByRole('heading', { name: 'How this is computed: what was paid to the partner of Harbor Copy' }).locator('..');
  await expect(computed).toContainText('5 projects × $300 = $1,500');
  await expect(computed).toContainText('5 projects of the same size, paid from the first month on');

  await saved(page);
  await page.reload();
  await expect(figure(harbor, 'payouts')).toHaveAttribute('data-value', '150000');
  await page.getByRole('button', { name: 'Change Harbor Copy' }).click();
  await expect(field(form, 'Projects won in these months')).toHaveValue('5');
  await paid.selectOption('typed');
  await expect(field(form, 'Paid to the partner').first()).toHaveValue('2400');
  await form.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(figure(harbor, 'investment')).toHaveAttribute('data-value', '1000000');
  await head(page, 'Undo').click();
  await expect(figure(harbor, 'payouts')).toHaveAttribute('data-value', '150000');
});

test('terms that a partnership runs under change what it was paid, and stay on the table', async ({ page }) => {
  await loadPortfolio(page, 'portfolio-terms');
  await expect(figure(row(page, 'Harbor Copy'), 'payouts')).toHaveAttribute('data-value', '740000');
  // Palmgren's payouts are counted on the rows: 38,750 from March to August.
  const palmgren = row(page, 'Palmgren & Daughters');
  await figure(palmgren, 'payouts').click();
  await expect(page.getByText('10% on your own rows: $3,875 fall due from', { exact: false }).first()).toBeVisible();
  await goTo(page, 'Terms');
  await page.getByRole('button', { name: '10%', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Take off the table' }).click();
  await expect(dialog).toContainText('A partnership under “Worth it” runs under these terms');
  await field(dialog, 'Rate').fill('20');
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await goTo(page, 'Worth it');
  await expect(figure(row(page, 'Harbor Copy'), 'payouts')).toHaveAttribute('data-value', '1480000');
  await expect(figure(palmgren, 'payouts')).toHaveAttribute('data-value', '775000');
});

for (const day of ['2026-08-30', '2026-08-29', '2028-02-29', '2026-03-30', '2026-12-30']) {
  test(`the last day ${day} stays as it was typed`, async ({ page }) => {
    await loadPortfolio(page);
    await answer(page, 'Last day', day);
    const shown = await field(page, 'Last day').inputValue();
    expect(shown).toContain(day.slice(8));
    for (const months of ['1', '12', '6']) {
      await answer(page, 'Months', months);
      await expect(field(page, 'Last day')).toHaveValue(shown);
    }
    await saved(page);
    await page.reload();
    await expect(field(page, 'Last day')).toHaveValue(shown);
  });
}

test('one huge ratio leaves the thresholds apart and breaks its own bar only', async ({ page }) => {
  await open(page, '#/worth');
  await answer(page, hour, '100');
  for (const [name, revenue] of [['Small', '100'], ['Low', '1800'], ['Fair', '8200'], ['Loss', '-4000']] as const) {
    await addPartnership(page, { 'Name': name, 'Revenue through it': revenue, 'Hours of keeping it': '0', 'Money spent on it': '1000' });
  }
  const chart = page.getByRole('img', { name: /^The ratio of each partnership/ });
  const gaps = chart.locator('.gap');
  const note = page.getByText('A bar with a gap is longer than there is room for.');
  await expect(gaps).toHaveCount(0);
  await expect(note).toBeHidden();
  await addPartnership(page, { 'Name': 'Huge', 'Revenue through it': '400000', 'Hours of keeping it': '0', 'Money spent on it': '1000' });
  await expect(gaps).toHaveCount(1);
  await expect(note).toBeVisible();
  await expect(chart).toContainText('400');
  const marks = await chart.locator('.threshold').evaluateAll((lines) => lines.map((line) => Number(line.getAttribute('x1'))));
  expect(Math.abs(marks[0]! - marks[1]!)).toBeGreaterThan(50);
  const bars = await chart.locator('.amount').evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('width'))));
  expect(Math.max(...bars.slice(1))).toBeLessThan(bars[0]!);
});

test('a clear verdict looks clear when one of the partnerships has no figure', async ({ page }) => {
  await open(page, '#/worth');
  await answer(page, hour, '100');
  await addPartnership(page, { 'Name': 'Ana', 'Revenue through it': '90000', 'Hours of keeping it': '2' });
  await addPartnership(page, { 'Name': 'Ben', 'Revenue through it': '500', 'Hours of keeping it': '0' });
  const state = page.getByRole('region', { name: 'Verdict' }).locator('.state');
  await expect(state).toHaveText('Clear');
  await expect(state).not.toHaveClass(/open/);
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Nothing went into Ben');
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

for (const fixture of ['portfolio', 'portfolio-terms'] as const) test(`every figure of the page is that of the report of ${fixture}`, async ({ page }) => {
  await loadPortfolio(page, fixture);
  const input = await readFile(`checks/fixtures/${fixture}.json`);
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
