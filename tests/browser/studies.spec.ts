import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { answer, expect, introductions, open, reachVerdict, simulated, test } from './support/app.ts';
import { expectAccessible, expectLegible } from './support/axe.ts';
import { choose, program } from './support/data.ts';

// What takes several forecasts to say: sections that are worked out once they are opened.

const sections = {
  sensitivity: 'What moves the answer most',
  givesUp: 'What each of you gives up',
  equalPay: 'At equal average pay',
  map: 'If projects or introductions turn out otherwise',
};

/** The fixture of the published case, open on the terms page. */
async function openCase(page: Page): Promise<string> {
  const text = await readFile('checks/fixtures/verdict.json', 'utf8');
  await open(page, '#/data');
  await choose(page, text);
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await page.goto('/#/terms');
  await simulated(page);
  return text;
}

function section(page: Page, title: string): Locator {
  return page.getByRole('group').filter({ has: page.getByText(title, { exact: true }) });
}

/** Opens a section and waits until it is whole. */
async function worked(page: Page, title: string): Promise<Locator> {
  const found = section(page, title);
  await found.getByText(title, { exact: true }).click();
  await expect(found.locator('tbody tr').first()).toBeVisible({ timeout: 20_000 });
  await expect(found.locator('[aria-busy]').first()).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  await expect(found.getByText('simulations done')).toHaveCount(0);
  return found;
}

function values(cells: Locator, attribute = 'data-value'): Promise<string[]> {
  return cells.evaluateAll((cells, attribute) => cells.map((cell) => cell.getAttribute(attribute)!), attribute);
}

interface Found { gains: Record<string, { you: number; them: number }>; best: { you: string | null; them: string | null }; verdict: { pick?: string } }
interface Studies {
  sensitivity: { outcome: Found }[];
  gives_up: { id: string; you: number; them: number; more_introductions: number | null }[];
  equal_pay: { pay: number; offers: { id: string; payout: { mean: number } }[] };
  map: { values: number[]; introductions: number[]; cells: Found[][] };
}

test('every study shows the figures of the report', async ({ page }) => {
  test.slow();
  const input = await openCase(page);
  const reported = JSON.parse(execFileSync(program, ['studies'], { input, encoding: 'utf8' })) as Studies;
  const offers = reported.gives_up.map(({ id }) => id);

  const sensitivity = await worked(page, sections.sensitivity);
  const gains = reported.sensitivity.flatMap(({ outcome }) => offers.map((id) => outcome.gains[id]!));
  const cells = sensitivity.locator('td[data-value]');
  expect(await values(cells)).toEqual(gains.map(({ you }) => String(you)));
  expect(await values(cells, 'data-them')).toEqual(gains.map(({ them }) => String(them)));
  await expect(sensitivity.getByRole('img')).toBeVisible();

  const givesUp = await worked(page, sections.givesUp);
  const expected = reported.gives_up.flatMap(({ you, them, more_introductions: more }) => [String(you), String(them), more === null ? '' : String(more)]);
  expect(await values(givesUp.locator('td[data-value]'))).toEqual(expected);

  const equalPay = await worked(page, sections.equalPay);
  const pay = reported.equal_pay.offers.map(({ payout }) => String(Math.round(payout.mean)));
  expect((await values(equalPay.locator('td[data-row=payout]'))).slice(0, -1)).toEqual(pay);
  await equalPay.locator('td[data-row=payout] button').first().click();
  await expect(equalPay.getByText('How this is computed')).toBeVisible();

  const map = await worked(page, sections.map);
  const letters = async () => (await map.locator('td > [aria-hidden]').allTextContents()).map((text) => text.replace('?', ''));
  const letter = (id: string | null | undefined) => (id ? String.fromCharCode(65 + offers.indexOf(id)) : '–');
  const found = reported.map.cells.flat();
  expect(await letters()).toEqual(found.map(({ verdict }) => letter(verdict.pick)));
  await map.getByLabel('Best for you').check();
  expect(await letters()).toEqual(found.map(({ best }) => letter(best.you)));
  await map.getByLabel('Best for them').check();
  expect(await letters()).toEqual(found.map(({ best }) => letter(best.them)));

  await expectAccessible(page, 'every study');
  await expectLegible(page, 'every study');
});

test('a study stops and goes on, and follows what is changed', async ({ page }) => {
  test.slow();
  await reachVerdict(page);
  const map = section(page, sections.map);
  await map.getByText(sections.map, { exact: true }).click();
  await map.getByRole('button', { name: 'Stop' }).click();
  await expect(map.getByRole('button', { name: 'Go on' })).toBeVisible();
  const open = await map.locator('td').filter({ hasText: 'not yet known' }).count();
  expect(open).toBeGreaterThan(0);
  await map.getByRole('button', { name: 'Go on' }).click();
  await expect(map.locator('td').filter({ hasText: 'not yet known' })).toHaveCount(0, { timeout: 60_000 });
  await expect(map.getByRole('rowheader', { name: '12', exact: true })).toBeVisible();

  await answer(page, introductions, '30');
  await simulated(page);
  await expect(map.getByRole('rowheader', { name: '30', exact: true })).toBeVisible();
  await expect(map.locator('td').filter({ hasText: 'not yet known' })).toHaveCount(0, { timeout: 60_000 });
});

test('without a worker a study is worked out on the page, by keyboard', async ({ page }) => {
  test.slow();
  await page.addInitScript(() => { delete (window as Partial<Window & typeof globalThis>).Worker; });
  await reachVerdict(page);
  const givesUp = section(page, sections.givesUp);
  await givesUp.getByText(sections.givesUp, { exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(givesUp.locator('td').filter({ hasText: '…' })).toHaveCount(0, { timeout: 60_000 });
  await expect(givesUp.locator('td').filter({ hasText: 'more' }).first()).toBeVisible();
});
