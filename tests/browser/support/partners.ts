import type { Page } from '@playwright/test';
import { expect, field } from './app.ts';

export type Word = 'Weak' | 'Mixed' | 'Strong' | 'Don’t know';

/** The five criteria that a new workspace has. */
export const criteria = [
  'Client alignment', 'Process compatibility', 'Reputation and references', 'Growth trajectory', 'Cultural fit',
];

export async function addCandidate(page: Page, name: string) {
  await field(page, 'Name of a candidate').fill(name);
  await field(page, 'Name of a candidate').press('Enter');
  await expect(page.getByRole('button', { name: `Rate ${name}`, exact: true })).toBeVisible();
}

/** Rates a candidate on the five criteria, in their order. */
export async function rate(page: Page, name: string, words: Word[]) {
  await page.getByRole('button', { name: `Rate ${name}`, exact: true }).click();
  const dialog = page.getByRole('dialog', { name });
  for (const [place, word] of words.entries()) {
    await dialog.getByRole('group', { name: criteria[place]! }).getByLabel(word, { exact: true }).check();
  }
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
}

/** Waits until the chances are those of what the page shows. */
export async function settled(page: Page) {
  await expect(page.getByRole('region', { name: 'Verdict' })).toHaveAttribute('aria-busy', 'false');
}

/** Two candidates, the first stronger where it counts most. */
export async function twoCandidates(page: Page) {
  await addCandidate(page, 'Larkspur Studio');
  await addCandidate(page, 'Harbor Copy');
  await rate(page, 'Larkspur Studio', ['Strong', 'Mixed', 'Mixed', 'Mixed', 'Weak']);
  await rate(page, 'Harbor Copy', ['Weak', 'Mixed', 'Mixed', 'Mixed', 'Strong']);
  await settled(page);
}
