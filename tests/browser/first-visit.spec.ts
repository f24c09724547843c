import {
  answer, comparison, expect, field, head, introductions, open, projects, reachVerdict, saved, simulated, test, usualYear, value, verdict,
} from './support/app.ts';

test('a first visit asks for at most ten inputs on one screen', async ({ page }) => {
  await open(page);
  await expect(page.getByRole('heading', { name: 'What are you deciding?' })).toBeVisible();
  const inputs = await page.getByRole('textbox').count() + await page.getByRole('radiogroup').count()
    + await page.getByRole('group', { name: 'Who sends clients to whom?' }).count()
    + await page.getByRole('slider').count() + await page.getByRole('combobox').count();
  expect(inputs).toBeGreaterThanOrEqual(3);
  expect(inputs).toBeLessThanOrEqual(10);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('the third answer brings the verdict', async ({ page }) => {
  await open(page);
  await answer(page, introductions, '12');
  await answer(page, projects, '5');
  await expect(verdict(page)).toHaveText('Which terms could you both sign?');
  await field(page, value).pressSequentially('8000');
  await expect(verdict(page)).toContainText('Offer');
  await expect(verdict(page)).toContainText('your partner');
});

test('the table holds every offer and no deal', async ({ page }) => {
  await reachVerdict(page);
  await usualYear(page);
  await expect(comparison(page).getByRole('columnheader')).toHaveText([
    /A usual year, before tax/, /\$300 a project over \$2,000/, /\$300 a month/, /10%/, /15%, 3 months/, /No deal/,
  ]);
  const paid = comparison(page).getByRole('row', { name: /^You pay/ });
  // Five fees, twelve months, 10% and 15% of 40,000.
  for (const amount of ['$1,500', '$3,600', '$4,000', '$6,000']) {
    await expect(paid.getByRole('button', { name: amount, exact: true })).toBeVisible();
  }
});

test('everything that was left open is listed as assumed', async ({ page }) => {
  await reachVerdict(page);
  await page.getByText('We assumed', { exact: true }).click();
  const list = page.locator('dl.assumed');
  await expect(list.getByRole('term')).toHaveText([
    'Introductions a year', 'Become paid work', 'A project is worth', 'Billed over', 'Costs passed on',
    'Left after delivering', 'Would have come anyway', 'Your hour', 'Their hour', 'Usually paid',
    'Record keeping, each of you', 'Tax', 'Allowed?',
  ]);
  await expect(list).toContainText('half of what is billed');
  await expect(list.getByText('a guess', { exact: true })).toHaveCount(7);
});

test('a figure says how it is computed', async ({ page }) => {
  await reachVerdict(page);
  await usualYear(page);
  const figure = comparison(page).getByRole('row', { name: /^You pay/ }).getByRole('button', { name: '$4,000' });
  await figure.click();
  const explained = page.getByRole('region', { name: 'Comparison', exact: true });
  await expect(explained.getByRole('heading', { name: 'How this is computed' })).toBeVisible();
  await expect(explained.getByRole('listitem').first()).not.toBeEmpty();
  await expect(figure).toHaveAttribute('aria-expanded', 'true');
  await figure.click();
  await expect(explained.getByRole('heading', { name: 'How this is computed' })).toBeHidden();
});

test('a changed number changes the sentence; undo, redo and a reload keep what they should', async ({ page }) => {
  await reachVerdict(page);
  const before = await verdict(page).innerText();
  await answer(page, value, '900');
  await expect(verdict(page)).not.toHaveText(before);
  await simulated(page);
  const after = await verdict(page).innerText();

  await head(page, 'Undo').click();
  await expect(verdict(page)).toHaveText(before);
  await expect(field(page, value)).toHaveValue(/^8,?000$/);
  await head(page, 'Redo').click();
  await expect(verdict(page)).not.toHaveText(before);
  await simulated(page);
  await expect(verdict(page)).toHaveText(after);

  await saved(page);
  await page.reload();
  // The change that would help is searched anew.
  await simulated(page);
  await expect(verdict(page)).toHaveText(after);
  await expect(field(page, introductions)).toHaveValue('12');
  await saved(page);
});

test('a reload right after typing loses nothing', async ({ page }) => {
  await reachVerdict(page);
  await answer(page, value, '9000');
  await page.reload();
  await expect(field(page, value)).toHaveValue(/^9,?000$/);
});

test('retyping the usual value keeps its low and high ends', async ({ page }) => {
  await reachVerdict(page);
  await answer(page, 'usually at least', '4000');
  await answer(page, 'and at most', '16000');
  await field(page, value).selectText();
  await field(page, value).pressSequentially('9000');
  await field(page, value).press('Tab');
  await expect(field(page, 'usually at least')).toHaveValue(/^4,?000$/);
  await expect(field(page, 'and at most')).toHaveValue(/^16,?000$/);
});

for (const [label, text, problem] of [
  [introductions, '-3', /This cannot be below zero\./],
  [projects, '13', /More projects than introductions\./],
  [value, '99999999999999999', /larger than can be kept exact\./],
  ['usually at least', '9000', /low|above|order/i],
  ['Billed over how many months', '0', /A project is billed over 1 to 60 months\./],
  ['Of every 100 billed, left after delivering', '120', /This cannot be over 100%\./],
  ['Partner’s name (may stay empty)', 'x'.repeat(10_000), /A name has at most \d+ characters; this one has 10000\./],
  ['Partner’s name (may stay empty)', 'a\u0007b', /invisible character U\+0007/],
] as const) {
  test(`"${label}" keeps ${text.slice(0, 20)} as typed and says what is wrong`, async ({ page }) => {
    await reachVerdict(page);
    await saved(page);
    const before = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    const sentence = await verdict(page).innerText();
    // Key by key, since what is typed on the way is previewed; a name of 10,000 letters is pasted.
    await field(page, label).selectText();
    if (text.length < 100) await field(page, label).pressSequentially(text);
    else await field(page, label).fill(text);
    await field(page, label).press('Tab');
    await expect(field(page, label)).toHaveValue(text);
    await expect(field(page, label)).toHaveAttribute('aria-invalid', 'true');
    await expect(field(page, label)).toHaveAccessibleDescription(problem);
    // What is wrong counts for nothing: neither in the verdict nor in what is kept.
    await expect(verdict(page)).toHaveText(sentence);
    await page.waitForTimeout(600);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).toBe(before);
  });
}

test('a name from right to left stays inside its own direction', async ({ page }) => {
  await reachVerdict(page);
  await answer(page, 'Partner’s name (may stay empty)', 'שלום');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('שלום');
  await expect(verdict(page)).toContainText('\u2068שלום\u2069');
});
