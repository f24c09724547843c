import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

/** The file that "Export everything" gives; the data page must be open. */
export async function exported(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export everything' }).click();
  return readFile(await (await download).path(), 'utf8');
}

/** Chooses a file to open; the data page must be open. */
export async function choose(page: Page, content: string | Buffer) {
  const buffer = Buffer.from(content);
  await page.getByLabel('Choose a file…').setInputFiles({ name: 'work.json', mimeType: 'application/json', buffer });
}

/** The program that prints every figure of a workspace. */
export const program = `${process.env.CARGO_TARGET_DIR ?? 'target'}/release/examples/report`;
