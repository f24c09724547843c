import { expect, test } from '@playwright/test';
import { answer, goTo, introductions, open, projects, reachVerdict, record, saved, value, verdict } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';

// What a page fetches, and when; and what it says when a part does not come.

const parts = (requests: string[]) => requests.map((url) => url.split('/').at(-1)!).filter((name) => /^(split|chunk)_/.test(name));

test('the first visit fetches no part before it is needed', async ({ page }) => {
  const seen = await record(page);
  await open(page);
  await page.waitForLoadState('networkidle');
  expect(parts(seen.requests)).toEqual([]);

  await answer(page, introductions, '12');
  await expect.poll(() => parts(seen.requests).join()).toContain('split_judge');
  await answer(page, projects, '5');
  await answer(page, value, '8000');
  await expect(verdict(page)).toContainText('Offer');
  expect(parts(seen.requests).join()).not.toContain('split_pages');

  await goTo(page, 'My work');
  await expect.poll(() => parts(seen.requests).join()).toContain('split_pages');
  const once = parts(seen.requests);
  expect(new Set(once).size).toBe(once.length);
  expect(seen.complaints).toEqual([]);
});

test('a page that cannot be fetched says so, and comes on the next try', async ({ page }) => {
  await open(page);
  await page.route('**/split_pages-*', (route) => route.abort());
  await page.getByRole('link', { name: 'My work' }).click();
  await expect(page.getByText('This part of Concord could not be loaded')).toBeVisible();
  await expectAccessible(page, 'a part that could not be loaded');
  await page.unroute('**/split_pages-*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('My work');
});

test('the verdict comes on the next try when what judges could not be fetched', async ({ page }) => {
  await page.route('**/split_judge-*', (route) => route.abort());
  await open(page);
  await answer(page, introductions, '12');
  await answer(page, projects, '5');
  await answer(page, value, '8000');
  await expect(page.getByText('This part of Concord could not be loaded')).toBeVisible();
  await page.unroute('**/split_judge-*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(verdict(page)).toContainText('Offer');
});

test('nothing can be changed before what is kept was read, and nothing of it is lost', async ({ page }) => {
  await reachVerdict(page);
  await saved(page);
  const sentence = await verdict(page).innerText();
  const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
  const before = await kept();

  await page.route('**/split_scribe-*', (route) => route.abort());
  await page.reload();
  await expect(page.getByText('This part of Concord could not be loaded')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expectAccessible(page, 'the reader could not be loaded');
  expect(await kept()).toBe(before);

  await page.unroute('**/split_scribe-*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(verdict(page)).toHaveText(sentence);
});

test('what was typed is saved on the next try when what saves could not be fetched', async ({ page }) => {
  await page.route('**/split_scribe-*', (route) => route.abort());
  await open(page);
  await answer(page, introductions, '12');
  await expect(page.getByText('Not saved: a part of Concord could not be loaded')).toBeVisible();
  await expectAccessible(page, 'the scribe could not be loaded');
  await page.unroute('**/split_scribe-*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await saved(page);
  await page.reload();
  await expect(page.getByLabel(introductions)).toHaveValue('12');
});
