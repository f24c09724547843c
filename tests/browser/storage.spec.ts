import { readFile } from 'node:fs/promises';
import { answer, expect, field, goTo, open, reachVerdict, saved, test, value, verdict } from './support/app.ts';
import { currentKey, kept, reloadWith, sealed } from './support/store.ts';

const whatToDo = 'What to do';

declare global {
  interface Window {
    /** Which keys the store refuses to write, and how often. */
    refused: { key: string; times: number };
  }
}

/** Lets the store refuse as a full one does, for keys that start with `window.refused.key`. */
function breakable() {
  const write = Storage.prototype.setItem;
  window.refused = { key: 'concord', times: 0 };
  Storage.prototype.setItem = function (key: string, text: string) {
    if (window.refused.times > 0 && key.startsWith(window.refused.key)) {
      window.refused.times -= 1;
      throw new DOMException('no room', 'QuotaExceededError');
    }
    write.call(this, key, text);
  };
}

test('a full store is said, loses nothing, and is tried again on request', async ({ page }) => {
  await page.addInitScript(breakable);
  await reachVerdict(page);
  await saved(page);
  const before = await kept(page);
  await page.evaluate(() => { window.refused.times = 1e9; });
  await answer(page, value, '9000');
  await expect(page.getByText('Not saved.')).toBeVisible();
  expect((await kept(page))[currentKey(before)]).toBe(before[currentKey(before)]);
  await expect(field(page, value)).toHaveValue(/^9,?000$/);

  await page.getByRole('link', { name: whatToDo }).click();
  await expect(page.getByText('the store has no room left')).toBeVisible();
  await page.evaluate(() => { window.refused.times = 0; });
  await page.getByRole('button', { name: 'Try to save again' }).click();
  await saved(page);
  await goTo(page, 'Terms');
  await page.reload();
  await expect(field(page, value)).toHaveValue(/^9,?000$/);
});

for (const [instant, key] of [['before anything is written', 'concord/'], ['between the record and its pointer', 'concord/current']] as const) {
  test(`a crash ${instant} leaves the last save`, async ({ page }) => {
    await page.addInitScript(breakable);
    await reachVerdict(page);
    await saved(page);
    const sentence = await verdict(page).innerText();
    await page.evaluate((key) => { window.refused = { key, times: 1e9 }; }, key);
    await answer(page, value, '900');
    await expect(page.getByText('Not saved.')).toBeVisible();
    await page.reload();
    await expect(verdict(page)).toHaveText(sentence);
    await expect(field(page, value)).toHaveValue(/^8,?000$/);
    await answer(page, value, '7000');
    await saved(page);
    await page.reload();
    await expect(field(page, value)).toHaveValue(/^7,?000$/);
  });
}

test('a browser that keeps nothing is said, and everything else works', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
  });
  await reachVerdict(page);
  await page.getByRole('link', { name: whatToDo }).click();
  await expect(page.getByText('does not let the page keep anything')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export everything' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain('"concord-workspace"');
});

for (const [damage, harm] of [
  ['a changed letter', (text: string) => text.replace('800000', '800001')],
  ['a text cut in half', (text: string) => text.slice(0, text.length / 2)],
] as const) {
  test(`${damage} in the last save opens the one before, and is put aside`, async ({ page }) => {
    await reachVerdict(page);
    await saved(page);
    await answer(page, value, '9000');
    await expect(page.getByText('Saving…')).toBeVisible();
    await saved(page);
    await answer(page, value, '8000');
    await expect(page.getByText('Saving…')).toBeVisible();
    await saved(page);
    const stored = await kept(page);
    const harmed = harm(stored[currentKey(stored)]!);
    expect(harmed).not.toBe(stored[currentKey(stored)]);

    await reloadWith(page, { [currentKey(stored)]: harmed });
    await expect(field(page, value)).toHaveValue(/^9,?000$/);
    await goTo(page, 'Share & data');
    await expect(page.getByText('The last save was damaged.')).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the text' }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toBe(harmed);

    await goTo(page, 'Terms');
    await answer(page, value, '7000');
    await saved(page);
    expect((await kept(page))['concord/kept/1']).toBe(harmed);
    await page.reload();
    await expect(field(page, value)).toHaveValue(/^7,?000$/);
  });
}

test('a store without a readable save is not touched until it was put aside', async ({ page }) => {
  await open(page);
  const torn = { 'concord/a': 'torn one', 'concord/b': 'torn other', 'concord/current': 'a 7 no' };
  await reloadWith(page, torn);
  await expect(page.getByText('What was saved cannot be read.')).toBeVisible();
  await answer(page, value, '9000');
  await page.waitForTimeout(600);
  expect(await kept(page)).toEqual(torn);

  await page.getByRole('link', { name: whatToDo }).click();
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  await page.getByRole('button', { name: 'Download the text' }).click();
  await expect.poll(() => downloads.sort()).toEqual(['concord-a.txt', 'concord-b.txt', 'concord-current.txt']);
  await page.getByRole('button', { name: 'Put it aside and begin anew' }).click();
  await goTo(page, 'Terms');
  await answer(page, value, '7000');
  await saved(page);
  const now = await kept(page);
  expect([now['concord/kept/1'], now['concord/kept/2'], now['concord/kept/3']]).toEqual(Object.values(torn));
  await page.reload();
  await expect(field(page, value)).toHaveValue(/^7,?000$/);
});

for (const [what, payload, said] of [
  ['of a newer version', '{"format":"concord-workspace","version":99,"workspace":{}}', 'Saved by a newer Concord.'],
  ['that is no workspace', '{"format":"concord-workspace","version":1,"workspace":7}', 'What was saved cannot be read.'],
] as const) {
  test(`a document ${what} is left as it is`, async ({ page }) => {
    await open(page);
    const stored = sealed(3, payload);
    await reloadWith(page, stored);
    await expect(page.getByText(said)).toBeVisible();
    await answer(page, value, '9000');
    await page.waitForTimeout(600);
    expect(await kept(page)).toEqual(stored);
    await page.getByRole('link', { name: whatToDo }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the text' }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toBe(payload);
    expect(await kept(page)).toEqual(stored);
  });
}

test('the second tab follows the first and takes over once that is closed', async ({ page, context }) => {
  await reachVerdict(page);
  await saved(page);
  const second = await context.newPage();
  await second.goto('/');
  await expect(second.getByText('Another tab is open: this one only shows.')).toBeVisible();
  await expect(verdict(second)).toHaveText(await verdict(page).innerText());

  await answer(page, value, '900');
  await saved(page);
  await expect(field(second, value)).toHaveValue('900');
  await expect(verdict(second)).toHaveText(await verdict(page).innerText());

  await page.close();
  await saved(second);
  await answer(second, value, '7000');
  await saved(second);
  await second.reload();
  await expect(field(second, value)).toHaveValue(/^7,?000$/);
});

test('what is changed in a tab that only shows is neither saved over the other nor lost', async ({ page, context }) => {
  await reachVerdict(page);
  await saved(page);
  const second = await context.newPage();
  await second.goto('/');
  await expect(second.getByText('this one only shows')).toBeVisible();
  const before = await kept(page);
  await answer(second, value, '900');
  await second.waitForTimeout(600);
  expect(await kept(page)).toEqual(before);
  // The first goes on; the second keeps what it shows, for an export.
  await answer(page, value, '7000');
  await saved(page);
  await expect(field(second, value)).toHaveValue('900');
  await page.close();
  await expect(second.getByText('Changed in another tab.')).toBeVisible();
  await second.getByRole('link', { name: whatToDo }).click();
  await second.getByRole('button', { name: 'Load what is kept' }).click();
  await saved(second);
  await goTo(second, 'Terms');
  await expect(field(second, value)).toHaveValue(/^7,?000$/);
});
