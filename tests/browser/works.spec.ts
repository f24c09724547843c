import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { answer, expect, head, open, test, verdict } from './support/app.ts';
import { program } from './support/data.ts';
import { loadReferrals, longReferrer, putTogether, source, sources } from './support/works.ts';

function figure(row: Locator, code: string): Locator {
  return row.locator(`[data-figure=${code}]`);
}

test('without referrals it is said what to do first', async ({ page }) => {
  await open(page, '#/referrals/works');
  await expect(verdict(page)).toHaveText('Which sources bring you work?');
  await expect(sources(page)).toBeHidden();
  await expect(page.getByRole('radio', { name: 'By source', exact: true })).toBeHidden();
  await expect(page.getByRole('link', { name: 'Go to the ledger' })).toHaveAttribute('href', '#/referrals');
});

test('sources are compared in a sentence, by kind, by source and by referrer', async ({ page }) => {
  await loadReferrals(page);
  const state = page.getByRole('region', { name: 'Verdict' }).locator('.state');
  await expect(verdict(page)).toHaveText('Former clients convert better than colleagues: 9 of 12 against 4 of 11, true with a chance of 96%.');
  await expect(state).toHaveText('Clear');
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('The true rate could be 47% to 91% for former clients, 15% to 65% for colleagues. 3 of theirs are open and count neither way.');
  await expect(sources(page).getByRole('rowheader')).toHaveText(['Former clients', 'Colleagues', 'Complementary providers', 'All together']);

  await putTogether(page, 'By source');
  await expect(verdict(page)).toHaveText('Too few to tell: 4 of 6 decided referrals from Newsletter became work, 3 of 10 from Spring fair. About 4 more of each would settle it, if they go on as they did (optimistic).');
  await expect(state).toHaveText('Too early to say');
  // "Spring fair" and "spring fair" are one source; what names none comes last.
  await expect(sources(page).getByRole('rowheader')).toHaveText(['Spring fair', 'Newsletter', 'No source named', 'All together']);
  await expect(figure(source(page, 'Spring fair'), 'referrals')).toHaveAttribute('data-value', '13');

  await putTogether(page, 'By referrer');
  await expect(verdict(page)).toContainText('6 of 7 decided referrals from Harbor Copy became work');
  await expect(sources(page).getByRole('rowheader')).toHaveText(['Harbor Copy', 'مكتب النور', longReferrer, 'No referrer named', 'All together']);
  await expect(sources(page).locator('tbody bdi')).toHaveCount(5);
});

test('every figure says how it is computed when it is pressed', async ({ page }) => {
  await loadReferrals(page);
  const clients = source(page, 'Former clients');
  const computed = page.locator('.explained');
  for (const [code, text, line] of [
    ['referrals', '14', '9 won + 3 lost + 2 open = 14 referrals'],
    ['conversion', '75%', '9 won ÷ (9 won + 3 lost) = 75%'],
    ['conversion-low', '47%', 'The true rate could be 46.8% to 91.1%: the 95% interval of 9 in 12 (Wilson 1927)'],
    ['days-to-win', '22', 'From the introduction on, the median of 9 wins: 22 days'],
    ['value', '$43,210', '9 won = $43,210'],
    ['unvalued', '1 without a value', '1 of 9 won has no value and counts as nothing'],
    ['value-per-referral', '$3,086.43', '$43,210 ÷ 14 referrals = $3,086.43'],
    ['share-of-value', '66%', '$43,210 ÷ $65,920 won from all sources = 65.5% of the value'],
    ['share-of-count', '47% of referrals', '14 ÷ 30 referrals = 46.7% of the referrals'],
  ] as const) {
    const button = figure(clients, code).getByRole('button');
    await expect(button).toHaveText(text);
    await button.click();
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    await expect(computed.getByRole('listitem').filter({ hasText: line })).toBeVisible();
    await expect(computed.getByRole('heading')).toContainText('Former clients');
  }
  await figure(clients, 'share-of-count').getByRole('button').click();
  await expect(computed).toHaveCount(0);
  // Other rows take the explanation with them.
  await figure(clients, 'won').getByRole('button').click();
  await expect(computed).toBeVisible();
  await putTogether(page, 'By referrer');
  await expect(computed).toHaveCount(0);
});

test('every figure of the table is that of the report', async ({ page }) => {
  await loadReferrals(page);
  const input = await readFile('checks/fixtures/referrals.json');
  const report = JSON.parse(execFileSync(program, { input, encoding: 'utf8' })).sources;
  for (const [way, key] of [['By kind of source', 'kind'], ['By source', 'source'], ['By referrer', 'contact']] as const) {
    await putTogether(page, way);
    const { verdict: told, rows, all } = report[key];
    await expect(verdict(page)).toHaveText(told.sentence);
    const shown = sources(page).locator('tbody tr');
    const expected = [...rows.map((row: { figures: object }) => row.figures), all];
    await expect(shown).toHaveCount(expected.length);
    for (const [place, figures] of expected.entries()) {
      const found = await shown.nth(place).locator('[data-figure]').evaluateAll((all) =>
        all.map((one) => [one.getAttribute('data-figure')!, one.getAttribute('data-value')!] as const));
      expect(found.length).toBeGreaterThanOrEqual(13);
      for (const [code, value] of found) expect(value, `${code} of row ${place}, ${way}`).toBe(String(figures[code]));
    }
  }
});

test('the pictures show how far referrals come, and how many there are in each quarter', async ({ page }) => {
  await page.clock.setFixedTime('2026-11-28T12:00:00');
  await loadReferrals(page);
  const funnel = page.getByRole('img', { name: 'How far referrals came: 30 introduced (100% of all), 21 qualified (70% of all), 14 won (47% of all)' });
  await expect(funnel).toBeVisible();
  const widths = await funnel.locator('.amount').evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('width'))));
  expect(widths).toHaveLength(3);
  expect(widths[1]! / widths[0]!).toBeCloseTo(21 / 30, 6);
  expect(widths[2]! / widths[0]!).toBeCloseTo(14 / 30, 6);
  await expect(page.getByText('4 open, which may still become work; 12 lost.')).toBeVisible();

  const trend = page.getByRole('img', { name: /^Referrals of each quarter and how many of them were won: Q1 2026 8 and 5, .* Q4 2026 4 and 2 so far$/ });
  await expect(trend).toBeVisible();
  // Two bars of the quarter that is not over.
  await expect(trend.locator('.running')).toHaveCount(2);
  await expect(trend).toContainText('so far');
  await expect(page.getByText('Q4 2026 is not over.')).toBeVisible();
  const panel = page.locator('.panel').filter({ has: page.getByRole('heading', { name: 'Referrals by quarter' }) });
  await panel.getByText('These numbers as a table').click();
  const rows = page.getByRole('region', { name: 'Referrals by quarter as a table' }).locator('tbody tr');
  await expect(rows).toHaveCount(4);
  for (const [place, expected] of [['8', '5', '0'], ['10', '3', '3'], ['8', '4', '0'], ['4', '2', '1']].entries()) {
    await expect(rows.nth(place).getByRole('cell')).toHaveText(expected);
  }
});

test('an experiment is counted from the ledger, and typed over', async ({ page }) => {
  await page.clock.setFixedTime('2026-11-24T12:00:00');
  await open(page, '#/example');
  await expect(page.getByText('This is an example')).toBeVisible();
  await page.evaluate(() => { location.hash = '#/referrals/works'; });
  const trial = page.locator('[data-experiment="1"]');
  const take = trial.getByRole('button', { name: 'Take these counts' });
  await expect(take).toBeHidden();
  await trial.getByText('Count from the ledger').click();
  const card = trial.getByRole('group', { name: 'Gift card' });
  const course = trial.getByRole('group', { name: 'Course or conference ticket' });
  // Nothing tells the ways apart yet: each has all 36, from 3 December 2024 on.
  await expect(course).toContainText('36 referrals in 722 days, of which 23 became work.');
  await expect(trial.getByText('36 referrals count for more than one way: say what tells the ways apart.')).toBeVisible();

  // From January to June 2026 five came from former clients, and Oak, Tilda, Rowan and Fennel from Harbor Copy.
  await card.getByLabel('Kind of source').selectOption('Former client');
  await answer(course, 'Find', 'harbor copy');
  for (const way of [card, course]) {
    await answer(way, 'Introduced from', '2026-01-01');
    await answer(way, 'Until', '2026-06-30');
  }
  await expect(card).toContainText('5 referrals in 181 days, of which 3 became work.');
  await expect(course).toContainText('4 referrals in 181 days, of which 3 became work. Too few to tell: each way needs at least 5.');
  await expect(trial.getByText('for more than one way')).toBeHidden();
  await answer(course, 'Until', 'soon');
  await expect(course.getByText('This is not a date', { exact: false })).toBeVisible();

  await take.click();
  const counts = (row: number) => trial.locator('tbody tr').nth(row).getByRole('textbox').evaluateAll((all) => all.slice(1).map((one) => (one as HTMLInputElement).value));
  expect([await counts(0), await counts(1)]).toEqual([['24', '181', '5'], ['22', '181', '4']]);
  await expect(trial.locator('[data-verdict]')).toHaveText(/^Too few to tell: /);
  // Typed counts stay possible.
  await answer(trial.locator('tbody tr').nth(1), 'Referrals', '20');
  await expect(trial.locator('[data-verdict]')).toHaveText(/^Course or conference ticket makes more referrals than Gift card: 20 from 22 people against 5 from 24 people/);
  for (let step = 0; step < 2; step += 1) await head(page, 'Undo').click();
  expect([await counts(0), await counts(1)]).toEqual([['24', '90', '8'], ['22', '90', '13']]);

  // A way that goes takes what was said of it along.
  await trial.getByRole('button', { name: 'Remove Gift card' }).click();
  await expect(course.getByLabel('Find')).toHaveValue('harbor copy');
  // Once it is back, neither counts what was the other's.
  await head(page, 'Undo').click();
  await expect(card).toContainText('36 referrals in 722 days');
  await expect(course).toContainText('36 referrals in 722 days');
});

test('two claims say how many referrals it takes to believe them', async ({ page }) => {
  await open(page, '#/referrals/works');
  await page.getByText('65% of one source’s referrals became work, 40% of another’s').click();
  await expect(page.getByText('To tell such rates apart takes 62 decided referrals from each source, 124 together.')).toBeVisible();
  await page.getByText('One reward brought 40% more referrals').click();
  await expect(page.getByText(/about 119 referrals without the reward and 166 with it/)).toBeVisible();
  await expect(page.getByText(/^The article’s claim, unverified/)).toHaveCount(2);
});
