import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { answer, chips, comparison, expect, field, introductions, open, projects, reachVerdict, simulated, test, unfold, value, verdict } from './support/app.ts';
import { inTheMiddle, openVerdict, reported, slowWorker } from './support/forecast.ts';

// Ranges, thousands of simulated years, and a verdict that rests on them.

/** The verdict and how each offer stands, against the report of the exported file. */
async function expectReported(page: Page) {
  await simulated(page);
  const sentence = await verdict(page).textContent();
  const works = await comparison(page).locator('[data-works]').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-works')));
  const { forecast } = (await reported(page)).introductions;
  expect(sentence).toBe(forecast.verdict.sentence);
  const codes: Record<string, string> = { works: 'works', usually: 'works-usually', fails: 'fails' };
  expect(works.map((code) => codes[code!])).toEqual(forecast.verdict.offers.map(({ standing }: { standing: string }) => standing));
}

test('the verdict of the simulated years is that of the report', async ({ page }) => {
  await openVerdict(page);
  await expectReported(page);
});

test('a range that is moved changes the sentence, and undo brings it back', async ({ page }) => {
  await reachVerdict(page);
  const before = await verdict(page).textContent();
  const detail = page.locator('.said p');
  await expect(detail).toContainText('in eight years of ten between');
  await page.getByText('We assumed', { exact: true }).click();
  await expect(page.getByText('6 · 12 · 24', { exact: true })).toBeVisible();
  await answer(page, 'Left of 100, at least', '1');
  await answer(page, 'Left of 100, at most', '50');
  await answer(page, 'Anyway, at most', '95');
  await answer(page, 'A project, at most', '8000');
  await expect(page.getByText('0% · 0% · 95%')).toBeVisible();
  await simulated(page);
  const words = await detail.textContent();
  await expect(field(page, 'Anyway, at most')).toHaveValue('95');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Control+z');
  await simulated(page);
  await expect(verdict(page)).toHaveText(before!);
  await expect(detail).not.toHaveText(words!);
});

test('an end on the wrong side of the usual value is refused in words, and nothing changes', async ({ page }) => {
  await reachVerdict(page);
  await page.getByText('We assumed', { exact: true }).click();
  await answer(page, 'Introduced, at least', '20');
  await expect(field(page, 'Introduced, at least')).toHaveAccessibleDescription('The low end is above the usual value.');
  await answer(page, 'Introduced, at most', '10');
  await expect(field(page, 'Introduced, at most')).toHaveAccessibleDescription('The usual value is above the high end.');
  await expect(page.getByText('6 · 12 · 24', { exact: true })).toBeVisible();
  await answer(page, 'Introduced, at least', '');
  await answer(page, 'Introduced, at most', '12');
  await expect(page.getByText('6 · 12 · 12', { exact: true })).toBeVisible();
});

test('one year at a time: usual, cautious and hopeful, by keyboard', async ({ page }) => {
  await reachVerdict(page);
  const table = comparison(page);
  await expect(table.getByRole('columnheader').first()).toHaveText('An average year, before tax');
  const years = page.getByRole('group', { name: 'Which years' });
  await years.getByLabel('Simulated years').focus();
  await page.keyboard.press('ArrowRight');
  await expect(table.getByRole('columnheader').first()).toHaveText('A usual year, before tax');
  // 10% of 5 projects of 8,000.
  await expect(table.locator('td.pick[data-row=payout]')).toHaveAttribute('data-value', '400000');
  await page.keyboard.press('ArrowRight');
  await expect(table.getByRole('columnheader').first()).toHaveText('A cautious year, before tax');
  // 6 introductions; of 12, 2.3 are the low end of what 5 of 12 leave plausible; of 4,000 each.
  const cautious = Number(await table.locator('td.pick[data-row=payout]').getAttribute('data-value'));
  expect(cautious).toBeGreaterThan(40_000);
  expect(cautious).toBeLessThan(50_000);
  await page.keyboard.press('ArrowRight');
  await expect(table.getByRole('columnheader').first()).toHaveText('A hopeful year, before tax');
  await table.locator('td.pick[data-row=payout] button').press('Enter');
  await expect(page.getByRole('heading', { name: 'How this is computed' })).toBeVisible();
});

test('a figure of the simulated years says how it is computed', async ({ page }) => {
  await reachVerdict(page);
  await comparison(page).locator('td.pick[data-row=payout] button').click();
  await expect(page.getByText(/over 10,000 simulated years is \$/)).toBeVisible();
  await expect(page.getByText(/\(seed 1\); every offer meets the same years/)).toBeVisible();
});

test('where none works the smallest change is searched for and said', async ({ page }) => {
  await reachVerdict(page);
  // Only a percentage above the usual band is left on the table.
  const change = page.getByRole('dialog', { name: 'Change the offer' });
  for (const name of ['$300 a project over $2,000', '$300 a month', '15%, 3 months']) {
    await chips(page).filter({ hasText: name }).click();
    await change.getByRole('button', { name: 'Take off the table' }).click();
  }
  await chips(page).filter({ hasText: '10%' }).click();
  await answer(change, 'Rate', '25');
  await change.getByRole('button', { name: 'Change' }).click();
  await expect(verdict(page)).toHaveText('This does not work for both of you. Smallest fix: lower 25% to 20%.', { timeout: 20_000 });
  await simulated(page);
});

test('without a worker the page simulates the same years', async ({ page }) => {
  await page.addInitScript(() => delete (window as Partial<Window & typeof globalThis>).Worker);
  await openVerdict(page);
  await expectReported(page);
});

test('a page that is loaded anew in the middle simulates from the start', async ({ page }) => {
  await slowWorker(page);
  await open(page);
  for (const [label, text] of [[introductions, '12'], [projects, '5'], [value, '8000']] as const) await answer(page, label, text);
  await inTheMiddle(page);
  await page.unroute('**/worker-*.js');
  await page.reload();
  await expectReported(page);
  await page.goto('/#/terms');
  await answer(page, value, '9000');
  await simulated(page);
  await expect(field(page, value)).toHaveValue('9000');
});

test('a slider that moves is followed before it rests', async ({ page }) => {
  await reachVerdict(page);
  const slider = page.getByRole('slider', { name: 'What a typical project is worth' });
  const { x, y, width, height } = (await slider.boundingBox())!;
  const detail = page.locator('.said p');
  const seen = new Set<string>();
  await page.mouse.move(x + width * 0.3, y + height / 2);
  await page.mouse.down();
  for (let move = 0; move < 30; move += 1) {
    await page.mouse.move(x + width * (0.3 + move / 60), y + height / 2);
    await page.waitForTimeout(50);
    seen.add((await detail.textContent())!);
  }
  await page.mouse.up();
  await simulated(page);
  expect(seen.size).toBeGreaterThan(1);
});

test('what takes long can be stopped, and taken up again', async ({ page }) => {
  await slowWorker(page);
  await open(page);
  await answer(page, introductions, '12');
  await answer(page, projects, '5');
  await answer(page, value, '8000');
  await inTheMiddle(page);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.locator('.said')).toHaveAttribute('aria-busy', 'false');
  const years = page.locator('[data-years]');
  const count = Number(await years.getAttribute('data-years'));
  expect(count).toBeGreaterThanOrEqual(500);
  expect(count).toBeLessThan(10_000);
  await page.waitForTimeout(1_000);
  await expect(years).toHaveAttribute('data-years', String(count));
  await page.getByRole('button', { name: 'Simulate the rest' }).click();
  await inTheMiddle(page);
});

/** What moves on the page for longer than a frame: elements by their styles, rules that apply, and what runs. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const frame = 1_000 / 60;
    const longest = (times: string) => Math.max(...times.split(',').map((time) => parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1_000)));
    const moves = (style: CSSStyleDeclaration) =>
      [style.transitionDuration, style.animationDuration].some((times) => times !== '' && longest(times) > frame);
    const found: string[] = [];
    for (const element of document.querySelectorAll('*')) {
      for (const part of [undefined, '::before', '::after', '::backdrop']) {
        if (moves(getComputedStyle(element, part))) found.push(`${element.tagName} ${part ?? ''}`);
      }
    }
    // Parts that the browser makes, such as the thumb of a slider, have no style to ask for.
    const look = (rules: CSSRuleList) => {
      for (const rule of rules) {
        if (rule instanceof CSSMediaRule && !matchMedia(rule.conditionText).matches) continue;
        if (rule instanceof CSSStyleRule && moves(rule.style)) found.push(rule.selectorText);
        if (rule instanceof CSSGroupingRule) look(rule.cssRules);
      }
    };
    for (const sheet of document.styleSheets) look(sheet.cssRules);
    for (const animation of document.getAnimations()) {
      const { duration } = animation.effect!.getComputedTiming();
      if (Number(duration) > frame) found.push(`an animation of ${duration} ms`);
    }
    return found;
  });
}

test('with reduced motion simulated years arrive all the same, and nothing moves', async ({ page }) => {
  await reachVerdict(page);
  await page.getByText('We assumed', { exact: true }).click();
  expect(await moving(page), 'what moves for others').toEqual(['.slider::-webkit-slider-thumb']);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving(page)).toEqual([]);
  const before = await verdict(page).textContent();
  const detail = await page.locator('.said p').textContent();
  // While years come in, too.
  const watched = page.evaluate(() => new Promise<number[]>((done) => {
    const durations: number[] = [];
    const end = performance.now() + 1_500;
    const look = () => {
      durations.push(...document.getAnimations().map((animation) => Number(animation.effect!.getComputedTiming().duration)));
      if (performance.now() < end) requestAnimationFrame(look);
      else done(durations);
    };
    look();
  }));
  await answer(page, 'Left of 100, at most', '60');
  await answer(page, value, '2000');
  await simulated(page);
  await expect(verdict(page)).not.toHaveText(before!);
  await expect(page.locator('.said p')).not.toHaveText(detail!);
  expect((await watched).filter((duration) => duration > 1_000 / 60)).toEqual([]);
  await unfold(page);
  expect(await moving(page)).toEqual([]);
});

test('the simulated years can be saved, and average to what the table shows', async ({ page }) => {
  await reachVerdict(page);
  const shown = await comparison(page).locator('td[data-row=payout]').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-value')));
  await page.getByText('The simulated years themselves').click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the years as CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^concord-simulated-years-\d{4}-\d\d-\d\d\.csv$/);
  const [head, ...rows] = (await readFile((await file.path())!, 'utf8')).trimEnd().split('\r\n');
  expect(rows).toHaveLength(10_000);
  const columns = head!.match(/("[^"]*"|[^,]+)/g)!;
  const paid = columns.flatMap((name, place) => (name.endsWith(': pay"') ? [place] : []));
  const means = paid.map((place) => rows.reduce((sum, row) => sum + Math.round(Number(row.split(',')[place]) * 100), 0) / rows.length);
  expect(means.map((mean) => String(Math.round(mean)))).toEqual(shown.slice(0, -1));
});

test('amounts too large to simulate are said to be, and judged by single years', async ({ page }) => {
  await open(page);
  await answer(page, introductions, '400');
  await answer(page, projects, '300');
  await answer(page, value, '50000000000');
  await expect(page.getByText('these amounts are too large to simulate years')).toBeVisible();
  await expect(verdict(page)).toHaveText('Offer your partner 10% of what each client pays: the simplest of your four options that works for both of you.');
  await answer(page, value, '8000');
  await simulated(page);
});
