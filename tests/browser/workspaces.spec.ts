import { answer, comparison, expect, goTo, introductions, field, open, reachVerdict, saved, test, verdict } from './support/app.ts';
import { choose, exported } from './support/data.ts';
import { expectAccessible } from './support/axe.ts';
import { kept } from './support/store.ts';
import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';

// Several workspaces: each saved apart, one open in a tab, none lost by what happens to another.

const workspaces = (page: Page): Locator => page.getByRole('region', { name: 'Workspaces' });
const rows = (page: Page): Locator => workspaces(page).getByRole('listitem');

async function add(page: Page, name: string) {
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'New workspace…' }).click();
  await field(page.getByRole('dialog'), 'Name').fill(name);
  await page.getByRole('button', { name: 'Add and open' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** Goes back to a workspace that another one took the place of, and to its terms. */
async function goBackTo(page: Page, name: string) {
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: `Open ${name}` }).click();
  await goTo(page, 'Terms');
}

/** Says how many introductions there are, in the open workspace, and waits until that is saved. */
async function introduce(page: Page, many: string) {
  await goTo(page, 'Terms');
  await answer(page, introductions, many);
  await saved(page);
}

/** A workspace with a verdict, saved. */
async function savedVerdict(page: Page) {
  await reachVerdict(page);
  await saved(page);
}

const onlyShows = (page: Page): Locator => page.getByText('Another tab is open: this one only shows.');

test('two workspaces are kept apart, and each is found again', async ({ page }) => {
  await reachVerdict(page);
  const sentence = await verdict(page).innerText();
  await saved(page);
  await add(page, 'Harbor pilot');
  await expect(rows(page)).toHaveText([/My work/, /Harbor pilot\s*Open now/]);
  await goTo(page, 'Terms');
  await expect(field(page, introductions)).toHaveValue('');
  await introduce(page, '7');

  await page.reload();
  await expect(page.getByRole('navigation')).toContainText('Harbor pilot');
  await expect(field(page, introductions)).toHaveValue('7');

  await goBackTo(page, 'My work');
  await expect(verdict(page)).toHaveText(sentence);
  await expect(page.getByRole('main').getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
});

test('a change is saved before another workspace is opened', async ({ page }) => {
  await open(page);
  await add(page, 'Second');
  await goTo(page, 'Terms');
  await answer(page, introductions, '9');
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'Open My work' }).click();
  await page.getByRole('button', { name: 'Open Second' }).click();
  await goTo(page, 'Terms');
  await expect(field(page, introductions)).toHaveValue('9');
});

test('a copy goes its own way', async ({ page }) => {
  await savedVerdict(page);
  const table = await comparison(page).innerText();
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'Copy this one…' }).click();
  await expect(field(page.getByRole('dialog'), 'Name')).toHaveValue('My work, copy');
  await page.getByRole('button', { name: 'Copy and open' }).click();
  await goTo(page, 'Terms');
  expect(await comparison(page).innerText()).toBe(table);
  await introduce(page, '30');
  await goBackTo(page, 'My work');
  expect(await comparison(page).innerText()).toBe(table);
});

test('a workspace is renamed, exported and removed; the others stay', async ({ page }) => {
  await savedVerdict(page);
  const before = await kept(page);
  await add(page, 'Pilot');
  await introduce(page, '4');
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'Rename Pilot' }).click();
  await field(page.getByRole('dialog'), 'Name').fill('Harbor Copy, pilot');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(rows(page).nth(1)).toContainText('Harbor Copy, pilot');

  await page.getByRole('button', { name: 'Remove Harbor Copy, pilot' }).click();
  await expectAccessible(page, 'a workspace about to be removed');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export a copy first' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^concord-harbor-copy-pilot-\d{4}-\d\d-\d\d\.json$/);
  expect(JSON.parse(await readFile(await file.path(), 'utf8')).workspace.answers.introductions.likely).toBe(4_000_000);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(rows(page)).toHaveText([/My work\s*Open now/]);
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  expect(await kept(page)).toEqual(before);
});

test('a name is needed', async ({ page }) => {
  await open(page, '#/overview');
  await page.getByRole('button', { name: 'New workspace…' }).click();
  await page.getByRole('button', { name: 'Add and open' }).click();
  await expect(page.getByRole('dialog')).toContainText('A name needs at least one letter.');
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(1);
});

test('two tabs work on two workspaces at once, and neither only shows', async ({ page, context }) => {
  await savedVerdict(page);
  const other = await context.newPage();
  await open(other, '#/overview');
  await expect(onlyShows(other)).toBeVisible();
  await add(other, 'Second');
  await introduce(other, '5');

  await introduce(page, '20');
  await other.reload();
  await expect(field(other, introductions)).toHaveValue('5');
  await goTo(page, 'Overview');
  await expect(rows(page)).toHaveText([/My work\s*Open now/, /Second/]);
});

test('the lock goes with the workspace: a tab that leaves one lets another tab write it', async ({ page, context }) => {
  await savedVerdict(page);
  const other = await context.newPage();
  await open(other);
  await expect(onlyShows(other)).toBeVisible();
  await add(page, 'Second');
  await expect(onlyShows(other)).toBeHidden();
  await introduce(other, '21');
});

test('what cannot be saved is not left behind', async ({ page }) => {
  await savedVerdict(page);
  await add(page, 'Second');
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'Open My work' }).click();
  await page.evaluate(() => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  await goTo(page, 'Terms');
  await answer(page, introductions, '31');
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'Open Second' }).click();
  await expect(workspaces(page)).toContainText('has changes that could not be saved');
  await goTo(page, 'Terms');
  await expect(field(page, introductions)).toHaveValue('31');
  await goTo(page, 'Share & data');
  expect(JSON.parse(await exported(page)).workspace.answers.introductions.likely).toBe(31_000_000);
});

test('a list that was lost costs names and no work', async ({ page }) => {
  await savedVerdict(page);
  await add(page, 'Second');
  await introduce(page, '5');
  await page.evaluate(() => localStorage.setItem('concord/workspaces', 'garbage'));
  await page.reload();
  await expect(field(page, introductions)).toHaveValue('5');
  await goTo(page, 'Overview');
  await expect(rows(page)).toHaveCount(2);
});

test('erasing everything erases every workspace', async ({ page }) => {
  await savedVerdict(page);
  await add(page, 'Second');
  await introduce(page, '5');
  await goTo(page, 'Share & data');
  await page.getByRole('button', { name: 'Erase everything…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase without a copy' }).click();
  await expect(page.getByText('Everything was erased from this browser.')).toBeVisible();
  expect(Object.keys(await kept(page))).toEqual([]);
  await page.reload();
  await goTo(page, 'Overview');
  await expect(rows(page)).toHaveText([/My work\s*Open now/]);
});

test('a file opens in the workspace that is open and in no other', async ({ page }) => {
  await savedVerdict(page);
  await goTo(page, 'Share & data');
  const file = await exported(page);
  await add(page, 'From a file');
  await goTo(page, 'Share & data');
  await choose(page, file);
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await goTo(page, 'Terms');
  await expect(verdict(page)).toContainText('Offer');
  await introduce(page, '40');
  await goBackTo(page, 'My work');
  await expect(field(page, introductions)).toHaveValue('12');
});
