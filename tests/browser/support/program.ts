import { execFileSync } from 'node:child_process';
import { expect, open, saved } from './app.ts';
import { program } from './data.ts';
import type { Locator, Page } from '@playwright/test';

/** The day on which the journeys of the program take place. */
export const today = '2026-11-23';

/** Opens a workspace with a program through a file, on that day, and goes to the program. */
export async function loadProgram(page: Page, hash = '#/referrals/program') {
  await page.clock.setFixedTime(`${today}T12:00:00`);
  await open(page, '#/data');
  await page.getByLabel('Choose a file…').setInputFiles('checks/fixtures/program.json');
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await saved(page);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.evaluate((hash) => { location.hash = hash; }, hash);
}

/** What the report says of a program on that day. */
export function reported(file: Buffer | string) {
  return JSON.parse(execFileSync(program, [today], { input: file, encoding: 'utf8' })).plan;
}

/** Opens a step of the set-up, or a message, by its name. */
export async function unfoldOne(page: Page, name: string): Promise<Locator> {
  const details = page.locator('.steps details').filter({ has: page.locator('summary', { hasText: name }) });
  if (await details.getAttribute('open') === null) await details.locator('summary').click();
  await expect(details).toHaveAttribute('open', '');
  return details;
}
