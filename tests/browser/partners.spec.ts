import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { answer, expect, field, goTo, head, open, saved, test, verdict } from './support/app.ts';
import { choose, exported, program } from './support/data.ts';
import {
  addCandidate, backToAll, candidate, candidates, criteria, imported, manyCandidates, openCandidate, rate, settled, twoCandidates,
} from './support/partners.ts';

const table = (page: Page) => page.getByRole('region', { name: 'Comparison of the candidates' }).getByRole('table');
const row = (page: Page, name: string | RegExp) => table(page).getByRole('row', { name });
const weight = (page: Page, criterion: string) => page.getByRole('slider', { name: `Weight of ${criterion}` });

async function boxOf(slider: Locator) {
  await slider.scrollIntoViewIfNeeded();
  return (await slider.boundingBox())!;
}

test('from nothing to a ranked pair with a reason', async ({ page }) => {
  await open(page);
  await goTo(page, 'Partners');
  await expect(verdict(page)).toHaveText('Which partner should you choose?');
  await addCandidate(page, 'Larkspur Studio');
  await expect(verdict(page)).toHaveText('Add a second partner to compare Larkspur Studio with.');
  await addCandidate(page, 'Harbor Copy');
  await expect(verdict(page)).toContainText('Too little known to choose');
  await rate(page, 'Harbor Copy', ['Weak', 'Mixed', 'Mixed', 'Mixed', 'Strong']);
  await rate(page, 'Larkspur Studio', ['Strong', 'Mixed', 'Mixed', 'Mixed', 'Weak']);
  await settled(page);
  await expect(verdict(page)).toHaveText(/^Choose Larkspur Studio: first in 9\d of 100 draws/);
  await expect(verdict(page)).toHaveAttribute('data-verdict', 'clear');
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Larkspur Studio scores 56 of 100, Harbor Copy 44.');
  const heads = table(page).getByRole('columnheader');
  await expect(heads.nth(1)).toContainText('1.Larkspur Studio');
  await expect(heads.nth(2)).toContainText('2.Harbor Copy');
  await expect(page.locator('[data-lead]')).toHaveText(
    'Larkspur Studio leads; Harbor Copy would draw level if “Cultural fit” counted for 25% instead of 10%.');

  const score = row(page, /^Score/).getByRole('button').first();
  await score.click();
  await expect(score).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByText('24 + 12.5 + 10 + 7.5 + 2 = 56 of 100')).toBeVisible();
});

test('a weight flips the winner, and undo flips it back', async ({ page }) => {
  await open(page, '#/partners');
  await twoCandidates(page);
  await expect(verdict(page)).toContainText('Choose Larkspur Studio');
  await answer(page, criteria[0]!, '0');
  await settled(page);
  await expect(verdict(page)).toContainText('Choose Harbor Copy');
  await expect(table(page).getByRole('columnheader').nth(1)).toContainText('Harbor Copy');
  await head(page, 'Undo').click();
  await settled(page);
  await expect(verdict(page)).toContainText('Choose Larkspur Studio');

  // By the slider: seen while it moves, and one step back.
  const { x, y, width, height } = await boxOf(weight(page, criteria[4]!));
  await page.mouse.move(x + width * 0.12, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width - 2, y + height / 2, { steps: 8 });
  await settled(page);
  await expect(verdict(page)).toContainText('Choose Harbor Copy');
  await page.mouse.up();
  await expect(field(page, criteria[4]!)).toHaveValue('100');
  await head(page, 'Undo').click();
  await settled(page);
  await expect(field(page, criteria[4]!)).toHaveValue('10');
  await expect(verdict(page)).toContainText('Choose Larkspur Studio');
});

test('what is unknown is said, and what to find out first', async ({ page }) => {
  await open(page, '#/partners');
  await addCandidate(page, 'Larkspur Studio');
  await addCandidate(page, 'Harbor Copy');
  await rate(page, 'Larkspur Studio', ['Mixed', 'Mixed', 'Mixed', 'Mixed', 'Mixed']);
  await rate(page, 'Harbor Copy', ['Don’t know', 'Don’t know', 'Mixed', 'Mixed', 'Mixed']);
  await settled(page);
  await expect(verdict(page)).toHaveAttribute('data-verdict', 'too-little-known');
  await expect(verdict(page)).toContainText('rate Harbor Copy on more of what counts');
  await rate(page, 'Harbor Copy', ['Don’t know', 'Mixed']);
  await settled(page);
  await expect(verdict(page)).toHaveAttribute('data-verdict', 'no-clear-winner');
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Find out first: “Client overlap” for Harbor Copy.');
  const harbor = (name: RegExp) => row(page, name).locator('td').filter({ has: page.getByRole('button') });
  const at = (await table(page).getByRole('columnheader').allInnerTexts()).findIndex((text) => text.includes('Harbor Copy')) - 1;
  await expect(harbor(/^Rated/).nth(at)).toHaveText('70%');
  await expect(harbor(/^Could be/).nth(at)).toHaveText('35 – 65');
  await expect(harbor(/^Score/).nth(at)).toContainText('tied with Larkspur Studio');
});

test('shared clients and past partnerships raise flags with what to do', async ({ page }) => {
  await open(page, '#/partners');
  await addCandidate(page, 'Larkspur Studio');
  await addCandidate(page, 'Quill & Partners');
  const flags = page.getByRole('region', { name: 'Before you decide' });
  await expect(flags).toContainText('Nothing is known about their past partnerships.');
  await openCandidate(page, 'Quill & Partners');
  await answer(page, 'Your clients', '40');
  await answer(page, 'Their clients', '80');
  await answer(page, 'Shared clients', '41');
  await expect(field(page, 'Shared clients')).toHaveAccessibleDescription('You cannot share more clients than you have.');
  await answer(page, 'Shared clients', '10');
  await expect(page.getByText('Of your clients: 25% shared, rated 62.5; little in common')).toBeVisible();
  await expect(page.getByText('Of their clients: 12.5% shared')).toBeVisible();
  await expect(page.getByText('Of all clients of both together: 9.1% shared')).toBeVisible();

  for (const [start, end] of [['2023-05-01', '2024-01-31'], ['2024-06-01', '2025-02-28'], ['2025-06-01', '2026-03-31']]) {
    await field(page, 'Began on').fill(start!);
    await field(page, 'Ended on').fill(end!);
    await field(page, 'Why it ended').fill('Communication');
    await page.getByRole('button', { name: 'Add this partnership' }).click();
    await expect(field(page, 'Began on')).toHaveValue('');
  }
  await expect(page.getByText('“Communication” ended 3 of the 3 that ended.')).toBeVisible();
  await backToAll(page);
  await expect(flags).toContainText('Little in common: 25% of your clients are shared');
  await expect(flags).toContainText('Three of their partnerships ended within the last 36 months.');
  await expect(flags).toContainText('Ask one of those partners what happened before you commit to anything.');
  await expect(flags).toContainText('“Communication” ended 3 of 3 partnerships.');
});

test('what was entered is there after a reload', async ({ page }) => {
  await open(page, '#/partners');
  await twoCandidates(page);
  await openCandidate(page, 'Harbor Copy');
  await page.getByRole('group', { name: criteria[1]! }).getByText('Refine').click();
  await answer(page, 'Response time', '65');
  await answer(page, 'Evidence: Response time', 'Answered within a day, three times');
  await page.getByLabel('What the partnership would be').selectOption('Referral exchange');
  await page.getByLabel('Note', { exact: true }).fill('Met in May');
  await backToAll(page);
  await settled(page);
  const sentence = await verdict(page).innerText();
  await saved(page);
  await page.reload();
  await settled(page);
  await expect(verdict(page)).toHaveText(sentence);
  await openCandidate(page, 'Harbor Copy');
  await page.getByRole('group', { name: criteria[1]! }).getByText('Refined').click();
  await expect(field(page, 'Response time')).toHaveValue('65');
  await expect(field(page, 'Evidence: Response time')).toHaveValue('Answered within a day, three times');
  await expect(page.getByLabel('What the partnership would be')).toHaveValue('exchange');
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('Met in May');
});

test('what cannot be is named beside its field and stays as it was typed', async ({ page }) => {
  await open(page, '#/partners');
  await field(page, 'Name of a candidate').fill(' ');
  await page.getByRole('button', { name: 'Add', exact: true }).first().click();
  await expect(field(page, 'Name of a candidate')).toHaveAccessibleDescription('A name needs at least one letter.');
  await twoCandidates(page);
  const sentence = await verdict(page).innerText();
  for (const [typed, told] of [['101', 'A weight is a number from 0 to 100.'], ['12.345', 'A weight has at most two decimals.'], ['much', 'This is not a number.']]) {
    await answer(page, criteria[0]!, typed!);
    await expect(field(page, criteria[0]!)).toHaveAccessibleDescription(told!);
    await expect(field(page, criteria[0]!)).toHaveValue(typed!);
  }
  await settled(page);
  await expect(verdict(page)).toHaveText(sentence);

  await openCandidate(page, 'Harbor Copy');
  await field(page, 'Began on').fill('2024-02-30');
  await field(page, 'Why it ended').fill('Money');
  await page.getByRole('button', { name: 'Add this partnership' }).click();
  await expect(field(page, 'Began on')).toHaveAccessibleDescription(/not a date/);
  await field(page, 'Began on').fill('2024-02-29');
  await page.getByRole('button', { name: 'Add this partnership' }).click();
  await expect(field(page, 'Ended on')).toHaveAccessibleDescription(/Say when it ended/);
  await field(page, 'Ended on').fill('2023-02-28');
  await page.getByRole('button', { name: 'Add this partnership' }).click();
  await expect(field(page, 'Ended on')).toHaveAccessibleDescription(/The end comes before the start/);
});

test('criteria and what is looked at are added, renamed and removed', async ({ page }) => {
  await open(page, '#/partners');
  await twoCandidates(page);
  const change = page.locator('details', { has: page.getByText('Change the criteria', { exact: true }) }).first();
  await change.getByText('Change the criteria').click();
  await field(change, 'Another criterion').fill('Price');
  await field(change, 'Another criterion').press('Enter');
  await expect(row(page, /^Price/)).toContainText('9.1% of the weight');

  const price = change.locator('details').last();
  await price.locator('summary').click();
  await answer(price, 'Name of the criterion', 'Day rate');
  await expect(row(page, /^Day rate/)).toBeVisible();
  await expect(price.getByRole('button', { name: 'Remove Day rate' })).toBeFocused();
  for (const name of ['Rate a day', 'Rate an hour']) {
    await field(price, 'Something else to look at').fill(name);
    await field(price, 'Something else to look at').press('Enter');
  }
  await answer(price.locator('.beside-button').nth(1), 'Looked at', 'Whole price');
  await price.getByRole('button', { name: 'Remove Rate an hour' }).click();
  await expect(field(price, 'Something else to look at')).toBeFocused();
  await openCandidate(page, 'Harbor Copy');
  const group = page.getByRole('group', { name: 'Day rate' });
  await group.getByText('Refine').click();
  await expect(field(group, 'Whole price')).toBeVisible();
  await expect(field(group, 'Rate a day')).toBeVisible();
  await expect(field(group, 'Rate an hour')).toBeHidden();
  await head(page, 'Undo').click();
  await expect(field(group, 'Rate an hour')).toBeVisible();
  await backToAll(page);

  await change.getByText('Change the criteria').click();
  await change.locator('summary', { hasText: 'Client alignment' }).click();
  await change.getByRole('button', { name: 'Remove Client alignment' }).click();
  await expect(row(page, /^Client alignment/)).toBeHidden();
  await expect(field(change, 'Another criterion')).toBeFocused();
  await settled(page);
  await expect(verdict(page)).toContainText('Harbor Copy');
  await head(page, 'Undo').click();
  await expect(row(page, /^Client alignment/)).toContainText('80');
});

test('how shared clients are rated can be changed, and says where it comes from', async ({ page }) => {
  await open(page, '#/partners');
  await addCandidate(page, 'Quill & Partners');
  await openCandidate(page, 'Quill & Partners');
  for (const [label, count] of [['Your clients', '40'], ['Their clients', '20'], ['Shared clients', '10']]) {
    await answer(page, label!, count!);
  }
  const scored = page.getByRole('listitem').filter({ hasText: 'This one is scored.' });
  await expect(scored).toContainText('Of your clients: 25% shared, rated 62.5; little in common, below 40% to 60%.');
  const flags = page.getByRole('region', { name: 'Where they stand' });
  await expect(flags).toContainText('Little in common');
  await backToAll(page);
  await page.getByText('How shared clients are rated').click();
  await page.getByText('Where this comes from').click();
  await expect(page.getByText('is the guide’s claim, unverified: below it')).toBeVisible();
  await answer(page, 'Best from', '70');
  await expect(field(page, 'Best from')).toHaveAccessibleDescription('The band lies between 1% and 99%, the low edge first.');
  await answer(page, 'Best from', '20');
  await openCandidate(page, 'Quill & Partners');
  await expect(scored).toContainText('rated 100; in the usual 20% to 60%.');
  await expect(flags).not.toContainText('Little in common');
  await backToAll(page);
  await page.getByText('How shared clients are rated').click();
  await page.getByLabel('Shared clients are counted as a part of').selectOption('their clients');
  await openCandidate(page, 'Quill & Partners');
  await expect(scored).toContainText('Of their clients: 50% shared');
  await backToAll(page);
  await page.getByText('How shared clients are rated').click();
  await page.getByRole('button', { name: 'Back to the usual 40% to 60%' }).click();
  await expect(field(page, 'Best from')).toHaveValue('40');
  await expect(page.getByLabel('Shared clients are counted as a part of')).toHaveValue('you');
});

test('a candidate has a page of their own, by link, after a reload, back and gone', async ({ page }) => {
  await open(page, '#/partners');
  await twoCandidates(page);
  await saved(page);
  await openCandidate(page, 'Harbor Copy');
  await expect(page).toHaveTitle('Harbor Copy · Concord');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Partners' })).toHaveAttribute('aria-current', 'page');
  await expect(page.locator('[data-standing=place]')).toHaveText('2 of 2');
  await expect(page.locator('[data-standing=score]')).toHaveText('44 of 100');
  await page.goBack();
  await expect(candidate(page, 'Harbor Copy')).toBeFocused();
  await expect(page).toHaveTitle('Partners · Concord');
  await page.goForward();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Harbor Copy' })).toBeVisible();
  await answer(page, 'Name', 'Harbour Copy');
  await expect(page.getByRole('heading', { level: 1, name: 'Harbour Copy' })).toBeVisible();

  await page.getByRole('button', { name: 'Remove this candidate' }).click();
  await expect(field(page, 'Name of a candidate')).toBeFocused();
  await expect(candidates(page).getByRole('listitem')).toHaveCount(1);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'There is no partner at this address.' })).toBeVisible();
  await head(page, 'Undo').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Harbour Copy' })).toBeVisible();

  for (const nobody of ['01930000-0000-7000-8000-00000000ffff', 'nobody']) {
    await page.goto(`/#/partners/${nobody}`);
    await expect(page.getByRole('heading', { name: 'There is no partner at this address.' })).toBeVisible();
  }
  await page.getByRole('link', { name: 'See all partners' }).click();
  await expect(candidates(page).getByRole('listitem')).toHaveCount(2);
});

test('an export brings the partners back after erasing', async ({ page }) => {
  await open(page, '#/partners');
  await twoCandidates(page);
  const sentence = await verdict(page).innerText();
  await saved(page);
  await goTo(page, 'Share & data');
  const file = await exported(page);
  await page.getByRole('button', { name: 'Erase everything…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase without a copy' }).click();
  await goTo(page, 'Partners');
  await expect(verdict(page)).toHaveText('Which partner should you choose?');
  await goTo(page, 'Share & data');
  await choose(page, file);
  const preview = page.getByRole('region', { name: 'What the file would change' });
  await expect(preview.getByRole('row', { name: /^Partners to choose from/ })).toContainText('2');
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await saved(page);
  expect(await exported(page)).toBe(file);
  await goTo(page, 'Partners');
  await settled(page);
  await expect(verdict(page)).toHaveText(sentence);
});

test('every figure of the candidates is that of the report', async ({ page }) => {
  const input = await readFile('checks/fixtures/partners.json');
  await page.clock.setFixedTime('2026-11-23T12:00:00');
  await open(page, '#/data');
  await imported(page, input);
  await page.goto('/#/partners');
  await settled(page);
  const report = JSON.parse(execFileSync(program, ['2026-11-23'], { input, encoding: 'utf8' }));
  const { partners, order, verdict: told, lead } = report.partners;
  await expect(verdict(page)).toHaveText(told.sentence);
  await expect(page.locator('[data-lead]')).toHaveText(lead.sentence);
  const heads = table(page).locator('th[data-partner]');
  expect(await heads.evaluateAll((heads) => heads.map((head) => head.getAttribute('data-partner')))).toEqual(order);
  const cells = await table(page).locator('td').evaluateAll((cells) => cells.map((cell) => ({
    row: cell.getAttribute('data-row')!,
    partner: cell.getAttribute('data-partner')!,
    value: cell.getAttribute('data-value')!,
    part: cell.querySelector('[data-part]')?.getAttribute('data-part') ?? '',
  })));
  expect(cells.length).toBe(partners.length * (6 + 4));
  for (const { row, partner, value, part } of cells) {
    const { score, chance } = partners.find(({ id }: { id: string }) => id === partner);
    const criterion = score.criteria.find(({ id }: { id: string }) => id === row);
    const totals: { [row: string]: unknown } = {
      score: score.total, coverage: score.coverage, open: `${score.low} ${score.high}`, chance,
    };
    expect(value, `${row} of ${partner}`).toBe(String((criterion ? criterion.mark : totals[row]) ?? ''));
    if (criterion?.mark != null) expect(part, `part of ${row} of ${partner}`).toBe(String(criterion.part));
  }
  const flagged = page.locator('[data-cautions]');
  for (const { id, flags } of partners) {
    await expect(page.locator(`[data-cautions="${id}"]`).getByRole('listitem')).toHaveCount(flags.length);
  }
  await expect(flagged).toHaveCount(partners.length);

  await openCandidate(page, 'Brightline Agency');
  const [{ overlap, score, chance }] = partners;
  await expect(page.locator('[data-standing=score]')).toHaveAttribute('data-value', String(score.total));
  await expect(page.locator('[data-standing=chance]')).toHaveAttribute('data-value', String(chance));
  for (const code of ['yours', 'theirs', 'together']) {
    await expect(page.locator(`[data-overlap="${code}"]`)).toHaveAttribute('data-value', String(overlap[code].share));
  }
});

test('of a thousand candidates only those in sight are in the document', async ({ page }) => {
  await open(page, '#/data');
  await imported(page, await manyCandidates(1_000));
  await goTo(page, 'Partners');
  await settled(page);
  const rows = candidates(page).getByRole('listitem');
  const inSight = () => candidates(page).evaluate((list) => Math.ceil(list.parentElement!.clientHeight / 64) + 1);
  expect(await rows.count()).toBeLessThanOrEqual(await inSight() + 20);
  await expect(rows.first()).toHaveAttribute('aria-posinset', '1');
  await expect(rows.first()).toHaveAttribute('aria-setsize', '1000');

  // By the keyboard: one stop of Tab, and the arrow keys inside.
  await rows.first().getByRole('link').focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1).getByRole('link')).toBeFocused();
  await page.keyboard.press('End');
  const last = page.locator('[aria-posinset="1000"]').getByRole('link');
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  expect(await rows.count()).toBeLessThanOrEqual(await inSight() + 20);
  await page.keyboard.press('Tab');
  await expect(field(page, criteria[0]!)).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1000 of 1000')).toBeVisible();
  await page.goBack();
  await expect(last).toBeFocused();

  await field(page, 'Find by name').fill('Number 77');
  await expect(page.getByText('11 of 1000')).toBeVisible();
  await expect(rows).toHaveCount(11);
  await field(page, 'Find by name').fill('nobody at all');
  await expect(page.getByText('Nobody has this in their name.')).toBeVisible();
  await field(page, 'Find by name').fill('');

  const table = page.getByRole('region', { name: 'Comparison of the candidates' }).getByRole('table');
  await expect(table).toHaveAttribute('aria-colcount', '1001');
  await expect(table.locator('th[data-partner]')).toHaveCount(6);
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(page.getByText('7–12 of 1000')).toBeVisible();
  await expect(table.locator('th[data-partner]').first()).toHaveAttribute('aria-colindex', '8');

  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(rows).toHaveCount(1_000);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect.poll(() => rows.count()).toBeLessThan(50);
});
