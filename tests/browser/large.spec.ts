import type { Page } from '@playwright/test';
import { expect, goTo, open, saved, test } from './support/app.ts';
import { choose } from './support/data.ts';
import { largeWorkspace } from './support/large.ts';
import { enter } from './support/referrals.ts';
import { currentKey, kept } from './support/store.ts';

// 50,000 referrals take about five seconds to come in where two tests run at once.
test.setTimeout(120_000);
const slow = { timeout: 60_000 };
const referrals = 50_000;
const file = largeWorkspace(referrals);

/** Every blob by name, with its length. */
function blobs(page: Page): Promise<{ [name: string]: number }> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    if (!names.includes('concord')) return {};
    const done = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await done(indexedDB.open('concord'));
    const store = database.transaction('blobs').objectStore('blobs');
    const [keys, texts] = [await done(store.getAllKeys()), await done(store.getAll())];
    database.close();
    return Object.fromEntries(keys.map((key, place) => [key as string, (texts[place] as string).length]));
  });
}

/** Removes the blob that the pointer leads to, as a browser that clears one of its stores would. */
async function removeCurrentBlob(page: Page) {
  const key = currentKey(await kept(page));
  await page.evaluate(async (key) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('concord');
      request.onsuccess = () => resolve(request.result);
    });
    const change = database.transaction('blobs', 'readwrite');
    change.objectStore('blobs').delete(IDBKeyRange.bound(`${key}/`, `${key}0`));
    await new Promise((done) => { change.oncomplete = done; });
    database.close();
  }, key);
}

/** Opens the file of 50,000 referrals in place of what is there. */
async function takeIn(page: Page) {
  await open(page, '#/data');
  await choose(page, await file);
  await page.getByRole('button', { name: 'Replace what is here' }).click(slow);
}

const isSaved = (page: Page) => expect(page.getByRole('status').filter({ hasText: /^Saved \d\d:\d\d$/ })).toBeVisible(slow);

/** How many referrals the ledger says that it holds. */
const counted = (page: Page, count: string) => expect(page.getByText(count).first()).toBeVisible(slow);

test('fifty thousand referrals are saved, opened again, edited and followed by another tab', async ({ page, context }) => {
  await takeIn(page);
  await isSaved(page);
  const stored = await kept(page);
  expect(Object.keys(stored)).toEqual(['concord/a', 'concord/current']);
  expect(stored['concord/a']).toMatch(/^concord-blob 1 [0-9a-f]{64}$/);
  const sizes = Object.values(await blobs(page));
  expect(sizes).toHaveLength(1);
  console.log(`${sizes[0]! / referrals} bytes are stored for a referral`);
  expect(sizes[0]! / referrals).toBeLessThan(33);

  await page.reload();
  await isSaved(page);
  await page.goto('/#/referrals');
  await counted(page, '50,000');
  await enter(page, { client: 'Very last', day: '2026-03-04' });
  await counted(page, '50,001');
  await isSaved(page);
  expect(Object.keys(await blobs(page))).toHaveLength(2);

  const second = await context.newPage();
  await second.goto('/#/referrals');
  await expect(second.getByText('Another tab is open: this one only shows.')).toBeVisible(slow);
  await counted(second, '50,001');
  await enter(page, { client: 'Even later', day: '2026-03-05' });
  await counted(second, '50,002');
  await isSaved(page);
  expect(Object.keys(await blobs(page))).toHaveLength(2);

  await page.close();
  await isSaved(second);
  await second.reload();
  await counted(second, '50,002');
});

test('a blob that is gone opens the save before it; erasing removes the database', async ({ page }) => {
  await takeIn(page);
  await isSaved(page);
  await page.goto('/#/referrals');
  await enter(page, { client: 'Very last', day: '2026-03-04' });
  await counted(page, '50,001');
  await expect.poll(async () => Object.keys(await blobs(page)).length, slow).toBe(2);
  await isSaved(page);
  await removeCurrentBlob(page);
  await page.reload();
  await counted(page, '50,000');
  await expect(page.getByText('An earlier save is shown.')).toBeVisible(slow);
  await goTo(page, 'Share & data');
  await page.getByRole('button', { name: 'Erase everything…' }).click();
  await page.getByRole('button', { name: 'Erase without a copy' }).click();
  await expect.poll(() => kept(page), slow).toEqual({});
  await expect.poll(() => blobs(page), slow).toEqual({});
});

for (const [what, name, said] of [
  ['has no room left', 'QuotaExceededError', 'the store has no room left'],
  ['fails', 'UnknownError', 'the store failed: UnknownError'],
] as const) {
  test(`a database that ${what} is said, loses nothing, and is tried again on request`, async ({ page }) => {
    await page.addInitScript((name) => {
      const put = IDBObjectStore.prototype.put;
      Object.assign(window, { broken: true });
      IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
        if ((window as unknown as { broken: boolean }).broken) throw new DOMException('no', name);
        return put.call(this, value, key);
      };
    }, name);
    await takeIn(page);
    await expect(page.getByText('Not saved.')).toBeVisible(slow);
    await expect(page.getByText(said)).toBeVisible();
    expect(Object.keys(await kept(page))).toEqual([]);
    await page.evaluate(() => Object.assign(window, { broken: false }));
    await page.getByRole('button', { name: 'Try to save again' }).click();
    await isSaved(page);
    await page.reload();
    await page.goto('/#/referrals');
    await counted(page, '50,000');
  });
}

test('without a database a large workspace is said to be too large, and a small one is saved', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { get: () => undefined }));
  await takeIn(page);
  await expect(page.getByText('Not saved: too large for this browser.')).toBeVisible(slow);
  await expect(page.getByText('Export a copy, then remove rows.')).toBeVisible();
  expect(await kept(page)).toEqual({});
  await choose(page, await largeWorkspace(3_000));
  await page.getByRole('button', { name: 'Replace what is here' }).click(slow);
  await saved(page);
  expect((await kept(page))['concord/a']).toContain('concord-packed 1 ');
  await page.reload();
  await page.goto('/#/referrals');
  await counted(page, '3,000');
});
