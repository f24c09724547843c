import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';

/** What the app keeps in this browser; what it notes about copies, tabs and what the reader prefers is no part of the work. */
export function kept(page: Page): Promise<{ [key: string]: string }> {
  return page.evaluate(() =>
    Object.fromEntries(Object.entries({ ...localStorage }).filter(([key]) => !/^concord\/(exported|changes|open|begun|reminded|theme|numbers|keys)$/.test(key)).sort()));
}

/** Writes texts past the app, as a fault of the disk or another version would, and loads the page again. The app must have
 * nothing unsaved: it saves when it goes. */
export async function reloadWith(page: Page, texts: { [key: string]: string }) {
  await page.evaluate((texts) => Object.entries(texts).forEach(([key, text]) => localStorage.setItem(key, text)), texts);
  await page.reload();
}

/** The key of the generation that counts. */
export function currentKey(stored: { [key: string]: string }): string {
  return `concord/${stored['concord/current']!.split(' ')[0]}`;
}

/** A generation as the app writes one, with its pointer. */
export function sealed(generation: number, payload: string): { [key: string]: string } {
  const claims = `concord-store 1 ${generation} ${Buffer.byteLength(payload)}`;
  const checksum = createHash('sha256').update(`${claims}\n${payload}`).digest('hex');
  return { 'concord/a': `${claims} ${checksum}\n${payload}`, 'concord/current': `a ${generation} ${checksum}` };
}
