import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, open, simulated } from './app.ts';
import { choose, exported, program } from './data.ts';

/** Opens seven offers on work of which every range is known, and waits for all simulated years. */
export async function openVerdict(page: Page) {
  await open(page, '#/data');
  await choose(page, await readFile('checks/fixtures/verdict.json'));
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await page.goto('/#/terms');
  await simulated(page);
}

/** What the report says of the work that is open, as the page exports it. */
export async function reported(page: Page) {
  await page.goto('/#/data');
  const input = await exported(page);
  return JSON.parse(execFileSync(program, { input, encoding: 'utf8' }));
}

/** From now on a worker rests between its slices, and makes them short: its clock runs ahead at every look. */
export async function slowWorker(page: Page) {
  await page.route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    const slow = `
      const later = setTimeout; globalThis.setTimeout = (act) => later(act, 400);
      const now = Date.now; let calls = 0; Date.now = () => now() + (calls += 5);`;
    await route.fulfill({ response, body: slow + (await response.text()) });
  });
}

/** Waits until some years are simulated and others are not, and says how many. */
export async function inTheMiddle(page: Page): Promise<number> {
  const years = page.locator('[data-years]');
  await expect(years).toContainText('simulated years so far…', { timeout: 20_000 });
  const count = Number(await years.getAttribute('data-years'));
  expect(count).toBeLessThan(10_000);
  return count;
}

/** The exact values of a table, row by row: of each cell its own, then those that stand below it. */
export function exactValues(page: Page, region: string): Promise<string[][][]> {
  const rows = page.getByRole('region', { name: region }).locator('tbody tr');
  return rows.evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) =>
    [cell, ...cell.querySelectorAll<HTMLElement>('[data-value]')].map((element) => element.dataset.value ?? 'none'))));
}
