import { readFile } from 'node:fs/promises';
import { type Browser, expect, type Page } from '@playwright/test';
import { answer, field, goTo, open, reachVerdict } from './app.ts';

/** A proposal of version 1 with something of everything. */
export const frozen = 'checks/fixtures/proposal-v1.json';

/** From the verdict to the page where a proposal is made. */
export async function openSending(page: Page) {
  await reachVerdict(page);
  await answer(page, 'Partner’s name (may stay empty)', 'Harbor Copy');
  await page.getByRole('link', { name: 'Send to partner…' }).click();
  await expect(page.getByRole('heading', { name: 'What leaves this browser' })).toBeVisible();
}

/** Saves the proposal that is shown, and gives the text of the file. */
export async function saveProposal(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the file' }).click();
  expect((await download).suggestedFilename()).toMatch(/^concord-proposal-\d{4}-\d\d-\d\d\.json$/);
  return readFile(await (await download).path(), 'utf8');
}

/** Opens a file on the page for files. */
export async function receive(page: Page, file: string | Buffer) {
  await open(page, '#/data');
  await page.getByLabel('Choose a file…').setInputFiles({ name: 'proposal.json', mimeType: 'application/json', buffer: Buffer.from(file) });
}

/** Opens a proposal on the page for files, which leads to its own page. */
export async function openProposal(page: Page, file: string | Buffer) {
  await receive(page, file);
  await expect(page.getByRole('heading', { name: 'Yours alone' })).toBeVisible();
}

/** Another person's browser. */
export async function partner(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  return context.newPage();
}

/** The proposal of somebody who introduces clients: the work, and its margin, are the reader's. */
export async function proposalOfIntroducer(page: Page): Promise<string> {
  await reachVerdict(page);
  await page.getByLabel('I introduce clients to them').check();
  await page.getByRole('link', { name: 'Send to partner…' }).click();
  await field(page, 'Your name, as your partner knows you (may stay empty)').fill('Mara Lind');
  await page.getByRole('radio', { name: '10%' }).check();
  const file = await saveProposal(page);
  await goTo(page, 'Terms');
  return file;
}
