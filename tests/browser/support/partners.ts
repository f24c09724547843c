import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, field } from './app.ts';
import { choose } from './data.ts';

export type Word = 'Weak' | 'Mixed' | 'Strong' | 'Don’t know';

/** The five criteria that a new workspace has. */
export const criteria = [
  'Client alignment', 'Process compatibility', 'Reputation and references', 'Growth trajectory', 'Cultural fit',
];

export async function addCandidate(page: Page, name: string) {
  await field(page, 'Name of a candidate').fill(name);
  await field(page, 'Name of a candidate').press('Enter');
  await expect(candidate(page, name)).toBeVisible();
}

/** The list of all candidates. */
export function candidates(page: Page): Locator {
  return page.getByRole('list', { name: 'Candidates' });
}

/** The link to the page of a candidate. */
export function candidate(page: Page, name: string): Locator {
  return candidates(page).getByRole('link').filter({ has: page.getByText(name, { exact: true }) });
}

/** Goes to the page of a candidate. */
export async function openCandidate(page: Page, name: string) {
  await candidate(page, name).click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
}

/** Goes back to all of them. */
export async function backToAll(page: Page) {
  await page.getByRole('link', { name: 'All partners' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Partners', exact: true })).toBeVisible();
}

/** Rates a candidate on the five criteria, in their order. */
export async function rate(page: Page, name: string, words: Word[]) {
  await openCandidate(page, name);
  for (const [place, word] of words.entries()) {
    await page.getByRole('group', { name: criteria[place]! }).getByLabel(word, { exact: true }).check();
  }
  await backToAll(page);
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

/** Opens a file in place of what is here; the data page must be open. */
export async function imported(page: Page, file: string | Buffer) {
  await choose(page, file);
  await page.getByRole('button', { name: 'Replace what is here' }).click();
}

/** So many candidates: the five of the fixture, again and again, with at most so many ratings each. */
export async function manyCandidates(many: number, ratings = Infinity): Promise<string> {
  const document = JSON.parse(await readFile('checks/fixtures/partners.json', 'utf8'));
  const { partners } = document.workspace.scorecard;
  for (let n = partners.length; n < many; n += 1) {
    const id = `01930000-0000-7000-8000-${String(200_000_000_000 + n)}`;
    partners.push({ ...partners[n % 5], id, name: `Candidate with a rather long name, number ${n}` });
  }
  for (const partner of partners) partner.ratings = partner.ratings.slice(0, ratings);
  return JSON.stringify(document);
}
